import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  mergeHostingBooks,
  openHostingBook,
  readHostingBook,
  type BookMerge,
  type OpenHostingBook,
} from '#selfhosting';
import { serviceUnits } from '#shared/domain/hosting-book.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { readScenario, writeScenarioFile } from './scenario-file.ts';
import { textTable } from './text-table.ts';

interface ImportOptions extends CommonOptions {
  readonly into: string;
  readonly out?: string;
  readonly dryRun?: true;
}

interface Imported {
  readonly merge: BookMerge;
  /** Where the scenario was written; null = nowhere. */
  readonly file: string | null;
}

/** `burnrate hosting …`: dated prices of GPUs, electricity, network, storage and staff. */
export function registerHosting(program: Command, host: CommandHost): void {
  const group = program
    .command('hosting')
    .description('the hosting book: what GPUs do and cost, with dates and sources');
  withCommonOptions(group.command('list'))
    .description('list its entries')
    .argument('[scenario]', 'with the entries of this scenario')
    .action(async (file: string | undefined, options: CommonOptions) => {
      finish(host, options, await openBook(host, file), { json: (book) => book, text: bookText });
    });
  withCommonOptions(group.command('import'))
    .description('add the entries of a JSON file to a scenario')
    .argument('<book>', 'a file with gpus, offers, purchases or services')
    .requiredOption('--into <scenario>', 'the scenario that takes them')
    .option('--out <file>', 'write the scenario there instead of over itself')
    .option('--dry-run', 'say what would change, write nothing')
    .action(async (book: string, options: ImportOptions) => {
      finish(host, options, await importBook(host, book, options), {
        json: ({ merge: { added, replaced, unchanged, book: merged }, file }) => ({
          file,
          added,
          replaced,
          unchanged,
          hostingBook: merged,
        }),
        text: ({ merge: { added, replaced, unchanged }, file }) =>
          `${added} new, ${replaced} replaced, ${unchanged} unchanged; ${file === null ? 'nothing was written.' : `written to ${file}`}`,
      });
    });
}

async function openBook(host: CommandHost, file: string | undefined): Promise<Result<OpenHostingBook>> {
  if (file === undefined) return success(openHostingBook(undefined));
  const read = await readScenario(host, file);
  return read.ok ? success(openHostingBook(read.value.hostingBook)) : read;
}

async function importBook(host: CommandHost, bookFile: string, options: ImportOptions): Promise<Result<Imported>> {
  const scenario = await readScenario(host, options.into);
  if (!scenario.ok) return scenario;
  let text: string;
  try {
    text = await readFile(resolve(host.workingFolder, bookFile), 'utf8');
  } catch {
    return failure('file-not-found', 'The hosting book cannot be read.', {
      at: { file: basename(bookFile) },
      nextStep: 'Check the path.',
    });
  }
  const book = readHostingBook(text, basename(bookFile));
  if (!book.ok) return book;
  const merge = mergeHostingBooks(scenario.value.hostingBook, book.value);
  if (options.dryRun === true) return success({ merge, file: null });
  const file = options.out ?? options.into;
  const written = await writeScenarioFile(host, file, { ...scenario.value, hostingBook: merge.book });
  return written.ok ? success({ merge, file }) : written;
}

function bookText({ gpus, offers, purchases, services }: OpenHostingBook): string {
  const prices = [
    ...offers.map(({ id, gpu, provider, commitment, usdPerGpuHour, from, source }) => [
      id,
      `${provider}, ${gpu}, ${commitment}`,
      `${usdPerGpuHour} USD per GPU-hour`,
      from,
      source,
    ]),
    ...purchases.map(({ id, gpu, usdPerGpu, from, source }) => [id, gpu, `${usdPerGpu} USD per GPU`, from, source]),
    ...services.map(({ id, kind, name, usd, from, source }) => [
      id,
      `${name}, ${kind}`,
      `${usd} ${serviceUnits[kind]}`,
      from,
      source,
    ]),
  ];
  return [
    textTable(
      [
        { title: 'GPU' },
        { title: 'Name' },
        { title: 'Memory, GB', align: 'right' },
        { title: 'GB/s', align: 'right' },
        { title: 'W', align: 'right' },
        { title: 'Source' },
      ],
      gpus.map(({ id, name, memoryGb, bandwidthGbPerS, watts, source }) => [
        id,
        name,
        String(memoryGb),
        String(bandwidthGbPerS),
        String(watts),
        source,
      ]),
    ),
    textTable(
      [
        { title: 'Price' },
        { title: 'What' },
        { title: 'Figure', align: 'right' },
        { title: 'From' },
        { title: 'Source' },
      ],
      prices,
    ),
  ].join('\n\n');
}
