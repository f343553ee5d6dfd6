import type { ImportOptions, PresetMatch } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { tablePresets as presets } from './presets/index.ts';
import type { Cells, TablePreset } from './presets/preset.ts';
import type { Header } from './read/header.ts';

/** Below this a detection is shown but not acted upon. */
const leastConfidence = 0.4;

/** The presets that recognise a file, best match first. */
export function matchPresets(header: Header, sample: readonly Cells[]): readonly PresetMatch[] {
  return presets
    .flatMap((preset) => {
      const detection = preset.detect(header, sample);
      return detection === undefined ? [] : [{ preset: preset.id, name: preset.name, ...detection }];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

/** The preset with an id, if there is one. */
export function findPreset(id: string): TablePreset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** A preset and why it reads this file. */
export interface ChosenPreset {
  readonly preset: TablePreset;
  readonly reason: string;
}

/**
 * Chooses how to read a file: the preset that the user names, the generic one when there is a mapping, else the best
 * match. Fails `unknown-preset`, `mapping-not-used`, `unknown-format`.
 */
export function choosePreset(
  header: Header,
  sample: readonly Cells[],
  options: ImportOptions,
  file: string,
): Result<ChosenPreset> {
  const wanted = options.preset ?? (options.mapping === undefined ? undefined : 'generic');
  if (wanted !== undefined) return namedPreset(wanted, header, sample, options);
  const [best] = matchPresets(header, sample);
  const preset = best === undefined || best.confidence < leastConfidence ? undefined : findPreset(best.preset);
  if (best === undefined || preset === undefined) {
    return failure('unknown-format', `${file} is in no format that Burnrate knows.`, {
      at: { file, line: 1 },
      nextStep: `Give a mapping of its columns: ${header.columns.slice(0, 40).join(', ')}.`,
    });
  }
  return success({ preset, reason: best.reason });
}

function namedPreset(
  id: string,
  header: Header,
  sample: readonly Cells[],
  options: ImportOptions,
): Result<ChosenPreset> {
  const preset = findPreset(id);
  if (preset === undefined) {
    return failure('unknown-preset', `There is no preset "${id}".`, {
      nextStep: `The presets are: ${presets.map((known) => known.id).join(', ')}.`,
    });
  }
  if (preset.id === 'generic') return success({ preset, reason: 'read by the mapping given' });
  if (options.mapping !== undefined) {
    return failure('mapping-not-used', `A mapping goes with the preset generic, not with ${preset.id}.`, {
      nextStep: 'Leave out the mapping or the preset.',
    });
  }
  const detection = preset.detect(header, sample);
  return success({
    preset,
    reason: detection === undefined ? 'chosen by the user' : `chosen by the user; ${detection.reason}`,
  });
}
