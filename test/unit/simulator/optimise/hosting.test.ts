import { describe, expect, it } from 'vitest';
import { analyseSelfHosting, optimiseAtOnce } from '#simulator';
import { optimiseOptionsSchema } from '#shared/domain/optimisation.ts';
import { fleetOf } from '../../selfhosting/builders.ts';
import { firstMonth, largeCard, leverOf, run, scenarioOf, smallCard } from '../builders.ts';

/*
 * 1,000 requests a day at $0.009 cost $270 a month at the API. A replica of $40 serves 20 requests an hour one at a time: the
 * load is 1,000 ÷ 24 ÷ 20 = 2.083 replicas.
 */
const cards = [largeCard, smallCard];
const fleet = fleetOf({
  payment: { kind: 'flat', usdPerReplicaMonth: 40 },
  throughput: { kind: 'measured-requests', requestsPerHour: 20 },
  scaling: { kind: 'peak', targetUtilisation: 1, squareRootBeta: 0, spareReplicas: 0 },
});
const replicas = [1, 2, 3, 4, 5, 6];

function usdOf(levers: ReturnType<typeof leverOf>[]): number {
  return firstMonth(run(scenarioOf({ fleets: [fleet], levers }))).optimized.usd;
}

function best(levers: ReturnType<typeof leverOf>[], free: object[] = []) {
  const scenario = scenarioOf({ fleets: [fleet], levers });
  const found = optimiseAtOnce(scenario, cards, optimiseOptionsSchema.parse({ free }));
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

describe('the optimiser and a fleet', () => {
  it('finds the number of own replicas that brute force finds, which is the report’s', () => {
    const byHand = replicas.map((count) => ({ count, usd: usdOf([leverOf('hybrid', { replicas: count })]) }));
    const cheapest = byHand.reduce((least, next) => (next.usd < least.usd ? next : least));
    const { recommended, verdicts, scenario } = best(
      [leverOf('hybrid', {})],
      [{ lever: 'hybrid', field: 'replicas', values: replicas }],
    );
    expect(recommended.usd).toBeCloseTo(cheapest.usd, 9);
    expect(scenario.levers[0]?.parameters['replicas']).toBe(cheapest.count);
    expect(verdicts[0]).toMatchObject({ verdict: 'use' });
    const report = analyseSelfHosting(scenarioOf({ fleets: [fleet] }), cards, { samples: 5, seed: 1 });
    const hybrid = report.ok ? report.value.fleets[0]?.hybrid : undefined;
    expect(hybrid?.cheapest.replicas).toBe(cheapest.count);
    expect(hybrid?.cheapest.usd).toBeCloseTo(cheapest.usd, 9);
  });

  it('switches self-hosting on where it pays and leaves it off where it does not', () => {
    // 2.083 replicas of load need 3: $120 instead of $270.
    expect(best([{ ...leverOf('self-host', {}), enabled: false }]).recommended.usd).toBeCloseTo(120, 9);
    const dear = { ...fleet, payment: { kind: 'flat' as const, usdPerReplicaMonth: 100 } };
    const found = optimiseAtOnce(
      scenarioOf({ fleets: [dear], levers: [leverOf('self-host', {})] }),
      cards,
      optimiseOptionsSchema.parse({}),
    );
    expect(found.ok && found.value.recommended.usd).toBeCloseTo(270, 9);
    expect(found.ok && found.value.verdicts[0]?.verdict).toBe('dont');
  });

  it('shows both levers in the waterfall: what each takes off adds up to the difference', () => {
    const month = firstMonth(
      run(
        scenarioOf({
          fleets: [fleet],
          levers: [
            leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }),
            leverOf('hybrid', { replicas: 2 }),
          ],
        }),
      ),
    );
    expect(month.waterfall.map(({ leverName }) => leverName)).toEqual([
      'Prompt trimming',
      'Own replicas with overflow',
    ]);
    const sum = month.waterfall.reduce((usd, { deltaUsd }) => usd + deltaUsd, 0);
    expect(sum).toBeCloseTo(month.optimized.usd - month.baseline.usd, 9);
    expect(month.waterfall[1]?.deltaUsd).toBeLessThan(0);
  });
});
