import { changeDriverLabels } from '#shared/domain/attribution.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import { amount, day, nothing, share, usd, usdChange, words } from '../cells.ts';
import type { Block, Section, Table } from '../report-document.ts';
import { waterfall } from '../waterfall.ts';
import type { MonthFacts } from './month-facts.ts';
import { spentUsd } from './overview.ts';

/** Groups of a breakdown that are listed. */
const listed = 15;

/** Why the month cost more or less than the one before; no section where there is none. */
export function changeSections({ review: { change } }: MonthFacts): readonly Section[] {
  if (change === null) return [];
  const { fromUsd, toUsd, drivers } = change;
  let running = fromUsd;
  const steps = drivers.map(({ driver, usd: deltaUsd }) => {
    const beforeUsd = running;
    running += deltaUsd;
    return { label: changeDriverLabels[driver].label, beforeUsd, afterUsd: running, deltaUsd };
  });
  const largest = drivers.reduce((best, each) => (Math.abs(each.usd) > Math.abs(best.usd) ? each : best));
  return [
    {
      title: 'Why it changed',
      blocks: [
        {
          kind: 'chart',
          title: 'From the month before to this one',
          sentence: `${changeDriverLabels[largest.driver].label} moved most: ${usdChange(largest.usd).text}.`,
          chart: waterfall({ label: 'Month before', usd: fromUsd }, steps, { label: 'This month', usd: toUsd }),
        },
        {
          kind: 'table',
          id: 'change',
          title: 'What the change is made of; the parts sum exactly',
          columns: [
            { key: 'driver', title: 'Driver' },
            { key: 'means', title: 'What it means' },
            { key: 'usd', title: 'USD', isNumber: true },
          ],
          rows: drivers.map((each) => [
            words(changeDriverLabels[each.driver].label),
            words(changeDriverLabels[each.driver].help),
            usdChange(each.usd),
          ]),
          total: [words('Together'), nothing, usdChange(toUsd - fromUsd)],
        },
      ],
    },
  ];
}

/** The month by day. */
export function daySection({ review: { days } }: MonthFacts): Section {
  const dearest = days.reduce((best, each) => (each.usd > (best?.usd ?? -1) ? each : best), days[0]);
  const chart: readonly Block[] =
    days.length < 2 || dearest === undefined
      ? []
      : [
          {
            kind: 'chart',
            title: 'Cost by day, USD',
            sentence: `The dearest day is ${dearest.day} with ${formatUsd(dearest.usd)}.`,
            chart: {
              form: 'lines',
              labels: days.map((each) => each.day.slice(5)),
              lines: [{ name: 'Spent', tone: 'optimized', usd: days.map((each) => each.usd) }],
            },
          },
        ];
  return {
    title: 'Day by day',
    blocks: [
      ...chart,
      {
        kind: 'table',
        id: 'days',
        title: 'USD by day',
        columns: [
          { key: 'day', title: 'Day' },
          { key: 'usd', title: 'USD', isNumber: true },
        ],
        rows: days.map((each) => [words(each.day), usd(each.usd)]),
      },
    ],
  };
}

/** Where the month's cost is. */
export function placeSection({ review: { byDimension, usage } }: MonthFacts): Section {
  return {
    title: 'Where the cost is',
    blocks: [
      ...byDimension
        .filter((dimension) => dimension.usage.groups.some(({ keys }) => (keys[dimension.by] ?? '') !== ''))
        .map(dimensionTable),
      {
        kind: 'table',
        id: 'tokens',
        title: 'Tokens by kind',
        columns: [
          { key: 'kind', title: 'Kind' },
          { key: 'tokens', title: 'Tokens', isNumber: true },
        ],
        rows: tokenKinds.flatMap((kind) => {
          const count = usage.totals.tokens[kind] ?? 0;
          return count === 0 ? [] : [[words(tokenKindLabels[kind]), amount(count, 0)]];
        }),
        total: [words('Total'), amount(usage.totals.totalTokens, 0)],
      },
    ],
  };
}

