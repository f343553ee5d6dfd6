import type { Migration } from './migration.ts';

/** Budgets with the alerts they gave. Documents are JSON, checked when they are read. */
export const tracking: Migration = {
  version: 3,
  name: 'tracking',
  sql: `
CREATE TABLE budget (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at_ms INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;

-- Thresholds that were reached. A subject is empty where a budget is for all usage together.
CREATE TABLE budget_alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  budget_id INTEGER NOT NULL REFERENCES budget (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  threshold REAL NOT NULL,
  period_from_ms INTEGER NOT NULL,
  period_to_ms INTEGER NOT NULL,
  noticed_at_ms INTEGER NOT NULL,
  spent_usd REAL NOT NULL,
  amount_usd REAL NOT NULL,
  -- NULL = not acknowledged.
  acknowledged_at_ms INTEGER,
  UNIQUE (budget_id, subject, threshold, period_from_ms, period_to_ms)
) STRICT;
`,
};
