import type { AnomalyCause } from '#shared/domain/anomaly.ts';
import { msPerDay } from '#shared/time.ts';

/** Spend of one name on one day. */
export interface NamedSpend {
  readonly day: string;
  readonly name: string;
  readonly usd: number;
}

const weeks = 4;

/**
 * Which names explain a day: each one's spend minus what it had on the same weekday of the four weeks before, the latter
 * scaled so that all together had what was expected of the day. The parts sum to the impact.
 */
export function explainDay(spend: readonly NamedSpend[], day: string, expectedUsd: number): readonly AnomalyCause[] {
  const dayMs = Date.parse(day);
  const earlier = new Set(Array.from({ length: weeks }, (_none, week) => labelOf(dayMs - 7 * (week + 1) * msPerDay)));
  const actual = new Map<string, number>();
  const usual = new Map<string, number>();
  let total = 0;
  for (const { day: at, name, usd } of spend) {
    if (at === day) actual.set(name, (actual.get(name) ?? 0) + usd);
    if (!earlier.has(at)) continue;
    usual.set(name, (usual.get(name) ?? 0) + usd);
    total += usd;
  }
  const causes = [...new Set([...actual.keys(), ...usual.keys()])].map((name) => {
    const usd = actual.get(name) ?? 0;
    const expected = total === 0 ? 0 : (expectedUsd * (usual.get(name) ?? 0)) / total;
    return { name, actualUsd: usd, expectedUsd: expected, impactUsd: usd - expected };
  });
  // Without earlier weeks nobody knows whose the expected part was.
  if (total === 0 && expectedUsd !== 0)
    causes.push({ name: '(no earlier weeks)', actualUsd: 0, expectedUsd, impactUsd: -expectedUsd });
  return causes.sort((a, b) => Math.abs(b.impactUsd) - Math.abs(a.impactUsd));
}

function labelOf(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}
