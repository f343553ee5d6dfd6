import { quoted, standardText, withZone, zonePattern, type SqlDialect } from './dialect.ts';

/** Source: https://duckdb.org/docs/stable/sql/functions/timestamptz */
export const duckdb: SqlDialect = {
  id: 'duckdb',
  name: 'DuckDB',
  identifier: (name) => quoted(name, '"'),
  text: standardText,
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  asNumber: (expression) => `TRY_CAST(${expression} AS DOUBLE)`,
  asInteger: (expression) => `CAST(${expression} AS BIGINT)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `EPOCH(${expression})`;
      case 'iso':
        return `EPOCH(TRY_CAST(${withZone(expression, (text) => `REGEXP_MATCHES(${text}, '${zonePattern}')`)} AS TIMESTAMPTZ))`;
      case 'unix-s':
        return `TRY_CAST(${expression} AS DOUBLE)`;
      case 'unix-ms':
        return `TRY_CAST(${expression} AS DOUBLE) / 1000`;
    }
  },
  howToSave: 'duckdb -csv logs.duckdb < query.sql > buckets.csv',
  isTestedOnEngine: true,
};
