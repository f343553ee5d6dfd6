import { usageLedger } from './0001-usage-ledger.ts';
import { moreUsage } from './0002-more-usage.ts';
import { tracking } from './0003-tracking.ts';
import { marksAndPlans } from './0004-marks-and-plans.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

/** Every migration, ascending by version from 1 without gaps. A new one is a new file and a line here. */
export const migrations: readonly Migration[] = [usageLedger, moreUsage, tracking, marksAndPlans];
