import { firstAnomalyQuestion, type AnomalySlice } from './anomaly-state.ts';
import { selectionOf } from './ledger-view.ts';
import type { SliceContext } from './state.ts';

export function createAnomalySlice({ set, get, services }: SliceContext): AnomalySlice {
  const { bridge, notify } = services;
  let asked = 0;
  return {
    anomalyQuestion: firstAnomalyQuestion,
    anomalies: null,
    anomaliesError: null,

    askAnomalies(change) {
      set(({ anomalyQuestion }) => ({ anomalyQuestion: { ...anomalyQuestion, ...change } }));
      void get().readAnomalies();
    },

    async readAnomalies() {
      const { choice, ...floors } = get().anomalyQuestion;
      asked += 1;
      const turn = asked;
      const answer = await bridge.call('anomalies.find', { ...selectionOf(choice), ...floors });
      // The last question counts, whatever is answered first.
      if (turn !== asked) return;
      set(answer.ok ? { anomalies: answer.value, anomaliesError: null } : { anomaliesError: answer.error });
    },

    async refreshAnomalies() {
      if (get().anomalies !== null) await get().readAnomalies();
    },

    async markAnomaly(mark) {
      const marked = await bridge.call('anomalies.mark', mark);
      if (!marked.ok) notify({ tone: 'failed', title: 'The day was not marked', message: marked.error.message });
      await get().readAnomalies();
    },
  };
}
