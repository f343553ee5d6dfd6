import type { Ledger } from '#ledger';
import { explainRecord, recordedSpan } from '#tracking';
import type { RecentRecord } from '#shared/domain/overview.ts';
import { consumptionAt, isPartlyPricedAt, nameAt } from '#shared/domain/record-page-row.ts';
import { largestRecordPage, type RecordPage } from '#shared/domain/usage-records.ts';
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
  const consumption = consumptionAt(page, row);
  const costNanoUsd = page.costNanoUsd[row] ?? null;
  const usd = costNanoUsd === null ? null : nanoUsdToUsd(costNanoUsd);
  const card = ledger.priceCard(page.priceCard[row] ?? 0);
  return {
    startMs: page.startMs[row] ?? 0,
    provider: nameAt(page, 'provider', row),
    model: nameAt(page, 'model', row),
    project: nameAt(page, 'project', row),
    user: nameAt(page, 'user', row),
    requests: consumption.requests,
    tokens: consumption.tokens,
    usd,
    isPartlyPriced: isPartlyPricedAt(page, row),
    expression: card === undefined || usd === null ? null : explainRecord(card, consumption, usd),
  };
}
