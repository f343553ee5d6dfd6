import { failure, type Result } from '#shared/result.ts';

/** A period, UTC ms: start inclusive, end exclusive; absent = unbounded. */
interface Bounds {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** The failure of a period that ends before it begins; undefined for any other. */
export function checkPeriod({ fromMs, toMs }: Bounds): Result<never> | undefined {
  if (fromMs === undefined || toMs === undefined || fromMs < toMs) return undefined;
  return failure('empty-period', 'The period ends before it begins.', {
    at: { path: 'toMs' },
    nextStep: 'Give an end after the start; the end itself is not included.',
  });
}
