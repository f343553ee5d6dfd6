import type { Fleet } from '#shared/domain/fleet.ts';
import type { Distribution, Quantity } from '#shared/domain/quantity.ts';
import type { NumberCellProps } from '../../../ui/number-cell.tsx';
import type { QuantityCellProps } from '../../../ui/quantity-cell.tsx';
import { without, type FleetEdits } from './fleet-edits.ts';

/** The parts of a fleet that hold numbers. */
type Part = 'outlook' | 'overflow' | 'overheads' | 'payment' | 'power' | 'scaling' | 'throughput';

/** The keys of a part whose values are numbers, given or not. */
type NumberKey<Whole> = {
  [Key in keyof Whole & string]-?: NonNullable<Whole[Key]> extends number ? Key : never;
}[keyof Whole & string];

/** The keys of a part whose values may be ranges. */
type QuantityKey<Whole> = {
  [Key in keyof Whole & string]-?: Distribution extends NonNullable<Whole[Key]> ? Key : never;
}[keyof Whole & string];

/** What ties a cell to a number of the scenario. */
type Tied = Pick<NumberCellProps, 'path' | 'value' | 'onEdit' | 'onDone'>;
/** The same for one that may be a range. */
type TiedQuantity = Pick<QuantityCellProps, 'path' | 'value' | 'onEdit' | 'onDone'>;

/**
 * Ties cells to the numbers of one part of a fleet: `<NumberCell label="…" {...numbersOf(edits, 'payment', payment).given('usdPerGpu')} />`.
 * @param whole the part as it is, of its own kind where there are several.
 */
export function numbersOf<Name extends Part, Whole extends NonNullable<Fleet[Name]>>(
  edits: FleetEdits,
  part: Name,
  whole: Whole,
) {
  function put(key: string, next: object): void {
    edits.set(`${part}.${key}`, { [part]: next });
  }
  function given(key: NumberKey<Whole>): Tied {
    return {
      path: `${edits.path}.${part}.${key}`,
      value: whole[key] as number | undefined,
      onEdit: (value) => put(key, { ...whole, [key]: value }),
      onDone: edits.done,
    };
  }
  function quantity(key: QuantityKey<Whole>): TiedQuantity {
    return {
      path: `${edits.path}.${part}.${key}`,
      value: whole[key] as Quantity | undefined,
      onEdit: (value) => put(key, { ...whole, [key]: value }),
      onDone: edits.done,
    };
  }
  return {
    /** A number that is always there. */
    given,
    /** A number that may be a range. */
    quantity,
    /** One that may be absent as well. */
    optionalQuantity: (key: QuantityKey<Whole>): TiedQuantity & Required<Pick<QuantityCellProps, 'onClear'>> => ({
      ...quantity(key),
      onClear: () => put(key, without(whole, key)),
    }),
    /** A number that may be absent: the emptied field takes it away. */
    optional: (key: NumberKey<Whole>): Tied & Required<Pick<NumberCellProps, 'onClear'>> => ({
      ...given(key),
      onClear: () => put(key, without(whole, key)),
    }),
  };
}
