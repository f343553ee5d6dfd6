import type { SpendSource } from '#forecasting';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { msPerDay } from '#shared/time.ts';

/** Spend of one day, model, project and user. */
export interface TestSpend {
  readonly day: string;
  readonly usd: number;
  readonly model?: string;
  readonly project?: string;
  readonly user?: string;
}

/** A ledger of day totals, in memory. Imports cover whole days. @param imports Spend of each. @param hoursOfLastDay 24 = complete. */
export function spendLedger(imports: readonly (readonly TestSpend[])[], hoursOfLastDay = 24): SpendSource {
  const spans = imports.map((rows, index) => {
    const days = rows.map(({ day }) => Date.parse(day));
    const lastMs = Math.max(...days) + (index === imports.length - 1 ? hoursOfLastDay / 24 : 1) * msPerDay;
    return { id: index + 1, monthScale: null, firstMs: Math.min(...days), lastMs };
  });
  return {
    listImports: () => spans,
    usage({ by }) {
      const groups = new Map<string, UsageSummary['groups'][number]>();
      for (const { day, usd, model = 'large', project = '', user = '' } of imports.flat()) {
        const all = { day, hour: `${day}T00`, provider: 'maker', model, project, user };
        const keys = Object.fromEntries(Object.entries(all).filter(([key]) => by.some((name) => name === key)));
        const key = JSON.stringify(keys);
        const earlier = groups.get(key)?.costUsd ?? 0;
        groups.set(key, { ...nothing, keys, costUsd: earlier + usd, tokens: { input: 1000 } });
      }
      return {
        by: [...by],
        totals: nothing,
        groups: [...groups.values()],
        firstMs: Math.min(...spans.map(({ firstMs }) => firstMs)),
        lastMs: Math.max(...spans.map(({ lastMs }) => lastMs)),
      };
    },
  };
}

const nothing = {
  records: 1,
  requests: 1,
  tokens: {},
  totalTokens: 0,
  units: {},
  costNanoUsd: '0',
  costUsd: 0,
  unpricedRecords: 0,
  unpricedTokens: 0,
  unpricedUnits: {},
  billedRecords: 0,
  billedNanoUsd: '0',
  computedOfBilledNanoUsd: '0',
};

/** Days from 2026-03-02, a Monday, on. */
export function dayOfMarch(index: number): string {
  return new Date(Date.UTC(2026, 2, 2) + index * msPerDay).toISOString().slice(0, 10);
}
