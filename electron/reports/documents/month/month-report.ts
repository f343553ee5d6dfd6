import { dayOf } from '#shared/time.ts';
import { monthName } from '../cells.ts';
import type { ReportDocument } from '../report-document.ts';
import type { MonthFacts } from './month-facts.ts';
import { monthOverview } from './overview.ts';
import { anomalySections, budgetSections, changeSections, daySection, placeSection } from './sections.ts';

/** What a month cost, by whom and why it changed, for those who pay for it. */
export function monthReport(facts: MonthFacts): ReportDocument {
  const { month, timeZone, madeAtMs, version } = facts;
  return {
    fileName: `burnrate-${month}`,
    title: `AI spending in ${monthName(month)}`,
    subtitle: `From the usage that was imported, days in ${timeZone}`,
    sections: [
      monthOverview(facts),
      ...changeSections(facts),
      daySection(facts),
      placeSection(facts),
      ...budgetSections(facts),
      ...anomalySections(facts),
    ],
    origin: [
      `Made on ${dayOf(madeAtMs)} with Burnrate ${version} from the ledger on this machine.`,
      'Costs are computed from dated price cards, each record at the price of its day; what has no known price is counted apart.',
    ],
  };
}
