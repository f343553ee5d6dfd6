import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Distribution } from '#shared/domain/quantity.ts';
import { leaf, product, sum } from '../../electron/simulator/expressions.ts';
import { bandOf } from '../../electron/simulator/sampling/bands.ts';
import { compileExpressions } from '../../electron/simulator/sampling/program.ts';
import { sampleRoots } from '../../electron/simulator/sampling/sample-roots.ts';
import { squiggle } from '../squiggle.ts';
import { percentile, type Benchmark } from './benchmark.ts';

const samples = 10_000;
const months = 12;
const workloads = 8;
const warmUps = 3;
const rounds = 7;

const requests = { kind: 'lognormal', p5: 800, p95: 1500 } as const satisfies Distribution;
const usdPerRequest = { kind: 'triangular', low: 1, mode: 2, high: 4 } as const satisfies Distribution;
const share = { kind: 'uniform', low: 0.2, high: 0.6 } as const satisfies Distribution;

/** Σ over workloads of requests × USD per request (new in every month) × share (one a workload): 200 inputs. */
function ours(): number {
  const shares = Array.from({ length: workloads }, (_none, workload) =>
    leaf('Share', 'share', 0.4, { path: `share ${workload}`, distribution: share }),
  );
  const roots = Array.from({ length: months }, (_none, month) =>
    sum(
      'Cost in the month',
      'USD',
      shares.map((part, workload) =>
        product('Cost of a workload', 'USD', [
          leaf('Requests', 'requests', 1100, { path: `requests ${month} ${workload}`, distribution: requests }),
          leaf('Cost', 'USD', 2, { path: `cost ${month} ${workload}`, distribution: usdPerRequest }),
          part,
        ]),
      ),
    ),
  );
  const columns = sampleRoots(compileExpressions(roots), { samples, seed: 1 });
  return columns.map(bandOf).reduce((total, { mean }) => total + mean, 0);
}

/** The same by hand: one loop over typed arrays, Math.random, Box and Muller, a sort for the percentiles. */
function plainLoop(): number {
  const [mu, sigma] = [(Math.log(800) + Math.log(1500)) / 2, Math.log(1500 / 800) / (2 * 1.6448536269514722)];
  const shares = Float64Array.from({ length: samples * workloads }, () => 0.2 + 0.4 * Math.random());
  let total = 0;
  for (let month = 0; month < months; month += 1) {
    const usd = new Float64Array(samples);
    for (let row = 0; row < samples; row += 1) {
      for (let workload = 0; workload < workloads; workload += 1) {
        const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
        const uniform = Math.random();
        const cost = uniform < 1 / 3 ? 1 + Math.sqrt(uniform * 3) : 4 - Math.sqrt((1 - uniform) * 6);
        usd[row] = (usd[row] ?? 0) + Math.exp(mu + sigma * normal) * cost * (shares[row * workloads + workload] ?? 0);
      }
    }
    usd.sort();
    total += usd.reduce((all, value) => all + value, 0) / samples;
  }
  return total;
}

async function inSquiggle(): Promise<number> {
  const shares = Array.from({ length: workloads }, (_none, one) => `s${one} = SampleSet.fromDist(uniform(0.2, 0.6))`);
  const rows = Array.from({ length: months }, (_none, month) => {
    const parts = Array.from(
      { length: workloads },
      (_part, one) =>
        `SampleSet.fromDist(lognormal({p5: 800, p95: 1500})) * SampleSet.fromDist(triangular(1, 2, 4)) * s${one}`,
    );
    return `m${month} = ${parts.join(' + ')}`;
  });
  const names = Array.from({ length: months }, (_none, month) => `m${month}`);
  const asked = names.flatMap((name) => [
    `mean(${name})`,
    ...[0.05, 0.5, 0.95].map((share_) => `quantile(${name}, ${share_})`),
  ]);
  const values = await squiggle([...shares, ...rows, `[${asked.join(', ')}]`].join('\n'), { samples, seed: 'bench' });
  return values.reduce((total, value, index) => (index % 4 === 0 ? total + value : total), 0);
}

interface Contender {
  readonly name: string;
  /** What its time ÷ ours should be, in words. */
  readonly goal: string;
  /** Runs the model once. @returns the sum of the months' means: all contenders must agree on it. */
  readonly run: () => number | Promise<number>;
}

const own: Contender = { name: 'Burnrate', goal: '', run: ours };
const peers: readonly Contender[] = [
  { name: 'squiggle-lang', goal: '12 × as fast or more', run: inSquiggle },
  { name: 'a plain loop over typed arrays', goal: 'about as fast', run: plainLoop },
];

/** Milliseconds of each contender, one a round. They take turns, so that what else the machine does slows all of them. */
async function timesInTurns(): Promise<ReadonlyMap<Contender, readonly number[]>> {
  const contenders = [own, ...peers];
  const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const totals: number[] = [];
    for (const contender of contenders) {
      const startedMs = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one at a time is what is measured
      totals.push(await contender.run());
      // The first rounds warm the engine up.
      if (round >= warmUps) times.get(contender)?.push(performance.now() - startedMs);
    }
    const [ownTotal = 0] = totals;
    const strays = contenders.filter((_contender, index) => Math.abs((totals[index] ?? 0) / ownTotal - 1) > 0.01);
    for (const { name } of strays) throw new Error(`${name} works out another mean.`);
  }
  return times;
}

/** Milliseconds of NumPy's rounds, in a process of its own; undefined where it is not installed, which is said. */
function numpyTimes(ownTotal: number): readonly number[] | undefined {
  const script = join(import.meta.dirname, 'monte-carlo-numpy.py');
  const sizes = [samples, months, workloads, warmUps + rounds].map(String);
  const { status, stdout } = spawnSync('python3', [script, ...sizes], { encoding: 'utf8' });
  if (status !== 0) {
    console.log('NumPy is left out: there is no python3 that has it.');
    return undefined;
  }
  const { times, mean } = numpyRun.parse(JSON.parse(stdout));
  if (Math.abs(mean / ownTotal - 1) > 0.01) throw new Error('NumPy works out another mean.');
  return times.slice(warmUps);
}

const numpyRun = z.object({ times: z.array(z.number()), mean: z.number() });

/** Monte Carlo of 10,000 samples × 12 months × 8 workloads against squiggle-lang, a plain loop, and NumPy. */
export const monteCarlo: Benchmark = {
  name: 'monte-carlo',
  async run() {
    const times = await timesInTurns();
    const ownMs = percentile(times.get(own) ?? [], 0.5);
    const numpy = numpyTimes(ours());
    return [
      ...peers.map((peer) => ({ ...peer, times: times.get(peer) ?? [] })),
      ...(numpy === undefined ? [] : [{ name: 'NumPy', goal: 'as fast or faster', times: numpy }]),
    ].map((peer) => ({
      name: `Monte Carlo of ${samples} samples × ${months} months × ${workloads} workloads (speed: peer ÷ ours)`,
      value: ownMs,
      unit: 'ms',
      ratio: percentile(peer.times, 0.5) / ownMs,
      peer: `the time of ${peer.name}`,
      goal: peer.goal,
    }));
  },
};
