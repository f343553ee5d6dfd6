import { quoted, standardText, withZone, zonePattern, type SqlDialect } from './dialect.ts';

/** Also Trino and Presto. Source: https://trino.io/docs/current/functions/datetime.html */
export const athena: SqlDialect = {
  id: 'athena',
  name: 'Amazon Athena, Trino and Presto',
  identifier: (name) => quoted(name, '"'),
  text: standardText,
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  asNumber: (expression) => `TRY_CAST(${expression} AS DOUBLE)`,
  asInteger: (expression) => `CAST(${expression} AS BIGINT)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `TO_UNIXTIME(${expression})`;
      case 'iso':
        return `TO_UNIXTIME(TRY(FROM_ISO8601_TIMESTAMP(REPLACE(${withZone(expression, (text) => `REGEXP_LIKE(${text}, '${zonePattern}')`)}, ' ', 'T'))))`;
      case 'unix-s':
        return `TRY_CAST(${expression} AS DOUBLE)`;
      case 'unix-ms':
        return `TRY_CAST(${expression} AS DOUBLE) / 1000`;
    }
  },
  howToSave: 'the CSV file that Athena writes to its result location',
  isTestedOnEngine: false,
};
