import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { readSeriesText, type RegularSeries } from '#forecasting';
import { failure, type Result } from '#shared/result.ts';
import type { CommandHost } from './command-host.ts';

/** Reads `--season 24,168`: steps of each season, ascending; 1 = no season. */
export function parseSeasons(text: string): readonly number[] {
  const seasons = text.split(',').map(Number);
  if (!seasons.every((season) => Number.isSafeInteger(season) && season >= 1 && season <= 10_000)) {
    throw new InvalidArgumentError('It must be whole numbers of steps such as 7, or 24,168; 1 = no season.');
  }
  return [...new Set(seasons)].filter((season) => season > 1).sort((a, b) => a - b);
}

/** Reads the series file that the user named. */
export async function readSeriesFile(host: CommandHost, file: string): Promise<Result<RegularSeries>> {
  try {
    return readSeriesText(await readFile(resolve(host.workingFolder, file), 'utf8'), file);
  } catch {
    return failure('file-not-readable', 'The series file cannot be read.', { at: { file } });
  }
}
