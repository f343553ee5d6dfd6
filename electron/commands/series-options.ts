import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { readSeriesText, type RegularSeries } from '#forecasting';
import { failure, type Result } from '#shared/result.ts';
import { parseCount } from './arguments.ts';
import type { CommandHost } from './command-host.ts';

/** Options by which commands take a series file instead of the ledger. */
export interface SeriesOptions {
  readonly series?: string;
  readonly season?: readonly number[];
  readonly horizon?: number;
}

/**
 * Adds them. What is only of a file is refused without one, and what is only of the ledger with one.
 * @param does what the command does to the file, in words.
 * @param usualHorizon steps ahead when none are given, in words.
 */
export function withSeriesOptions(command: Command, does: string, usualHorizon: string): Command {
  const ledgerOptions = command.options.map((option) => option.attributeName()).filter((name) => !isCommon(name));
  return command
    .addOption(
      new Option(
        '--series <file>',
        `${does} a CSV file with the columns date and value, hourly or daily, instead of the ledger`,
      ).conflicts(ledgerOptions),
    )
    .option(
      '--season <steps>',
      'of a series: steps in a season, several with commas (default: 7 for days, 24,168 for hours)',
      parseSeasons,
    )
    .option('--horizon <steps>', `of a series: steps ahead (default: ${usualHorizon})`, parseCount)
    .hook('preAction', () => {
      const { series, season, horizon } = command.opts<SeriesOptions>();
      if (series === undefined && (season !== undefined || horizon !== undefined)) {
        command.error('error: --season and --horizon are of a series file: name one with --series.');
      }
    });
}

function isCommon(name: string): boolean {
  return name === 'json' || name === 'ledger';
}

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
