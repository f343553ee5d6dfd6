import { meanOf, quantitySchema } from '#shared/domain/quantity.ts';
import { percent } from '../percent.ts';

/** Longest text of a value, characters. */
const longest = 80;

/** Writes a value of a scenario for people: `1,000`, `800 to 1,500 (P5 to P95)`, `maker/large 70 %, other/small 30 %`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return shorten(value.map(describeItem).join(', '));
  if (typeof value !== 'object' || value === null) return String(value);
  return shorten(describeRange(value) ?? nameOf(value) ?? JSON.stringify(value));
}

/** (To − from) ÷ from of two numbers or ranges by their means; null for anything else, and from 0. */
export function changeShareOf(from: unknown, to: unknown): number | null {
  const [before, after] = [quantitySchema.safeParse(from), quantitySchema.safeParse(to)];
  if (!before.success || !after.success) return null;
  const start = meanOf(before.data);
  return start === 0 ? null : (meanOf(after.data) - start) / start;
}

function describeRange(value: object): string | undefined {
  const parsed = quantitySchema.safeParse(value);
  if (!parsed.success || typeof parsed.data === 'number') return undefined;
  const range = parsed.data;
  switch (range.kind) {
    case 'lognormal':
      return `${describeValue(range.p5)} to ${describeValue(range.p95)} (P5 to P95)`;
    case 'uniform':
      return `${describeValue(range.low)} to ${describeValue(range.high)}`;
    case 'triangular':
    case 'beta':
      return `${describeValue(range.low)} to ${describeValue(range.high)}, likeliest ${describeValue(range.mode)}`;
    case 'normal':
      return `${describeValue(range.mean)} ± ${describeValue(range.sd)}`;
    case 'empirical':
      return `measured: ${describeValue(range.mean)} on average`;
  }
}

/** One item of a list: a share of a model, or anything with a name. */
function describeItem(item: unknown): string {
  if (typeof item !== 'object' || item === null) return describeValue(item);
  const model: unknown = Reflect.get(item, 'model');
  const share: unknown = Reflect.get(item, 'share');
  if (typeof model === 'string') return typeof share === 'number' ? `${model} ${percent(share)}` : model;
  return nameOf(item) ?? JSON.stringify(item);
}

function nameOf(item: object): string | undefined {
  for (const key of ['name', 'kind', 'id']) {
    const value: unknown = Reflect.get(item, key);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
