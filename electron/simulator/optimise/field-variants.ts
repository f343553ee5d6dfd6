import type { OptimiseOptions } from '#shared/domain/optimisation.ts';
import { valueAt } from '#shared/value-at.ts';
import type { LeverField } from '../levers/lever.ts';
import { percent } from '../percent.ts';

/** Parameters of a lever with some fields set otherwise. */
export interface FieldVariant {
  readonly parameters: Record<string, unknown>;
  /** Paths of the fields that differ from what was entered. */
  readonly fields: readonly string[];
}

/** Every combination of the values of the free fields; the parameters as entered come first. */
export function fieldVariants(parameters: object, free: OptimiseOptions['free']): readonly FieldVariant[] {
  let variants: FieldVariant[] = [{ parameters: { ...parameters }, fields: [] }];
  for (const { field, values } of free) {
    const entered = parameterAt(parameters, field);
    const others = [...new Set(values)].filter((value) => value !== entered);
    variants = [
      ...variants,
      ...others.flatMap((value) =>
        variants.map((variant) => ({
          parameters: withParameter(variant.parameters, field.split('.'), value),
          fields: [...variant.fields, field],
        })),
      ),
    ];
  }
  return variants;
}

/** The value at a dotted path; undefined where there is none. */
export function parameterAt(parameters: object, path: string): unknown {
  return valueAt(parameters, path.split('.'));
}

/** A field's value in words. */
export function fieldText(field: LeverField | undefined, value: unknown): string {
  if (typeof value === 'number') {
    if (field?.control === 'share') return percent(value);
    const amount = value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
    return field?.control === 'amount' ? `${amount} ${field.unit}` : amount;
  }
  if (field?.control === 'choice')
    return field.options.find((option) => option.value === value)?.label ?? String(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function withParameter(
  parameters: object,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const below: unknown = Reflect.get(parameters, key);
  const set =
    rest.length === 0 ? value : withParameter(typeof below === 'object' && below !== null ? below : {}, rest, value);
  return { ...parameters, [key]: set };
}
