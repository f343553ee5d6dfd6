import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { UsageExportQuery } from '#shared/domain/usage-records.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { Router } from '#api';
import type { CommandHost } from './command-host.ts';

/**
 * Writes a CSV file part by part: whole or not at all. @param file `-` prints it.
 * @returns how many rows it has, the header apart.
 */
export async function exportUsage(
  router: Router,
  query: Omit<UsageExportQuery, 'offset'>,
  host: CommandHost,
  file: string,
): Promise<Result<number>> {
  if (file === '-') {
    // What is printed ends with a line feed of its own.
    return eachPart(router, query, (csv) => host.print(csv.replace(/\r\n$/, '')));
  }
  const target = resolve(host.workingFolder, file);
  const partial = `${target}.${process.pid}.tmp`;
  try {
    const handle = await open(partial, 'w');
    let written: Result<number>;
    try {
      written = await eachPart(router, query, (csv) => handle.writeFile(csv));
    } finally {
      await handle.close();
    }
    if (written.ok) await rename(partial, target);
    else await rm(partial, { force: true });
    return written;
  } catch {
    await rm(partial, { force: true });
    return failure('file-not-written', 'The CSV file cannot be written there.', { at: { file } });
  }
}

async function eachPart(
  router: Router,
  query: Omit<UsageExportQuery, 'offset'>,
  write: (csv: string) => void | Promise<void>,
): Promise<Result<number>> {
  let rows = -1;
  for (let offset: number | null = 0; offset !== null;) {
    // oxlint-disable-next-line no-await-in-loop -- each part begins where the last one ended.
    const part: Awaited<ReturnType<typeof router.call<'usage.export'>>> = await router.call('usage.export', {
      ...query,
      offset,
    });
    if (!part.ok) return part;
    rows += part.value.rows;
    // oxlint-disable-next-line no-await-in-loop
    await write(part.value.csv);
    offset = part.value.nextOffset;
  }
  return success(rows);
}
