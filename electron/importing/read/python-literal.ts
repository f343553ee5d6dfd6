/** Longest text that is read; longer cells hold prompts, not usage. */
const maximumLength = 200_000;

const words: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
  ['nan', 'null'],
]);

/**
 * Rewrites a Python literal as JSON: `{'prompt_tokens': 10, 'details': None}`, as data frames write dictionaries into
 * the cells of a CSV. Undefined for text that has other things in it than strings, numbers and the words of Python.
 */
export function jsonOfPythonLiteral(text: string): string | undefined {
  if (text.length > maximumLength) return undefined;
  const json: string[] = [];
  let position = 0;
  while (position < text.length) {
    const character = text.charAt(position);
    if (character === "'" || character === '"') {
      const string = readString(text, position);
      if (string === undefined) return undefined;
      json.push(JSON.stringify(string.value));
      position = string.end;
      continue;
    }
    const word = /^[A-Za-z_]+/.exec(text.slice(position, position + 40))?.[0];
    // The e of a number such as 1e-07 stands after a digit.
    if (word !== undefined && !/\d/.test(text.charAt(position - 1))) {
      const translated = words.get(word);
      if (translated === undefined) return undefined;
      json.push(translated);
      position += word.length;
      continue;
    }
    if (/[)\]}]/.test(character)) dropLastComma(json);
    // A tuple is a list.
    json.push(character === '(' ? '[' : character === ')' ? ']' : character);
    position++;
  }
  return json.join('');
}

/** A comma before the end of a list is Python's alone; strings are pieces of their own. */
function dropLastComma(json: string[]): void {
  const last = json.findLastIndex((piece) => piece.trim() !== '');
  if (json[last] === ',') json.length = last;
}

/** Reads a string literal that begins at a position; undefined when it does not end. */
function readString(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  const quote = text.charAt(start);
  let value = '';
  for (let position = start + 1; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === quote) return { value, end: position + 1 };
    if (character === '\\') {
      position++;
      const escaped = text.charAt(position);
      value += escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
    } else value += character;
  }
  return undefined;
}
