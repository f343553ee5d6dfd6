import type { Migration } from './migration.ts';

/** What was said of days that are out of line, and plans that were pinned. */
export const marksAndPlans: Migration = {
  version: 4,
  name: 'marks-and-plans',
  sql: `
-- One row for a day of a series: the time zone and the usage that counts, as JSON in an order of its own.
CREATE TABLE anomaly_mark (
  day TEXT NOT NULL,
  series TEXT NOT NULL,
  -- NULL = open.
  acknowledged_at_ms INTEGER,
  note TEXT NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  PRIMARY KEY (day, series)
) STRICT, WITHOUT ROWID;

-- A plan is a copy: the scenario and the prices of the day on which it was pinned, as JSON that is checked when it is read.
CREATE TABLE pinned_plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pinned_at_ms INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
`,
};
