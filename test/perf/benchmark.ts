/** One figure of a benchmark: what was measured, beside what it is measured against in the same run. */
export interface BenchmarkFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The figure divided by its peer's of the same run: what can be compared between machines. */
  readonly ratio: number;
  /** What the ratio is to: `an idle frame`. */
  readonly peer: string;
  /** What the ratio should be, in words. */
  readonly goal: string;
}

/** A benchmark: one file in test/perf/ and one line in bench.ts. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly BenchmarkFigure[]>;
}

/** The value below which a share of the values lies, by the nearest rank. @param share 0…1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('A percentile needs at least one value.');
  return value;
}
