import type { FileInspection, ImportOptions } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { findPreset, matchPresets, presetNeedsModel, type FileSample } from './choose-preset.ts';
import { readLimits, type ReadLimits } from './limits.ts';
import { guessMapping } from './mapping/guess-mapping.ts';
import { genericPreset } from './presets/generic.ts';
import type { Preset } from './presets/preset.ts';
import { encodingNotes, orAsWindows1252 } from './read/assume-encoding.ts';
import type { AssumedEncoding } from './read/decode-text.ts';
import { openSource, type OpenSource } from './read/open-source.ts';
import { sampleFile } from './sample-file.ts';
import { dialectQuestions } from './settle-dialect.ts';

/** A file to look at. */
export interface InspectRequest {
  readonly path: string;
  /** The file's name in failures and on screens. */
  readonly name: string;
  readonly limits?: ReadLimits | undefined;
}

/**
 * Looks at a file before anything is imported: its columns (the fields of JSON objects), first rows, the presets that
 * recognise it, and a guess at the mapping. Reads the beginning only. Fails as `openSource` does.
 */
export async function inspectFile(request: InspectRequest): Promise<Result<FileInspection>> {
  return orAsWindows1252<EncodedRequest, FileInspection>(request, inspectAs);
}

interface EncodedRequest extends InspectRequest {
  readonly encoding?: AssumedEncoding | undefined;
}

async function inspectAs(request: EncodedRequest): Promise<Result<FileInspection>> {
  const source = await openSource(request);
  if (!source.ok) return source;
  await source.value.close();
  const { sample } = sampleFile(source.value, undefined, request.limits ?? readLimits);
  const matches = matchPresets(sample);
  const [best] = matches;
  const preset = best === undefined ? undefined : findPreset(best.preset);
  const columns = sample.table?.header.columns ?? [];
  const rows = sample.table?.rows ?? [];
  const guessedMapping = guessMapping(columns, rows);
  const options = guessedMapping === undefined ? {} : { mapping: guessedMapping };
  return success({
    file: request.name,
    sizeBytes: source.value.sizeBytes,
    matches: [...matches],
    columns: [...columns],
    previewRows: rows.map((cells) => [...cells]),
    ...(guessedMapping === undefined ? {} : { guessedMapping }),
    needsModel: presetNeedsModel(preset ?? genericPreset, sample, options),
    isTrace: preset?.isTrace ?? false,
    questions: questionsOf(source.value, sample, preset ?? genericPreset, options, request.name),
    notes: [...encodingNotes([request])],
  });
}

/** What the beginning of a table leaves open about its dates and numbers. */
function questionsOf(
  source: OpenSource,
  { table }: FileSample,
  preset: Preset,
  options: ImportOptions,
  name: string,
): FileInspection['questions'] {
  if (source.reads !== 'table' || table === undefined || preset.reads !== 'table') return [];
  const reader = preset.rowReader(table.header, options, name);
  if (!reader.ok) return [];
  return dialectQuestions(source, reader.value, options).map(({ question, column, text }) => ({
    question,
    column: table.header.columns[column] ?? '',
    example: text,
  }));
}
