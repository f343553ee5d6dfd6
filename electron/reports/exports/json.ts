import { billableUnits } from '#shared/domain/billable-units.ts';
import { consumptionAt, nameAt } from '#shared/domain/record-page-row.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { largestRecordPage, type RecordPage } from '#shared/domain/usage-records.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { ExportFormat } from './export-format.ts';

/** Records written in one step. */
const recordsPerStep = 1000;

/** Every record as an object of one JSON document, a line each. */
export const jsonExport: ExportFormat = {
  id: 'json',
  fileName: 'burnrate-records.json',
  mediaType: 'application/json',
  *part(source, { selection, cursor }) {
    const offset = cursor?.position ?? 0;
    const page = source.records({ ...selection, offset, limit: largestRecordPage });
    const done = offset + page.rows;
    const isLast = done >= page.total;
    const head = offset === 0 ? '{"format":"burnrate-usage","version":1,"records":[\n' : ',\n';
    const records: string[] = [];
    for (let row = 0; row < page.rows; row++) {
      records.push(JSON.stringify(recordAt(page, row)));
      if (row % recordsPerStep === 0) yield undefined;
    }
    return {
      text: `${page.rows === 0 && offset > 0 ? '' : head}${records.join(',\n')}${isLast ? '\n]}\n' : ''}`,
      rows: page.rows,
      done,
      total: page.total,
      next: isLast ? null : { position: done, done, total: page.total },
      notes: [],
    };
  },
};

/** A record as an object; what it does not have is left out, a cost that is not known is null. */
function recordAt(page: RecordPage, row: number): unknown {
  const cost = page.costNanoUsd[row] ?? null;
  const billed = page.billedNanoUsd[row] ?? null;
  const unpricedKinds = namesOfBits(page.unpricedKinds[row] ?? 0, tokenKinds);
  const unpricedUnits = namesOfBits(page.unpricedUnits[row] ?? 0, billableUnits);
  const { tokens, units, requests, serviceTier, residency } = consumptionAt(page, row);
  const version = page.priceVersions[page.priceCard[row] ?? 0];
  return {
    start: new Date(page.startMs[row] ?? 0).toISOString(),
    end: new Date(page.endMs[row] ?? 0).toISOString(),
    ...Object.fromEntries(
      usageDimensions.flatMap((dimension) => {
        const name = nameAt(page, dimension, row);
        return name === '' ? [] : [[dimension, name]];
      }),
    ),
    serviceTier,
    residency,
    requests,
    tokens,
    units,
    costUsd: cost === null ? null : nanoUsdToUsd(cost),
    costNanoUsd: cost === null ? null : String(cost),
    ...(billed === null ? {} : { billedUsd: nanoUsdToUsd(billed) }),
    ...(version === undefined ? {} : { priceVersion: version }),
    ...(unpricedKinds.length === 0 ? {} : { unpricedKinds }),
    ...(unpricedUnits.length === 0 ? {} : { unpricedUnits }),
    import: page.importId[row] ?? 0,
  };
}

/** The names whose bits are set: bit k stands for the k-th. */
function namesOfBits<Name>(bits: number, names: readonly Name[]): readonly Name[] {
  return names.filter((_name, bit) => Math.floor(bits / 2 ** bit) % 2 === 1);
}
