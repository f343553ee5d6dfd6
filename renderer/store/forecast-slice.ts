import { firstForecastQuestion, type ForecastSlice } from './forecast-state.ts';
import { selectionOf } from './ledger-view.ts';
import { cancelRunning } from './running-jobs.ts';
import type { SliceContext } from './state.ts';

export function createForecastSlice(context: SliceContext): ForecastSlice {
  const { set, get, services } = context;
  const { bridge } = services;
  let asked = 0;

  return {
    forecastQuestion: firstForecastQuestion,
    forecast: null,
    forecastError: null,
    isForecasting: false,

    askForecast(change) {
      set(({ forecastQuestion }) => ({ forecastQuestion: { ...forecastQuestion, ...change } }));
      void get().readForecast();
    },

    async readForecast() {
      const question = get().forecastQuestion;
      asked += 1;
      const turn = asked;
      set({ isForecasting: true, forecastError: null });
      await cancelRunning(context, 'forecast');
      const { choice, months, timeZone, budgetUsd, launches } = question;
      const answer = await bridge.call('forecast.run', {
        ...selectionOf(choice),
        months,
        timeZone,
        launches: launches.map((launch) => ({ ...launch })),
        ...(budgetUsd !== null && { budgetUsd }),
      });
      // The last question counts, whatever is answered first.
      if (turn !== asked) return;
      set(
        answer.ok
          ? { forecast: { question, answer: answer.value }, isForecasting: false }
          : { forecastError: answer.error, isForecasting: false },
      );
    },

    async refreshForecast() {
      if (get().forecast !== null && get().screen === 'forecast') await get().readForecast();
    },
  };
}
