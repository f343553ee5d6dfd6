import { cardsOfModels, type Catalogue } from '#pricing';
import { planReport, reportFile } from '#reports';
import { modelsOf } from '#simulator';
import { success } from '#shared/result.ts';
import type { Handler, Handlers } from '../handler.ts';

/** What the report methods work on. */
export interface ReportServices {
  readonly catalogue: Catalogue;
  readonly simulate: Handler<'scenario.simulate'>;
  /** UTC ms. */
  readonly now: () => number;
  /** Version of the app. */
  readonly version: () => string;
}

/** Reports for people, as files to keep. */
export function reportHandlers({ catalogue, simulate, now, version }: ReportServices): Handlers<'report.plan'> {
  return {
    async 'report.plan'({ scenario, format, sampling }) {
      const result = await simulate({ scenario, sampling, attribution: true });
      if (!result.ok) return result;
      const { cards } = cardsOfModels(catalogue, modelsOf(scenario));
      const report = planReport({
        scenario,
        result: result.value,
        cards,
        madeAtMs: now(),
        version: version(),
      });
      return success(await reportFile(report, format));
    },
  };
}
