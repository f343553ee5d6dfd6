import type { Migration } from './migration.ts';

/**
 * The first ledger: imports, their records as column segments, names, price cards and hour rollups.
 *
 * The order of `serviceTiers` and the bit order of `tokenKinds` are part of the file format: append to them only.
 */
export const usageLedger: Migration = {
  version: 1,
  name: 'usage-ledger',
  sql: `
-- What made the file what it is. The checksum is that of the migration's SQL: an applied migration is never edited.
CREATE TABLE ledger_migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at_ms INTEGER NOT NULL
) STRICT;

-- One row an imported file. AUTOINCREMENT: the id of an undone import never comes back.
CREATE TABLE usage_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  preset TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  imported_at_ms INTEGER NOT NULL,
  month_scale REAL,
  rows_read INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  unpriced_records INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  total_tokens INTEGER NOT NULL DEFAULT 0,
  cost_nano_usd INTEGER NOT NULL DEFAULT 0,
  residual_nano_usd INTEGER,
  -- Earliest start and latest end of its records, UTC ms.
  first_ms INTEGER,
  last_ms INTEGER
) STRICT;

-- The first rejected rows of an import, in file order.
CREATE TABLE rejected_row (
  import_id INTEGER NOT NULL REFERENCES usage_import (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- Names by dimension. next_id only grows, so an id never changes its meaning while a reader holds it.
CREATE TABLE dimension (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  next_id INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO dimension (id, name) VALUES
  (1, 'provider'), (2, 'model'), (3, 'project'), (4, 'user'), (5, 'task'), (6, 'conversation');
CREATE TABLE dictionary_entry (
  dimension_id INTEGER NOT NULL REFERENCES dimension (id),
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (dimension_id, id),
  UNIQUE (dimension_id, name)
) STRICT, WITHOUT ROWID;

-- Price cards as used, whole: a record's cost stays explainable when the catalogue moves on.
CREATE TABLE price_card (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  price_version TEXT NOT NULL,
  checksum TEXT NOT NULL,
  card TEXT NOT NULL,
  UNIQUE (price_version, checksum)
) STRICT;

-- Usage records by the ten thousands; each column of a segment is one blob in segment_column.
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES usage_import (id) ON DELETE CASCADE,
  records INTEGER NOT NULL,
  -- 1 = usage_hour holds its records too; 0 = they are too sparse for that to save anything.
  is_rolled_up INTEGER NOT NULL,
  -- Earliest and latest start of its records, UTC ms.
  first_start_ms INTEGER NOT NULL,
  last_start_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX segment_by_import ON segment (import_id);
CREATE TABLE segment_column (
  segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  codec TEXT NOT NULL,
  base INTEGER NOT NULL,
  checksum BLOB NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (segment_id, name)
) STRICT;

-- Totals of the rolled-up segments by hour (since 1970-01-01T00Z) and every dimension but conversation; ids of
-- dictionary_entry, 0 = not given.
CREATE TABLE usage_hour (
  import_id INTEGER NOT NULL REFERENCES usage_import (id) ON DELETE CASCADE,
  hour INTEGER NOT NULL,
  provider_id INTEGER NOT NULL,
  model_id INTEGER NOT NULL,
  service_tier INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  records INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  cache_write_5m_tokens INTEGER NOT NULL,
  cache_write_1h_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  input_audio_tokens INTEGER NOT NULL,
  cache_read_audio_tokens INTEGER NOT NULL,
  output_audio_tokens INTEGER NOT NULL,
  input_image_tokens INTEGER NOT NULL,
  cache_read_image_tokens INTEGER NOT NULL,
  output_image_tokens INTEGER NOT NULL,
  cost_nano_usd INTEGER NOT NULL,
  unpriced_records INTEGER NOT NULL,
  unpriced_tokens INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (import_id, hour, provider_id, model_id, service_tier, project_id, user_id, task_id)
) STRICT, WITHOUT ROWID;
`,
};
