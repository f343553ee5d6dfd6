import { escapedText, quoted, withZone, zonePattern, type SqlDialect } from './dialect.ts';

/**
 * Names in quotes keep their case; names created without quotes are in capitals.
 * Source: https://docs.snowflake.com/en/sql-reference/identifiers-syntax
 */
export const snowflake: SqlDialect = {
  id: 'snowflake',
  name: 'Snowflake',
  identifier: (name) => quoted(name, '"'),
  text: escapedText,
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  asNumber: (expression) => `TRY_TO_DOUBLE(CAST(${expression} AS VARCHAR))`,
  asInteger: (expression) => `CAST(${expression} AS BIGINT)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `DATE_PART(EPOCH_SECOND, ${expression})`;
      case 'iso':
        // REGEXP_LIKE matches whole texts here.
        return `DATE_PART(EPOCH_SECOND, TRY_TO_TIMESTAMP_TZ(${withZone(expression, (text) => `REGEXP_LIKE(${text}, '.*${zonePattern}')`)}))`;
      case 'unix-s':
        return `TRY_TO_DOUBLE(CAST(${expression} AS VARCHAR))`;
      case 'unix-ms':
        return `TRY_TO_DOUBLE(CAST(${expression} AS VARCHAR)) / 1000`;
    }
  },
  howToSave: 'snow sql --filename query.sql --format csv > buckets.csv',
  isTestedOnEngine: false,
};
