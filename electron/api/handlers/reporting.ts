import { costIn, findAnomalies } from '#forecasting';
import type { Ledger } from '#ledger';
import { cardsOfModels, type Catalogue } from '#pricing';
import { monthReport, planReport, reportFile } from '#reports';
import { modelsOf } from '#simulator';
import { asOfMs, budgetSpending, monthProjection, recordedSpan, reviewMonth } from '#tracking';
import { anomalyQuerySchema, type Anomalies } from '#shared/domain/anomaly.ts';
import { failure, success } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import { fromLedger } from '../from-ledger.ts';
import type { Handler, Handlers } from '../handler.ts';
import { budgetEntries } from '../tracking/stored-budgets.ts';

/** What the report methods work on. */
export interface ReportServices {
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly simulate: Handler<'scenario.simulate'>;
  /** UTC ms. */
  readonly now: () => number;
  /** Version of the app. */
  readonly version: () => string;
}

/** Reports for people, as files to keep. */
export function reportHandlers(services: ReportServices): Handlers<'report.plan' | 'report.month'> {
  const { ledger, catalogue, simulate, now, version } = services;
  return {
    async 'report.plan'({ scenario, format, sampling }) {
      const result = await simulate({ scenario, sampling, attribution: true });
      if (!result.ok) return result;
      const { cards } = cardsOfModels(catalogue, modelsOf(scenario));
      const facts = { scenario, result: result.value, cards, madeAtMs: now(), version: version() };
      return success(await reportFile(planReport(facts), format));
    },

    async 'report.month'({ month, format, timeZone }) {
      const report = fromLedger(() => {
        const review = reviewMonth(ledger(), catalogue, { month, timeZone });
        if (review.usage.totals.records === 0) {
          return failure('no-usage', `The ledger holds no usage of ${month}.`, {
            nextStep: 'Choose a month that has usage, or import some.',
          });
        }
        const { span } = review;
        // As it was at the end of the month, or as it is now.
        const atMs = Math.min(now(), span.toMs - 1);
        const recorded = recordedSpan(ledger());
        return success(
          monthReport({
            month,
            timeZone,
            review,
            budgets: budgetEntries(ledger()).map((entry) => budgetSpending(ledger(), entry, recorded, atMs)),
            anomalies: anomaliesOf(services, review.days, span.toMs, timeZone),
            // A month that is over has no end to tell.
            projection:
              asOfMs(recorded, now()) < span.toMs - msPerDay
                ? monthProjection(ledger(), timeZone, recorded, now())
                : null,
            madeAtMs: now(),
            version: version(),
          }),
        );
      });
      return report.ok ? success(await reportFile(report.value, format)) : report;
    },
  };
}

/** Anomalies among some days, by what was known at the month's end; none where there is too little history. */
function anomaliesOf(
  { ledger, catalogue }: ReportServices,
  days: readonly { readonly day: string }[],
  toMs: number,
  timeZone: string,
): Anomalies['anomalies'] {
  const query = anomalyQuerySchema.parse({ toMs, timeZone });
  const found = findAnomalies(ledger(), query, costIn(catalogue));
  if (!found.ok) return [];
  const ofMonth = new Set(days.map(({ day }) => day));
  return found.value.anomalies.filter(({ day }) => ofMonth.has(day));
}
