import { writeFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhenStale } from '../../tools/build-when-stale.ts';
import type { Benchmark } from './benchmark.ts';
import { catalogueScroll } from './catalogue-scroll.ts';
import { closedForm } from './closed-form.ts';
import { forecast } from './forecast/forecast.ts';
import { importing } from './import/import.ts';
import { monteCarlo } from './monte-carlo.ts';
import { pricing } from './pricing.ts';
import { sliderToPaint } from './slider-to-paint.ts';
import { usageQuery } from './usage-query.ts';

/**
 * `npm run bench [-- NAME…]`: runs the benchmarks, prints a table and writes `out/bench.json`. Nothing here is asserted:
 * timings vary between machines, ratios less.
 */
const benchmarks: readonly Benchmark[] = [
  closedForm,
  monteCarlo,
  pricing,
  importing,
  usageQuery,
  forecast,
  sliderToPaint,
  catalogueScroll,
];

await buildWhenStale();
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const figures = [];
for (const benchmark of benchmarks) {
  if (chosen.length > 0 && !chosen.includes(benchmark.name)) continue;
  // One at a time: they share two cores.
  // oxlint-disable-next-line no-await-in-loop
  for (const figure of await benchmark.run()) {
    figures.push({ benchmark: benchmark.name, ...figure });
    const { name, value, unit, ratio, peer, goal } = figure;
    console.log(`${name}: ${value.toPrecision(3)} ${unit} = ${ratio.toPrecision(3)} × ${peer}; goal: ${goal}`);
  }
}
const folder = resolve(import.meta.dirname, '../../out');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
