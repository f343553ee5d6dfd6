import { escapedText, type SqlDialect } from './dialect.ts';

/**
 * Names in backticks read backslashes as escapes, like literals do.
 * Source: https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical
 */
export const bigquery: SqlDialect = {
  id: 'bigquery',
  name: 'BigQuery',
  identifier: (name) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``,
  text: escapedText,
  asText: (expression) => `CAST(${expression} AS STRING)`,
  asNumber: (expression) => `SAFE_CAST(${expression} AS FLOAT64)`,
  asInteger: (expression) => `CAST(${expression} AS INT64)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `UNIX_SECONDS(CAST(${expression} AS TIMESTAMP))`;
      case 'iso':
        // Text without a zone is UTC here.
        return `UNIX_SECONDS(SAFE_CAST(${expression} AS TIMESTAMP))`;
      case 'unix-s':
        return `SAFE_CAST(${expression} AS FLOAT64)`;
      case 'unix-ms':
        return `SAFE_CAST(${expression} AS FLOAT64) / 1000`;
    }
  },
  howToSave: 'bq query --use_legacy_sql=false --format=csv --max_rows=10000000 < query.sql > buckets.csv',
  isTestedOnEngine: false,
};
