import type { Ledger } from '#ledger';
import { explainRecord, recordedSpan } from '#tracking';
import type { RecentRecord } from '#shared/domain/overview.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { largestRecordPage, type RecordPage } from '#shared/domain/usage-records.ts';
import { residencies, serviceTiers, type UsageDimension } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';

/** How far back is looked, a longer time while the one before holds too few. */
const lookBacksMs = [msPerHour, msPerDay, 30 * msPerDay, Infinity];

type RecordsLedger = Pick<Ledger, 'listImports' | 'priceCard' | 'records' | 'usage'>;

/** The last records by time, newest first. Of very many at once, those that were imported last are looked at. */
export function recentRecords(ledger: RecordsLedger, limit: number): readonly RecentRecord[] {
  const { lastMs } = recordedSpan(ledger);
  if (lastMs === null) return [];
  for (const lookBackMs of lookBacksMs) {
    const selection = Number.isFinite(lookBackMs) ? { fromMs: lastMs - lookBackMs } : {};
    const { total } = ledger.records({ ...selection, offset: 0, limit: 1 });
    if (total < limit && Number.isFinite(lookBackMs)) continue;
    const page = ledger.records({
      ...selection,
      offset: Math.max(0, total - largestRecordPage),
      limit: largestRecordPage,
    });
    return Array.from(page.startMs.keys())
      .sort((left, right) => (page.startMs[right] ?? 0) - (page.startMs[left] ?? 0) || right - left)
      .slice(0, limit)
      .map((row) => recordAt(ledger, page, row));
  }
  return [];
}

function recordAt(ledger: RecordsLedger, page: RecordPage, row: number): RecentRecord {
  function name(dimension: UsageDimension): string {
    const id = page.dimensions[dimension]?.[row] ?? 0;
    return id === 0 ? '' : (page.names[dimension]?.[String(id)] ?? '');
  }
  const tokens = Object.fromEntries(
    tokenKinds.flatMap((kind) => {
      const count = page.tokens[kind]?.[row] ?? 0;
      return count === 0 ? [] : [[kind, count]];
    }),
  );
  const units = Object.fromEntries(
    billableUnits.flatMap((unit) => {
      const amount = page.units[unit]?.[row] ?? 0;
      return amount === 0 ? [] : [[unit, amount]];
    }),
  );
  const requests = page.requests[row] ?? 0;
  const costNanoUsd = page.costNanoUsd[row] ?? null;
  const usd = costNanoUsd === null ? null : nanoUsdToUsd(costNanoUsd);
  const card = ledger.priceCard(page.priceCard[row] ?? 0);
  const consumption = {
    tokens,
    units,
    requests,
    serviceTier: serviceTiers[page.serviceTier[row] ?? 0] ?? 'standard',
    residency: residencies[page.residency[row] ?? 0] ?? 'global',
  };
  return {
    startMs: page.startMs[row] ?? 0,
    provider: name('provider'),
    model: name('model'),
    project: name('project'),
    user: name('user'),
    requests,
    tokens,
    usd,
    isPartlyPriced: (page.unpricedKinds[row] ?? 0) !== 0 || (page.unpricedUnits[row] ?? 0) !== 0,
    expression: card === undefined || usd === null ? null : explainRecord(card, consumption, usd),
  };
}
