/**
 * Finds where a text stops being JSON. `JSON.parse` says so only in some engines and for some errors, so this reads
 * the text once more, after it has failed, with a stack of its own rather than recursion.
 */
export interface JsonSyntaxError {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** What stands there instead of what: `expected a value, found ']'`. */
  readonly problem: string;
}

/** What may come next. */
type Expectation = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'separator';

/** Locates the first syntax error of a text; undefined when the text is JSON. */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  const stack: ('{' | '[')[] = [];
  let position = 0;
  let expecting: Expectation = 'value';
  for (;;) {
    position = afterSpace(text, position);
    const next = text[position];
    const inside = stack.at(-1);
    if (expecting === 'separator') {
      if (inside === undefined) return next === undefined ? undefined : errorAt(text, position, 'the end of the file');
      const end = inside === '{' ? '}' : ']';
      if (next === end) stack.pop();
      else if (next === ',') expecting = inside === '{' ? 'key' : 'value';
      else return errorAt(text, position, `',' or '${end}'`);
      position += 1;
    } else if ((expecting === 'key-or-end' && next === '}') || (expecting === 'value-or-end' && next === ']')) {
      stack.pop();
      position += 1;
      expecting = 'separator';
    } else if (expecting === 'key' || expecting === 'key-or-end') {
      const end = afterString(text, position);
      if (end === undefined) return errorAt(text, position, 'a field name in double quotes');
      position = afterSpace(text, end);
      if (text[position] !== ':') return errorAt(text, position, "':'");
      position += 1;
      expecting = 'value';
    } else if (next === '{' || next === '[') {
      stack.push(next);
      position += 1;
      expecting = next === '{' ? 'key-or-end' : 'value-or-end';
    } else {
      const end = afterString(text, position) ?? afterMatch(numberOrWord, text, position);
      if (end === undefined) return errorAt(text, position, 'a value');
      position = end;
      expecting = 'separator';
    }
  }
}

const space = /[ \t\n\r]*/y;
const numberOrWord = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

function afterSpace(text: string, position: number): number {
  return afterMatch(space, text, position) ?? position;
}

/** The position after a sticky pattern's match; undefined when it does not match here. */
function afterMatch(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The position after a string literal; undefined when none starts here or it is not well formed. */
function afterString(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  let position = start + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position + 1;
    if (code < 0x20) return undefined;
    if (code === 0x5c) {
      const end = afterMatch(escape, text, position);
      if (end === undefined) return undefined;
      position = end;
    } else {
      position += 1;
    }
  }
  return undefined;
}

function errorAt(text: string, offset: number, expected: string): JsonSyntaxError {
  const before = text.slice(0, offset);
  const found = offset >= text.length ? 'the end of the file' : describeText(text.slice(offset, offset + 20));
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    problem: `expected ${expected}, found ${found}`,
  };
}

function describeText(rest: string): string {
  const word = /^[\w.+-]+/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return word === '"' ? 'text that is not closed or not well formed' : `'${word}'`;
}
