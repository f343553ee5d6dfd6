import type { UsageExportQuery } from '#shared/domain/usage-records.ts';
import { success, type Result } from '#shared/result.ts';
import type { Router } from '#api';
import type { CommandHost } from './command-host.ts';
import { writeParts } from './write-parts.ts';

/**
 * Writes a CSV file part by part: whole or not at all. @param file `-` prints it.
 * @returns how many rows it has, the header apart.
 */
export function exportUsage(
  router: Router,
  query: Omit<UsageExportQuery, 'offset'>,
  host: CommandHost,
  file: string,
): Promise<Result<number>> {
  return writeParts(host, file, async (write) => {
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
  });
}
