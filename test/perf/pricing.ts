import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { calcPrice } from '@pydantic/genai-prices';
import { recordPrice, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';
import { promptTokens, type TokenCounts } from '#shared/domain/token-kinds.ts';
import { percentile, type Benchmark, type BenchmarkFigure } from './benchmark.ts';

const atMs = Date.UTC(2026, 10, 23, 12);
/** Cards of each kind: plain, with caching, with long-context tiers counted either way, changing by the hour. */
const modelNames = [
  'openai/gpt-4o',
  'anthropic/claude-sonnet-5',
  'google/gemini-2.5-pro',
  'openai/gpt-5.4',
  'deepseek/deepseek-chat',
];
const rounds = 15;
const recordsARound = 100_000;
/** The calculator is slow: fewer calls make a round of about the same length. */
const callsARound = 2000;

/** Records as agents make them, different from one to the next. */
const usages: readonly Consumption[] = Array.from({ length: 1000 }, (_, index) => ({
  tokens: {
    input: 500 + index,
    cacheRead: index % 3 === 0 ? 5000 + index : 0,
    output: 200 + (index % 70),
    reasoning: index % 2 === 0 ? 0 : 30 + index,
  },
  requests: 1,
  serviceTier: 'standard',
}));

function cards(): readonly { readonly name: string; readonly card: PriceCard }[] {
  const catalogue = createBundledCatalogue();
  return modelNames.map((name) => {
    const match = catalogue.resolve({ model: name }, atMs);
    if (!match.ok) throw new Error(match.error.message);
    return { name, card: match.value.card };
  });
}

/** Nanoseconds a record, priced at cards that were found before. */
function priceRecords(found: ReturnType<typeof cards>): number {
  let nanoUsd = 0;
  const startedMs = performance.now();
  for (let index = 0; index < recordsARound; index += 1) {
    const usage = usages[index % usages.length];
    if (usage !== undefined) nanoUsd += recordPrice(found[index % found.length]?.card, usage).costNanoUsd;
  }
  const elapsedMs = performance.now() - startedMs;
  if (nanoUsd === 0) throw new Error('Nothing was priced.');
  return (elapsedMs / recordsARound) * 1e6;
}

/** Nanoseconds a record, by the library's own calculator. */
function callCalculator(found: ReturnType<typeof cards>): number {
  const timestamp = new Date(atMs);
  let usd = 0;
  const startedMs = performance.now();
  for (let index = 0; index < callsARound; index += 1) {
    const tokens: TokenCounts = usages[index % usages.length]?.tokens ?? {};
    const card = found[index % found.length]?.card;
    const price = calcPrice(
      {
        input_tokens: promptTokens(tokens),
        cache_read_tokens: tokens.cacheRead ?? 0,
        output_tokens: (tokens.output ?? 0) + (tokens.reasoning ?? 0),
      },
      card?.model ?? '',
      { providerId: card?.provider ?? '', timestamp },
    );
    usd += price?.total_price ?? 0;
  }
  const elapsedMs = performance.now() - startedMs;
  if (usd === 0) throw new Error('Nothing was priced.');
  return (elapsedMs / callsARound) * 1e6;
}

function throughput(): BenchmarkFigure {
  const found = cards();
  const ours: number[] = [];
  const theirs: number[] = [];
  // In turns, so that both meet the same machine; the first third warms the engine up.
  for (let round = 0; round < rounds; round += 1) {
    const [own, library] = [priceRecords(found), callCalculator(found)];
    if (round < rounds / 3) continue;
    ours.push(own);
    theirs.push(library);
  }
  const value = percentile(ours, 0.5);
  return {
    name: `one record at a resolved card, median of ${ours.length} rounds`,
    value,
    unit: 'ns',
    ratio: value / percentile(theirs, 0.5),
    peer: `genai-prices' calcPrice for the same record (${(percentile(theirs, 0.5) / 1000).toFixed(1)} µs)`,
    goal: 'at most 0.01: at least 100 times its throughput',
  };
}

const run = promisify(execFile);
/** Prints the ms that the catalogue's first list takes in a process that has just started. */
const loadCatalogue = `
const { createBundledCatalogue } = await import('#pricing/books');
const startedMs = performance.now();
if (createBundledCatalogue().list({}, ${atMs}).length < 1400) throw new Error('The catalogue is not whole.');
console.log(performance.now() - startedMs);`;

async function load(): Promise<BenchmarkFigure> {
  const loads: number[] = [];
  const starts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now();
    // One after the other, so that both meet the same machine.
    // oxlint-disable-next-line no-await-in-loop
    await run(process.execPath, ['-e', '0']);
    starts.push(performance.now() - startedMs);
    // oxlint-disable-next-line no-await-in-loop
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', loadCatalogue], {
      cwd: resolve(import.meta.dirname, '../..'),
    });
    loads.push(Number(stdout));
  }
  const value = percentile(loads, 0.5);
  const startMs = percentile(starts, 0.5);
  return {
    name: `catalogue: first list in a fresh process, median of ${rounds}`,
    value,
    unit: 'ms',
    ratio: value / startMs,
    peer: `a bare start of Node (${startMs.toFixed(1)} ms)`,
    goal: 'below 50 ms',
  };
}

/** Pricing records for the ledger, and loading the catalogue. */
export const pricing: Benchmark = {
  name: 'pricing',
  async run() {
    return [throughput(), await load()];
  },
};