function dimensionTable({ by, usage }: MonthFacts['review']['byDimension'][number]): Table {
  const total = spentUsd(usage.totals);
  const [shown, rest] = [usage.groups.slice(0, listed), usage.groups.slice(listed)];
  const restUsd = rest.reduce((sum, group) => sum + (spentUsd(group) ?? 0), 0);
  return {
    kind: 'table',
    id: `cost-by-${by}`,
    title: `By ${by}, USD`,
    columns: [
      { key: 'name', title: by.replace(/^./, (letter) => letter.toUpperCase()) },
      { key: 'requests', title: 'Requests', isNumber: true },
      { key: 'tokens', title: 'Tokens', isNumber: true },
      { key: 'usd', title: 'Cost', isNumber: true },
      { key: 'share', title: 'Share', isNumber: true },
    ],
    rows: [
      ...shown.map((group) => {
        const spent = spentUsd(group);
        return [
          words(group.keys[by] === '' ? `no ${by}` : (group.keys[by] ?? '')),
          amount(group.requests, 0),
          amount(group.totalTokens, 0),
          usd(spent),
          share(spent === null || total === null || total === 0 ? null : spent / total),
        ];
      }),
      ...(rest.length === 0
        ? []
        : [
            [
              words(`${rest.length} others`),
              amount(
                rest.reduce((sum, { requests }) => sum + requests, 0),
                0,
              ),
              amount(
                rest.reduce((sum, { totalTokens }) => sum + totalTokens, 0),
                0,
              ),
              usd(restUsd),
              share(total === null || total === 0 ? null : restUsd / total),
            ],
          ]),
    ],
    total: [words('Total'), amount(usage.totals.requests, 0), amount(usage.totals.totalTokens, 0), usd(total), nothing],
  };
}

/** What budgets stand at; no section where there are none. */
export function budgetSections({ budgets }: MonthFacts): readonly Section[] {
  if (budgets.length === 0) return [];
  return [
    {
      title: 'Budgets',
      blocks: [
        {
          kind: 'table',
          id: 'budgets',
          title: 'Budgets at the end of the month, or now',
          columns: [
            { key: 'budget', title: 'Budget' },
            { key: 'period', title: 'Period' },
            { key: 'from', title: 'From' },
            { key: 'spentUsd', title: 'Spent', isNumber: true },
            { key: 'amountUsd', title: 'Allowed', isNumber: true },
            { key: 'used', title: 'Used', isNumber: true },
            { key: 'over', title: 'Over it', isNumber: true },
          ],
          rows: budgets.map(({ entry: { budget }, period, spend, overCount, subjectCount }) => [
            words(budget.each === undefined ? budget.name : `${budget.name}, each ${budget.each}`),
            words(budget.period),
            day(period.fromMs, ''),
            usd(spend.spentUsd),
            usd(budget.amountUsd),
            share(spend.share),
            budget.each === undefined ? words(overCount > 0 ? 'yes' : 'no') : words(`${overCount} of ${subjectCount}`),
          ]),
        },
      ],
    },
  ];
}

/** Days that are out of line, with what explains them; no section where there are none. */
export function anomalySections({ anomalies }: MonthFacts): readonly Section[] {
  if (anomalies.length === 0) return [];
  return [
    {
      title: 'Days out of line',
      blocks: [
        {
          kind: 'table',
          id: 'anomalies',
          title: 'Largest first, USD',
          columns: [
            { key: 'day', title: 'Day' },
            { key: 'actualUsd', title: 'Spent', isNumber: true },
            { key: 'expectedUsd', title: 'Expected', isNumber: true },
            { key: 'impactUsd', title: 'Difference', isNumber: true },
            { key: 'causes', title: 'What explains most of it' },
          ],
          rows: anomalies.map(({ day: label, actualUsd, expectedUsd, impactUsd, causes }) => [
            words(label),
            usd(actualUsd),
            usd(expectedUsd),
            usdChange(impactUsd),
            words(causeText(causes, impactUsd)),
          ]),
        },
      ],
    },
  ];
}

/** The first cause of each list: `model gpt-4o (80.0 %), project search (100.0 %)`. */
function causeText(causes: MonthFacts['anomalies'][number]['causes'], impactUsd: number): string {
  return Object.entries(causes)
    .flatMap(([by, [first]]) => {
      if (first === undefined || first.name === '' || impactUsd === 0) return [];
      return [`${by === 'tokenKind' ? 'kind' : by} ${first.name} (${percent(first.impactUsd / impactUsd)})`];
    })
    .join(', ');
}
