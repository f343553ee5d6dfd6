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

const literal =
  /[ \t\n\r]*(?:(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w)|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"))/y;
const space = /[ \t\n\r]*/y;

/** Locates the first syntax error of a text; undefined when the text is JSON. */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  const stack: ('{' | '[')[] = [];
  let position = 0;
  /** What may come next. */
  let expecting: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'separator' = 'value';

  function errorAt(offset: number, expected: string): JsonSyntaxError {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    const found = offset >= text.length ? 'the end of the file' : describeText(text.slice(offset));
    return { line, column: offset - before.lastIndexOf('\n'), problem: `expected ${expected}, found ${found}` };
  }
  function skipSpace(): void {
    space.lastIndex = position;
    space.test(text);
    position = space.lastIndex;
  }
  /** Reads a number, literal or string; true when there was one. */
  function readScalar(stringOnly: boolean): boolean {
    literal.lastIndex = position;
    const match = literal.exec(text);
    if (match === null || (stringOnly && match[3] === undefined)) return false;
    position = literal.lastIndex;
    return true;
  }

  for (;;) {
    skipSpace();
    const next = text[position];
    const inside = stack.at(-1);
    if (expecting === 'separator') {
      if (inside === undefined) return next === undefined ? undefined : errorAt(position, 'the end of the file');
      const end = inside === '{' ? '}' : ']';
      if (next === end) stack.pop();
      else if (next === ',') expecting = inside === '{' ? 'key' : 'value';
      else return errorAt(position, `',' or '${end}'`);
      position += 1;
      continue;
    }
    if ((expecting === 'key-or-end' && next === '}') || (expecting === 'value-or-end' && next === ']')) {
      stack.pop();
      position += 1;
      expecting = 'separator';
      continue;
    }
    if (expecting === 'key' || expecting === 'key-or-end') {
      if (!readScalar(true)) return errorAt(position, 'a field name in double quotes');
      skipSpace();
      if (text[position] !== ':') return errorAt(position, "':'");
      position += 1;
      expecting = 'value';
      continue;
    }
    if (next === '{' || next === '[') {
      stack.push(next);
      position += 1;
      expecting = next === '{' ? 'key-or-end' : 'value-or-end';
      continue;
    }
    if (!readScalar(false)) return errorAt(position, 'a value');
    expecting = 'separator';
  }
}

function describeText(rest: string): string {
  const word = /^[\w.+-]{1,20}/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return word === '"' ? 'text that is not closed or not well formed' : `'${word}'`;
}
