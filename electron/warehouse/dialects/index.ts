import { athena } from './athena.ts';
import { bigquery } from './bigquery.ts';
import type { SqlDialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';
import { snowflake } from './snowflake.ts';
import { spark } from './spark.ts';

/** Every engine that queries can be written for; a new one is its own file and a line here. */
export const sqlDialects: readonly SqlDialect[] = [duckdb, postgres, bigquery, snowflake, spark, athena];
