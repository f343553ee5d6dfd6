import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What one run took. */
export interface Run {
  readonly ms: number;
  /** Processor time of all its threads, ms; absent where it cannot be told. */
  readonly cpuMs?: number | undefined;
  readonly rows: number;
  /** Absent where it cannot be told. */
  readonly peakMib?: number | undefined;
  /** How much later than planned the main thread came to its work, ms: what a window would have felt. */
  readonly loopDelay?: { readonly p99Ms: number; readonly maxMs: number } | undefined;
}

/**
 * Takes a usage CSV into a database file by one of `contenders`, in a process of its own. The database stays.
 * @throws Error when that process fails.
 */
export function runContender(name: string, csv: string, database: string): Run {
  const script = join(import.meta.dirname, 'contender.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, name, csv, database], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return JSON.parse(stdout) as Run;
}
