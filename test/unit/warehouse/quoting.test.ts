import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlDialects, type SqlDialect } from '#warehouse';

/** Reads a quoted name or literal back as the engine would; undefined when it ends before the text does. */
function unquote(quoted: string, readsBackslashes: boolean): string | undefined {
  const start = /^E?(['"`])/.exec(quoted);
  const mark = start?.[1] ?? '';
  const escapes = readsBackslashes || quoted.startsWith('E');
  let text = '';
  for (let index = start?.[0].length ?? 0; index < quoted.length; index += 1) {
    const letter = quoted.charAt(index);
    if (escapes && letter === '\\') {
      index += 1;
      const escaped = quoted.charAt(index);
      text += escaped === 'n' ? '\n' : escaped === 'r' ? '\r' : escaped;
    } else if (letter !== mark) text += letter;
    else if (quoted.charAt(index + 1) === mark) {
      text += mark;
      index += 1;
    } else return index === quoted.length - 1 ? text : undefined;
  }
  return undefined;
}

/** Texts made of what ends a quote in one engine or another. */
const nasty = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc
    .array(fc.constantFrom("'", '"', '`', '\\', '\n', '\r', ';', '--', '/*', 'x', ' ', '$$', "E'"), { maxLength: 12 })
    .map((parts) => parts.join('')),
);

describe.each(sqlDialects)('quoting for $name', (dialect: SqlDialect) => {
  const literalsEscape = ['bigquery', 'snowflake', 'spark'].includes(dialect.id);
  const namesEscape = dialect.id === 'bigquery';

  it('keeps every name one name', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        expect(unquote(dialect.identifier(name), namesEscape)).toBe(name);
      }),
    );
  });

  it('keeps every text one literal', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unquote(dialect.text(text), literalsEscape)).toBe(text);
      }),
    );
  });
});
