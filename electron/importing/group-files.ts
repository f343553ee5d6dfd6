import type { FileGroup, ImportFailure, ImportOptions } from '#shared/domain/importing.ts';
import { success, type Failure, type Result } from '#shared/result.ts';
import { choosePreset, type ChosenPreset } from './choose-preset.ts';
import type { ImportedFile } from './import-request.ts';
import { readLimits, type ReadLimits } from './limits.ts';
import { orAsWindows1252 } from './read/assume-encoding.ts';
import { openSource } from './read/open-source.ts';
import { cancelled } from './read/read-content.ts';
import { sampleFile } from './sample-file.ts';

/** Files that are imported as one. */
export interface JoinedFiles extends ChosenPreset {
  /** What the import is called. */
  readonly name: string;
  /** At least one. */
  readonly files: readonly ImportedFile[];
}

/** Several files, sorted by what becomes of them. */
export interface GroupedFiles {
  readonly groups: readonly JoinedFiles[];
  /** Files that cannot be imported, and why. */
  readonly failures: readonly ImportFailure[];
}

/** Several files to sort. */
export interface GroupingRequest {
  readonly files: readonly ImportedFile[];
  /** What an import of several of them is called: the folder's name. */
  readonly name: string;
  readonly options: ImportOptions;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: ReadLimits | undefined;
}

/**
 * Sorts files into imports. Logs of single requests in one JSON format (a folder of sessions) are one import: their
 * lines repeat across files, and only together is it known which of them count. Every other file is one by itself.
 * Looks at the beginning of each file. Fails `cancelled` alone.
 */
export async function groupFiles({
  files,
  name,
  options,
  signal,
  limits,
}: GroupingRequest): Promise<Result<GroupedFiles>> {
  const groups: JoinedFiles[] = [];
  const joined = new Map<string, ImportedFile[]>();
  const failures: ImportFailure[] = [];
  for (const file of files) {
    if (signal?.aborted === true) return cancelled(name);
    // oxlint-disable-next-line no-await-in-loop
    const chosen = await recognise(file, options, limits);
    if (!chosen.ok) {
      failures.push(importFailure(file, chosen.error));
      continue;
    }
    const { preset } = chosen.value;
    const members = preset.reads === 'json' && preset.grain === 'request' ? joined.get(preset.id) : undefined;
    if (members !== undefined) {
      members.push(file);
      continue;
    }
    const own = [file];
    if (preset.reads === 'json' && preset.grain === 'request') joined.set(preset.id, own);
    groups.push({ ...chosen.value, name: file.name, files: own });
  }
  return success({
    groups: groups.map((group) => (group.files.length === 1 ? group : { ...group, name })),
    failures,
  });
}

async function recognise(
  file: ImportedFile,
  options: ImportOptions,
  limits: ReadLimits = readLimits,
): Promise<Result<ChosenPreset>> {
  const source = await orAsWindows1252({ ...file, limits }, openSource);
  if (!source.ok) return source;
  await source.value.close();
  return choosePreset(sampleFile(source.value, options.mapping, limits).sample, options, file.name);
}

/** What is told of a file that could not be imported. */
export function importFailure({ name }: ImportedFile, { code, message, nextStep }: Failure): ImportFailure {
  return { file: name, code, message, ...(nextStep === undefined ? {} : { nextStep }) };
}

/** A group as screens show it. */
export function describeGroup({ name, files, preset, reason }: JoinedFiles): FileGroup {
  return { name, files: files.map((file) => file.name), preset: preset.id, presetName: preset.name, reason };
}
