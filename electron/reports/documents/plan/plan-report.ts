import { monthName } from '../cells.ts';
import type { ReportDocument, Section } from '../report-document.ts';
import { dayOf } from '#shared/time.ts';
import { assumptionSection } from './assumptions.ts';
import { breakdownSection } from './breakdown.ts';
import { headline } from './headline.ts';
import { leverSection } from './levers.ts';
import { monthSection } from './months.ts';
import { performanceSections } from './performance.ts';
import type { PlanFacts } from './plan-facts.ts';
import { priceSection, unpricedSections } from './prices.ts';

/** A plan for those who decide on it: what it costs, what its levers save, and on which assumptions and prices. */
export function planReport(facts: PlanFacts): ReportDocument {
  const { scenario, result, madeAtMs, version } = facts;
  const { ranges } = result;
  const { startMonth, months } = scenario.calendar;
  return {
    fileName: fileNameOf(scenario.name),
    title: scenario.name,
    subtitle: `Plan of ${months} ${months === 1 ? 'month' : 'months'} from ${monthName(startMonth)}`,
    sections: [
      headline(facts),
      leverSection(facts),
      monthSection(facts),
      breakdownSection(facts),
      ...performanceSections(facts),
      assumptionSection(facts),
      priceSection(facts),
      ...unpricedSections(facts),
      ...noteSections(facts),
    ],
    origin: [
      `Made on ${dayOf(madeAtMs)} with Burnrate ${version}, engine ${result.engineVersion}.`,
      ranges === undefined
        ? 'Closed form without samples.'
        : `Ranges: ${ranges.samples.toLocaleString('en-US')} ${ranges.sequence} samples of ${ranges.uncertainInputs.length} uncertain inputs, seed ${ranges.seed}. The same scenario, seed and prices give the same figures.`,
      `Price versions: ${result.priceVersions.length === 0 ? 'none' : result.priceVersions.join(', ')}.`,
    ],
  };
}

function noteSections({ result }: PlanFacts): readonly Section[] {
  return result.notes.length === 0 ? [] : [{ title: 'Notes', blocks: [{ kind: 'list', items: result.notes }] }];
}

/** A name that every file system takes. */
function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return plain === '' ? 'report' : plain;
}
