import type { Migration } from './migration.ts';

/**
 * What was billed beside what was used, prices of one's own, and rollups as columns.
 *
 * The order of `residencies` and `billableUnits` is part of the file format: append to them only.
 */
export const moreUsage: Migration = {
  version: 2,
  name: 'more-usage',
  sql: `
-- What a record without a key stands for: totals of a time and its dimensions, or one request.
ALTER TABLE usage_import ADD COLUMN grain TEXT NOT NULL DEFAULT 'request';
UPDATE usage_import SET grain = 'bucket' WHERE preset = 'openai-completions';
-- The file a rejected row stands in, where a folder was imported at once.
ALTER TABLE rejected_row ADD COLUMN file TEXT;
-- Rows of the file that the ledger held already.
ALTER TABLE usage_import ADD COLUMN duplicates INTEGER NOT NULL DEFAULT 0;
-- Lines of a bill in the file, and what they and the records' own costs come to; NULL = the file states no cost.
ALTER TABLE usage_import ADD COLUMN charges INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_import ADD COLUMN billed_nano_usd INTEGER;

-- 1 = its records may have keys: the segment has columns key_high and key_low.
ALTER TABLE segment ADD COLUMN has_keys INTEGER NOT NULL DEFAULT 0;

ALTER TABLE usage_hour ADD COLUMN cache_write_30m_tokens INTEGER NOT NULL DEFAULT 0;

-- Lines of bills, summed by the days they cover (since 1970-01-01, both inclusive) and everything they name.
CREATE TABLE charge (
  import_id INTEGER NOT NULL REFERENCES usage_import (id) ON DELETE CASCADE,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  line TEXT NOT NULL,
  project TEXT NOT NULL,
  category TEXT NOT NULL,
  lines INTEGER NOT NULL,
  billed_nano_usd INTEGER NOT NULL,
  -- NULL = some of the lines do not say.
  list_nano_usd INTEGER,
  PRIMARY KEY (import_id, first_day, last_day, provider, model, line, project, category)
) STRICT, WITHOUT ROWID;

-- Price books, overrides, aliases, contracts and exchange rates as they were given. Rows stay: what priced a record must remain to be seen.
CREATE TABLE price_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  withdrawn_at_ms INTEGER,
  document TEXT NOT NULL
) STRICT;
`,
};
