import { escapedText, quoted, withZone, zonePattern, type SqlDialect } from './dialect.ts';

/** Source: https://spark.apache.org/docs/latest/sql-ref-functions-builtin.html#date-and-timestamp-functions */
export const spark: SqlDialect = {
  id: 'spark',
  name: 'Spark SQL and Databricks',
  identifier: (name) => quoted(name, '`'),
  text: escapedText,
  asText: (expression) => `CAST(${expression} AS STRING)`,
  asNumber: (expression) => `TRY_CAST(${expression} AS DOUBLE)`,
  asInteger: (expression) => `CAST(${expression} AS BIGINT)`,
  epochSeconds(expression, format) {
    switch (format) {
      case 'typed':
        return `UNIX_SECONDS(CAST(${expression} AS TIMESTAMP))`;
      case 'iso':
        return `UNIX_SECONDS(TRY_CAST(${withZone(expression, (text) => `${text} RLIKE '${zonePattern}'`)} AS TIMESTAMP))`;
      case 'unix-s':
        return `TRY_CAST(${expression} AS DOUBLE)`;
      case 'unix-ms':
        return `TRY_CAST(${expression} AS DOUBLE) / 1000`;
    }
  },
  howToSave: "spark.sql(open('query.sql').read()).toPandas().to_csv('buckets.csv', index=False)",
  isTestedOnEngine: false,
};
