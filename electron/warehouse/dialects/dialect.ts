/** How a time column is written; `typed` is a column of the engine's own date or time type. */
export const timeColumnFormats = ['typed', 'iso', 'unix-s', 'unix-ms'] as const;
export type TimeColumnFormat = (typeof timeColumnFormats)[number];

/** The words of one SQL engine. Every method takes SQL and gives SQL, but for names and texts, which it quotes. */
export interface SqlDialect {
  readonly id: string;
  /** What people call the engine. */
  readonly name: string;
  /** Quotes one name of a table or column, whatever it holds. */
  identifier(name: string): string;
  /** Writes a text as a literal. */
  text(value: string): string;
  /** The value as text. */
  asText(expression: string): string;
  /** The value as a double; NULL for what is no number, where the engine can. */
  asNumber(expression: string): string;
  /** A double without fraction as a 64-bit integer. */
  asInteger(expression: string): string;
  /** Seconds since 1970-01-01 UTC, as a number; times without a zone are UTC. */
  epochSeconds(expression: string, format: TimeColumnFormat): string;
  /** How the result becomes a CSV file with a header. */
  readonly howToSave: string;
  /** True when our tests run its queries on the engine itself. */
  readonly isTestedOnEngine: boolean;
}

/** Encloses a name in marks, doubling those inside. */
export function quoted(name: string, mark: '"' | '`'): string {
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}

/** A literal of the SQL standard: only the quote itself is doubled. */
export function standardText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A literal for engines that read backslashes as escapes. */
export function escapedText(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/**
 * ISO 8601 text with a zone, so that no engine reads it in its own: UTC where there is none, midnight where there is no
 * time. What follows the date is looked at alone, because dates have dashes too.
 * @param endsInZone tells in the engine's words whether a text ends as `zonePattern` says.
 */
export function withZone(expression: string, endsInZone: (text: string) => string): string {
  const time = `SUBSTR(${expression}, 11)`;
  return `CASE WHEN ${endsInZone(time)} THEN ${expression} WHEN LENGTH(${expression}) = 10 THEN ${expression} || 'T00:00:00Z' ELSE ${expression} || 'Z' END`;
}

/** A zone at the end of a time: `Z`, `+02`, `+02:00`, `+0200`. No engine gives these characters another meaning. */
export const zonePattern = '(Z|z|[+-][0-9][0-9]:?([0-9][0-9])?)$';
