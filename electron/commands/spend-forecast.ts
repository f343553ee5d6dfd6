import type { SpendForecast, SpendForecastQuery } from '#shared/domain/forecast.ts';
import type { Result } from '#shared/result.ts';
import type { Container } from '../container.ts';
import type { CommandHost, CommonOptions } from './command-host.ts';
import { spendSelection, type SpendOptions } from './spend-options.ts';

/** What a command asks of the forecast of the ledger's spend, beyond which part of the ledger. */
export interface SpendForecastOptions extends CommonOptions, SpendOptions {
  readonly months?: number;
  readonly windows?: number;
  readonly budget?: number;
  readonly launch?: SpendForecastQuery['launches'];
}

/** Forecasts the ledger's spend; Ctrl+C stops it. */
export async function forecastLedger(host: CommandHost, options: SpendForecastOptions): Promise<Result<SpendForecast>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const { months, budget, launch, windows } = options;
  const cancel = (): void => void cancelForecast(router);
  host.signal.addEventListener('abort', cancel, { once: true });
  const result = await router.call('forecast.run', {
    ...spendSelection(options),
    ...(months === undefined ? {} : { months }),
    ...(launch === undefined ? {} : { launches: launch }),
    ...(windows === undefined ? {} : { windows }),
    budgetUsd: budget,
  });
  host.signal.removeEventListener('abort', cancel);
  return result;
}

async function cancelForecast(router: Container['router']): Promise<void> {
  const jobs = await router.call('jobs.list', {});
  if (!jobs.ok) return;
  const running = jobs.value.filter(({ kind, state }) => kind === 'forecast' && state === 'running');
  await Promise.all(running.map(({ id }) => router.call('jobs.cancel', { jobId: id })));
}
