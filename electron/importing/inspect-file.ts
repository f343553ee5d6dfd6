import type { FileInspection } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { findPreset, matchPresets } from './choose-preset.ts';
import type { ReadLimits } from './limits.ts';
import { guessMapping } from './mapping/guess-mapping.ts';
import { genericPreset } from './presets/generic.ts';
import { openTable } from './read/table.ts';

/** A file to look at. */
export interface InspectRequest {
  readonly path: string;
  /** The file's name in failures and on screens. */
  readonly name: string;
  readonly limits?: ReadLimits | undefined;
}

/**
 * Looks at a file before anything is imported: its columns, first rows, the presets that recognise it, and a guess
 * at the mapping. Reads the beginning only. Fails as `openTable` does.
 */
export async function inspectFile(request: InspectRequest): Promise<Result<FileInspection>> {
  const table = await openTable(request);
  if (!table.ok) return table;
  await table.value.close();
  const { header, sample, sizeBytes } = table.value;
  const rows = sample.map((record) => record.cells);
  const matches = matchPresets(header, rows);
  const [best] = matches;
  const preset = best === undefined ? undefined : findPreset(best.preset);
  const guessedMapping = guessMapping(header.columns, rows);
  const reader = preset ?? genericPreset;
  const options = guessedMapping === undefined ? {} : { mapping: guessedMapping };
  return success({
    file: request.name,
    sizeBytes,
    matches: [...matches],
    columns: [...header.columns],
    previewRows: rows.map((cells) => [...cells]),
    ...(guessedMapping === undefined ? {} : { guessedMapping }),
    needsModel: reader.needsModel(header, rows, options),
    isTrace: preset?.isTrace ?? false,
  });
}
