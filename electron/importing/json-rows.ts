import type { ColumnMapping } from '#shared/domain/importing.ts';
import { itemsOf, type PlacedValue } from './presets/json-values.ts';
import { isObject, valueByName } from './read/json-fields.ts';

/** Fields in which the answers of APIs hold their rows. */
const envelopeFields = ['data', 'rows', 'items', 'results', 'records', 'value', 'logs', 'observations', 'generations'];

/**
 * The field in which each value of a file holds its rows, as pages of an API do: `{"data": […], "page": 1}`. Undefined
 * where the values are rows themselves.
 * @param mapping one that finds its time in the values speaks for rows.
 */
export function envelopeOf(values: readonly unknown[], mapping: ColumnMapping | undefined): string | undefined {
  const objects = values.flatMap((value) => itemsOf(value)).map(({ value }) => value);
  if (mapping !== undefined && objects.some((object) => valueByName(object, mapping.time.column) !== undefined)) {
    return undefined;
  }
  return envelopeFields.find((field) => objects.length > 0 && objects.every((object) => holdsRows(object, field)));
}

function holdsRows(value: unknown, field: string): boolean {
  const rows = isObject(value) ? value[field] : undefined;
  return Array.isArray(rows) && rows.every(isObject);
}

/** The rows of a value: those in its envelope, the items of an array, or the value itself. */
export function rowsIn(value: unknown, envelope: string | undefined): readonly PlacedValue[] {
  return itemsOf(value).flatMap((item) => {
    const rows = envelope !== undefined && isObject(item.value) ? item.value[envelope] : undefined;
    if (!Array.isArray(rows)) return [item];
    const place = `${item.path === '' ? '$' : item.path}.${envelope}`;
    return rows.map((row: unknown, index) => ({ path: `${place}[${index}]`, value: row }));
  });
}
