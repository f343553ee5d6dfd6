import type { ImportOptions, PresetMatch } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { jsonPresets, tablePresets } from './presets/index.ts';
import type { Cells, Detection, JsonPreset, Preset, TablePreset } from './presets/preset.ts';
import type { Header } from './read/header.ts';

/** Below this a detection is shown but not acted upon. */
const leastConfidence = 0.4;

/** How much of a table preset's confidence is left when it recognises JSON objects by their fields. */
const asFields = 0.9;

/** What presets see of a file before it is read. */
export interface FileSample {
  /** First values of a JSON file; undefined for a table. */
  readonly values: readonly unknown[] | undefined;
  /** Header and first rows of a table, or of JSON objects laid out as one; undefined for other JSON. */
  readonly table: { readonly header: Header; readonly rows: readonly Cells[] } | undefined;
}

/** The presets that recognise a file, best match first. */
export function matchPresets(sample: FileSample): readonly PresetMatch[] {
  return allPresets()
    .flatMap((preset) => {
      const detection = detect(preset, sample);
      return detection === undefined ? [] : [{ preset: preset.id, name: preset.name, ...detection }];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

function allPresets(): readonly Preset[] {
  return [...tablePresets, ...jsonPresets];
}

function detect(preset: Preset, { values, table }: FileSample): Detection | undefined {
  if (preset.reads === 'json') return values === undefined ? undefined : preset.detect(values);
  const detection = table === undefined ? undefined : preset.detect(table.header, table.rows);
  if (detection === undefined || values === undefined) return detection;
  return { confidence: detection.confidence * asFields, reason: `${detection.reason}, as fields of JSON objects` };
}

/** The preset with an id, if there is one. */
export function findPreset(id: string): Preset | undefined {
  return allPresets().find((preset) => preset.id === id);
}

/** True when neither the file nor the options name a model. */
export function presetNeedsModel(preset: Preset, { values, table }: FileSample, options: ImportOptions): boolean {
  if (preset.reads === 'json') return preset.needsModel(values ?? [], options);
  return table !== undefined && preset.needsModel(table.header, table.rows, options);
}

/** A preset and why it reads this file. */
export interface ChosenPreset {
  readonly preset: TablePreset | JsonPreset;
  readonly reason: string;
}

/**
 * Chooses how to read a file: the preset that the user names, the generic one when there is a mapping, else the best
 * match. Fails `unknown-preset`, `mapping-not-used`, `unknown-format`.
 */
export function choosePreset(sample: FileSample, options: ImportOptions, file: string): Result<ChosenPreset> {
  const wanted = options.preset ?? (options.mapping === undefined ? undefined : 'generic');
  if (wanted !== undefined) return namedPreset(wanted, sample, options);
  const [best] = matchPresets(sample);
  const preset = best === undefined || best.confidence < leastConfidence ? undefined : findPreset(best.preset);
  if (best === undefined || preset === undefined) {
    const names = sample.table?.header.columns ?? [];
    const columns = sample.table === undefined ? undefined : names.slice(0, 40).join(', ');
    const twice = names.find((name, index) => name !== '' && names.indexOf(name) < index);
    const why = twice === undefined ? '' : `; two of its columns are called ${twice}, so neither can be trusted`;
    return failure('unknown-format', `${file} is in no format that Burnrate knows${why}.`, {
      at: { file, line: 1 },
      nextStep:
        columns === undefined
          ? 'Export the usage as CSV, or as JSONL with one object a line.'
          : `Say what its columns mean with a mapping (--guess-map FILE writes a first one, --map FILE reads with it); they are: ${columns}.`,
    });
  }
  return success({ preset, reason: best.reason });
}

function namedPreset(id: string, sample: FileSample, options: ImportOptions): Result<ChosenPreset> {
  const preset = findPreset(id);
  if (preset === undefined) {
    return failure('unknown-preset', `There is no preset "${id}".`, {
      nextStep: `The presets are: ${allPresets()
        .map((known) => known.id)
        .join(', ')}.`,
    });
  }
  if (preset.id === 'generic') return success({ preset, reason: 'read by the mapping given' });
  if (options.mapping !== undefined) {
    return failure('mapping-not-used', `A mapping goes with the preset generic, not with ${preset.id}.`, {
      nextStep: 'Leave out the mapping or the preset.',
    });
  }
  const matches = matchPresets(sample);
  const match = matches.find((known) => known.preset === preset.id);
  if (match === undefined) return success({ preset, reason: 'chosen by the user' });
  // What would have been detected needs no choice.
  return success({ preset, reason: match === matches[0] ? match.reason : `chosen by the user; ${match.reason}` });
}
