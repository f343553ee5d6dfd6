import type { LeverField } from '../../engine.ts';

/** A field whose values a search may try. */
export type FreeableField = Extract<LeverField, { readonly control: 'share' | 'amount' | 'choice' }>;

/** True for a field with a single value: a share, an amount or one of a few. */
export function isFreeable(field: LeverField): field is FreeableField {
  return field.control === 'share' || field.control === 'amount' || field.control === 'choice';
}

/** A value as the user types it: `50 %`, `1200`, a choice's label. */
export function valueText(field: FreeableField, value: number | string): string {
  if (field.control === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (typeof value === 'string') return value;
  return field.control === 'share' ? `${Number((value * 100).toPrecision(12))} %` : String(value);
}

/** What was typed as a value; undefined for what is none: no number, a share beyond its field's bounds. */
export function valueFrom(field: FreeableField, text: string): number | string | undefined {
  const trimmed = text.trim();
  if (field.control === 'choice') return field.options.find(({ label }) => label === trimmed)?.value;
  const number = Number(trimmed.replace(/%$/, '').replaceAll(',', '').trim());
  if (trimmed === '' || !Number.isFinite(number)) return undefined;
  const value = field.control === 'share' ? number / 100 : number;
  return value < field.min || (field.control === 'share' && value > field.max) ? undefined : value;
}
