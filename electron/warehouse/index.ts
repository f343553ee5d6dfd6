/** Warehouse: queries that add request logs up where they are, for logs that do not fit one machine. Pure text work. */
export { bucketQuery, type BucketQuery } from './bucket-query.ts';
export type { SqlDialect } from './dialects/dialect.ts';
export { sqlDialects } from './dialects/index.ts';
export { fromColumnMapping, fromPairs, type PairOptions, type WarehouseMapping } from './warehouse-mapping.ts';
