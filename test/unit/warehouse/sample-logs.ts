/** A request as a log table holds it; null = the log says nothing. */
export interface LogRow {
  /** UTC ms. */
  readonly atMs: number | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly tier: string | null;
  readonly team: string | null;
  readonly who: string | null;
  readonly job: string | null;
  /** Contains `cached` and `written`. */
  readonly prompt: number | null;
  readonly cached: number | null;
  readonly written: number | null;
  /** Contains `thought`. */
  readonly completion: number | null;
  readonly thought: number | null;
  readonly calls: number | null;
}

/** Columns of the log, in order: as SQL names them and as `LogRow` does. */
export const logColumns = [
  'atMs',
  'provider',
  'model',
  'tier',
  'team',
  'who',
  'job',
  'prompt',
  'cached',
  'written',
  'completion',
  'thought',
  'calls',
] as const satisfies readonly (keyof LogRow)[];

const models = [
  ['openai', 'gpt-5.4-2026-03-05'],
  ['openai', 'gpt-4o'],
  ['google', 'gemini-2.5-pro'],
  ['Anthropic', 'claude-haiku-4-5-20251001'],
  ['openai', 'a model, that "nobody" knows'],
  ['', ''],
] as const;

/** Repeatable numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Logs with everything that real ones have: prompts around every long-context bound, several requests in one row, rows
 * without counts, and rows that cannot be true (a cached part larger than its total, a negative count, no time).
 */
export function sampleLogs(rows: number, seed: number): readonly LogRow[] {
  const random = randomOf(seed);
  function pick<T>(values: readonly T[]): T {
    return values[Math.floor(random() * values.length)] as T;
  }
  function orNull<T>(value: T, share: number): T | null {
    return random() < share ? null : value;
  }
  return Array.from({ length: rows }, (): LogRow => {
    const [provider, model] = pick(models);
    const prompt = pick([
      0, 1, 900, 5000, 127_999, 128_000, 128_001, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001,
    ]);
    const cached = Math.floor(random() * prompt);
    const completion = Math.floor(random() * 5000);
    const isEmpty = random() < 0.05;
    const row: LogRow = {
      atMs: Date.UTC(2026, 8, 1) + Math.floor(random() * 5 * 3_600_000),
      provider: orNull(provider, 0.1),
      model,
      tier: pick([null, '', 'default', 'batch', 'flex', 'scale']),
      team: orNull(pick(['search', "o'brien; DROP TABLE logs; --"]), 0.2),
      who: orNull(pick(['u1', 'u2', 'ü3']), 0.5),
      job: null,
      prompt: isEmpty ? null : prompt,
      cached: isEmpty ? null : orNull(cached, 0.3),
      written: isEmpty ? null : orNull(Math.floor(random() * (prompt - cached)), 0.5),
      completion: isEmpty ? null : orNull(completion, 0.05),
      thought: isEmpty ? null : orNull(Math.floor(random() * completion), 0.5),
      calls: isEmpty ? null : pick([1, 1, 1, 1, 0, 7, null]),
    };
    const fault = random();
    if (fault < 0.02) return { ...row, cached: prompt + 1, prompt };
    if (fault < 0.04) return { ...row, completion: -1 };
    if (fault < 0.06) return { ...row, thought: 0.5 };
    if (fault < 0.08) return { ...row, atMs: null, prompt };
    return row;
  });
}
