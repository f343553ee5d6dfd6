import { quoted, standardText, withZone, zonePattern, type SqlDialect } from './dialect.ts';

/** Source: https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT */
export const postgres: SqlDialect = {
  id: 'postgres',
  name: 'PostgreSQL',
  identifier: (name) => quoted(name, '"'),
  // E'' reads backslashes the same whatever standard_conforming_strings says.
  text: (value) => (value.includes('\\') ? `E${standardText(value.replaceAll('\\', '\\\\'))}` : standardText(value)),
  asText: (expression) => `CAST(${expression} AS TEXT)`,
  asNumber: (expression) => `CAST(${expression} AS DOUBLE PRECISION)`,
  asInteger: (expression) => `CAST(${expression} AS BIGINT)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `EXTRACT(EPOCH FROM ${expression})`;
      case 'iso':
        return `EXTRACT(EPOCH FROM CAST(${withZone(expression, (text) => `${text} ~ '${zonePattern}'`)} AS TIMESTAMPTZ))`;
      case 'unix-s':
        return `CAST(${expression} AS DOUBLE PRECISION)`;
      case 'unix-ms':
        return `CAST(${expression} AS DOUBLE PRECISION) / 1000`;
    }
  },
  howToSave: 'psql --csv --file query.sql --output buckets.csv',
  isTestedOnEngine: true,
};
