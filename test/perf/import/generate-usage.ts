import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import type { ColumnMapping } from '#shared/domain/importing.ts';

/** The generated file's header. */
export const usageColumns = [
  'time',
  'provider',
  'model',
  'project',
  'user',
  'input_tokens',
  'cached_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cache_write_tokens',
  'latency_ms',
  'status',
  'cost_usd',
] as const;

/** What the generated columns mean. */
export const usageMapping: ColumnMapping = {
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'time', format: 'auto' },
  tokens: {
    input: 'input_tokens',
    cacheRead: 'cached_tokens',
    cacheWrite5m: 'cache_write_tokens',
    output: 'output_tokens',
    reasoning: 'reasoning_tokens',
  },
  inputIncludesCached: true,
  outputIncludesReasoning: true,
  dimensions: { provider: 'provider', model: 'model', project: 'project', user: 'user' },
  constants: {},
};

const models = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-5'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-haiku-4-5'],
  ['google', 'gemini-2.5-flash'],
] as const;

const projects = Array.from({ length: 40 }, (_value, index) =>
  index % 5 < 2 ? `"Team ""${index}"", région ${index % 7}"` : `project-${index}`,
);

const yearMs = 365 * 24 * 60 * 60 * 1000;
const firstMs = Date.UTC(2025, 0, 1);

/** Mulberry32 by Tommy Ettinger (public domain): 32 random bits a call, the same for the same seed. */
function randomBits(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * Writes a year of requests as CSV, about 130 bytes each, in order of time: 13 columns, two rows in five with a quoted
 * field (commas, doubled quotes, some letters beyond ASCII). The same seed and size give the same bytes; a file that is
 * there already is kept.
 * @returns its size in bytes.
 */
export function generateUsage(path: string, rows: number, seed = 20261123): number {
  try {
    return statSync(path).size;
  } catch {
    // Not there yet.
  }
  const next = randomBits(seed);
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  let text = `${usageColumns.join(',')}\n`;
  const stepMs = yearMs / rows;
  for (let row = 0; row < rows; row++) {
    const time = new Date(firstMs + Math.floor(row * stepMs)).toISOString();
    const [provider, model] = models[next() % models.length] ?? models[0];
    const input = 200 + (next() % 40_000);
    const cached = next() % 3 === 0 ? next() % input : 0;
    const output = 20 + (next() % 3000);
    const reasoning = model === 'gpt-5' ? next() % output : 0;
    const write = provider === 'anthropic' ? next() % (input - cached) : 0;
    const cost = (next() % 50_000_000) / 1e8;
    text +=
      `${time},${provider},${model},${projects[next() % projects.length] ?? ''},user-${next() % 2000},` +
      `${input},${cached},${output},${reasoning},${write},${200 + (next() % 20_000)},${next() % 50 === 0 ? 'error' : 'ok'},${cost.toFixed(8)}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(part, path);
  return statSync(path).size;
}
