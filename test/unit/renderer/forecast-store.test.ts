import { describe, expect, it } from 'vitest';
import type { SpendForecast } from '#shared/domain/forecast.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { dailyRows, forecastSentence, monthlyRows } from '../../../renderer/charts/forecast-rows.ts';
import { fakeHost } from './fake-host.ts';

const band = { value: 30, lower50: 28, upper50: 32, lower80: 26, upper80: 34, lower95: 20, upper95: 40 };
const forecast: SpendForecast = {
  grain: 'day',
  from: '2026-10-31',
  to: '2026-11-02',
  observations: 3,
  seasons: [7],
  model: { id: 'run-rate', name: 'Run rate', description: 'The mean goes on.' },
  reason: 'There are 3 days.',
  candidates: [],
  points: [{ date: '2026-11-03', ...band }],
  backtest: null,
  notes: [],
  timeZone: 'UTC',
  history: [
    { date: '2026-10-31', usd: 1 },
    { date: '2026-11-01', usd: 2 },
    { date: '2026-11-02', usd: 3 },
  ],
  partialDay: null,
  facts: [],
  months: [{ month: '2026-11', actualUsd: 5, actualDays: 2, ...band }],
  runOut: null,
};

describe('the forecast of the window', () => {
  it('shows the answer to the last question, and stops the work on an earlier one', async () => {
    const waiting: ((answer: Result<SpendForecast>) => void)[] = [];
    const host = fakeHost({
      'forecast.run': () => new Promise((resolve) => waiting.push(resolve)),
      'jobs.cancel': ({ jobId }) => failure('unknown-job', jobId),
    });
    const { store } = host;
    store.getState().askForecast({ months: 1 });
    await Promise.resolve();
    store.getState().receiveJob({
      id: 'job-1',
      kind: 'forecast',
      title: 'Forecasting spend',
      state: 'running',
      progress: { done: 0, total: null, rows: 0, elapsedMs: 0 },
    });
    store.getState().askForecast({ months: 12 });
    await new Promise((resolve) => setTimeout(resolve));
    expect(host.calls.filter(({ method }) => method === 'jobs.cancel')).toEqual([
      { method: 'jobs.cancel', input: { jobId: 'job-1' } },
    ]);
    waiting[1]?.(success(forecast));
    await new Promise((resolve) => setTimeout(resolve));
    waiting[0]?.(failure('cancelled', 'It was cancelled.'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState()).toMatchObject({ isForecasting: false, forecastError: null });
    expect(store.getState().forecast?.question.months).toBe(12);
  });
});

describe('the chart of a forecast', () => {
  it('draws days as they were and as expected, and only whole months of the past', () => {
    expect(dailyRows(forecast).map(({ time, actualUsd, expected }) => [time, actualUsd, expected?.value])).toEqual([
      ['2026-10-31', 1, undefined],
      ['2026-11-01', 2, undefined],
      ['2026-11-02', 3, undefined],
      ['2026-11-03', null, 30],
    ]);
    expect(monthlyRows(forecast).map(({ time }) => time)).toEqual(['2026-11']);
    const october = Array.from({ length: 31 }, (_none, index) => ({
      date: `2026-10-${String(index + 1).padStart(2, '0')}`,
      usd: 2,
    }));
    expect(monthlyRows({ ...forecast, history: october })[0]).toMatchObject({ time: '2026-10', actualUsd: 62 });
    expect(forecastSentence(forecast)).toContain('ends at $30.00, in 4 of 5 cases between $26.00 and $34.00');
  });
});
