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
-- Records and billed lines of the file that it, or the ledger, had already.
ALTER TABLE usage_import ADD COLUMN duplicates INTEGER NOT NULL DEFAULT 0;
-- Lines of a bill in the file, and what they and the records' own costs come to; NULL = the file states no cost.
ALTER TABLE usage_import ADD COLUMN charges INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_import ADD COLUMN billed_nano_usd INTEGER;
-- Which rules made the import's rollups; 0 = none are made yet.
ALTER TABLE usage_import ADD COLUMN rollup_version INTEGER NOT NULL DEFAULT 0;

-- Records with a key: where there are any, the segment has the columns key_high and key_low.
ALTER TABLE segment ADD COLUMN keyed_records INTEGER NOT NULL DEFAULT 0;

-- Totals follow from the segments, so they are made anew, as columns: sums by view (see rollup-views.ts), the columns
-- of layout one behind the other in data.
DROP TABLE usage_hour;
ALTER TABLE segment DROP COLUMN is_rolled_up;
CREATE TABLE rollup (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES usage_import (id) ON DELETE CASCADE,
  view TEXT NOT NULL,
  groups INTEGER NOT NULL,
  layout TEXT NOT NULL,
  checksum BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX rollup_by_import ON rollup (import_id);

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

-- Price books, overrides, aliases, contracts and exchange rates as they were given. Rows stay: what priced a record must
-- remain to be seen.
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
