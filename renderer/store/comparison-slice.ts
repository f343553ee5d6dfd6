import { msPerDay } from '#shared/time.ts';
import type { ComparisonSlice } from './catalogue-state.ts';
import { daysPerMonth, ledgerMixes, mostCompared, recentDays, startMix, type ComparisonEntry } from './comparison.ts';
import type { SliceContext } from './state.ts';

export function createComparisonSlice({ set, get, services }: SliceContext): ComparisonSlice {
  const { bridge, notify } = services;
  let newest = 0;

  return {
    comparedModels: [],
    mix: startMix,
    comparison: { mix: startMix, entries: new Map() },
    ledgerMix: null,

    toggleCompared(modelId) {
      const { comparedModels } = get();
      if (comparedModels.includes(modelId)) {
        set({ comparedModels: comparedModels.filter((other) => other !== modelId) });
      } else if (comparedModels.length >= mostCompared) {
        notify({
          tone: 'failed',
          title: `${mostCompared} models are compared already`,
          message: `Take one out before ${modelId} is added.`,
        });
        return;
      } else set({ comparedModels: [...comparedModels, modelId] });
      void get().refreshComparison();
    },

    setMix(mix) {
      set({ mix });
      void get().refreshComparison();
    },

    async refreshComparison() {
      newest += 1;
      const asked = newest;
      const { comparedModels, mix } = get();
      const { tokens, serviceTier, residency, atMs } = mix;
      const recordsPerMonth = mix.requestsPerDay * daysPerMonth;
      const consumption = {
        tokens,
        serviceTier,
        residency,
        requests: 1,
        recordsPerMonth,
        ...(atMs !== null && { atMs }),
      };
      const entries = await Promise.all(
        comparedModels.map(async (model): Promise<[string, ComparisonEntry]> => {
          const answer = await bridge.call('catalogue.price', { model, ...consumption });
          return [model, answer.ok ? { ok: true, record: answer.value } : { ok: false, error: answer.error }];
        }),
      );
      // An older question may be answered later.
      if (asked === newest) set({ comparison: { mix, entries: new Map(entries) } });
    },

    async readLedgerMix() {
      const all = await bridge.call('usage.summary', { by: ['model'] });
      if (!all.ok) {
        set({ ledgerMix: { choices: [], problem: all.error.message } });
        return;
      }
      const { lastMs } = all.value;
      const fromMs = (lastMs ?? 0) - recentDays * msPerDay;
      const recent = lastMs === null ? all : await bridge.call('usage.summary', { by: ['model'], fromMs });
      const choices = [...(recent.ok ? ledgerMixes('recent', recent.value) : []), ...ledgerMixes('all', all.value)];
      set({ ledgerMix: choices.length > 0 ? { choices } : { choices, problem: whyNoMix(all.value.totals.records) } });
    },
  };
}

function whyNoMix(records: number): string {
  return records === 0
    ? 'The ledger holds no usage yet. Import some, or type the mix by hand.'
    : 'The ledger’s usage does not say how many requests it stands for, so a mean request is not known.';
}
