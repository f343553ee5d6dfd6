import type { ImportOptions } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { fieldOf, itemsOf, objectOf, objectsOf, scalarText, type JsonObject } from './json-values.ts';
import { createObjectRows } from './object-rows.ts';
import { openrouterActivityPreset } from './openrouter-activity.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome } from './preset.ts';

/**
 * OpenRouter's activity API (`/api/v1/activity`): `{data: […]}` of days, models and endpoints. Its rows have the fields of
 * the daily CSV export, whose preset reads them.
 */
export const openrouterActivityApiPreset: JsonPreset = {
  reads: 'json',
  grain: 'bucket',
  id: 'openrouter-activity-api',
  name: 'OpenRouter activity (API, JSON)',
  isTrace: false,
  detect,
  needsModel: () => false,
  reader,
};

const telling = ['date', 'usage', 'requests', 'prompt_tokens', 'completion_tokens'];

function detect(sample: readonly unknown[]): Detection | undefined {
  const rows = sample.flatMap((value) => rowsOf(value));
  const known = rows.filter(({ row }) => isActivity(row)).length;
  if (known === 0 || known < rows.length / 2) return undefined;
  return {
    confidence: 0.96,
    reason: `${known} rows with date, model, usage, requests and token counts, as OpenRouter's activity API gives them`,
  };
}

function isActivity(row: JsonObject): boolean {
  return (
    telling.every((name) => fieldOf(row, name) !== undefined) &&
    fieldOf(row, 'model_permaslug', 'byok_usage_inference', 'endpoint_id') !== undefined
  );
}

/** The rows of a page, of pages in an array, or rows by themselves. */
function rowsOf(value: unknown): readonly { readonly path: string; readonly row: JsonObject }[] {
  return itemsOf(value).flatMap(({ path, value: item }) => {
    const object = objectOf(item);
    if (object === undefined) return [];
    const data = fieldOf(object, 'data');
    if (!Array.isArray(data)) return [{ path, row: object }];
    return objectsOf(data).map((row, index) => ({ path: `${path === '' ? '$' : path}.data[${index}]`, row }));
  });
}

function reader(options: ImportOptions, file: string): Result<JsonReader> {
  const readRow = createObjectRows(options, file);
  function* read(value: unknown): Generator<PlacedOutcome> {
    for (const { path, row } of rowsOf(value)) {
      const cells = new Map(Object.entries(row).map(([name, field]) => [name, scalarText(field)]));
      yield { path, outcome: readRow(openrouterActivityPreset, cells) };
    }
  }
  return success({ read, leftOut: [] });
}
