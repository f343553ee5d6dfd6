import type { Migration } from './migration.ts';

/** Cache writes of 30 minutes in the rollups. */
export const moreUsage: Migration = {
  version: 2,
  name: 'more-usage',
  sql: `
ALTER TABLE usage_hour ADD COLUMN cache_write_30m_tokens INTEGER NOT NULL DEFAULT 0;
`,
};
