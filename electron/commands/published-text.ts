import { publishedApis, type PublishedFigures } from '#selfhosting';
import { count } from '#shared/count.ts';
import { formatUsd } from '#shared/money.ts';
import { monthsText } from './payback-text.ts';
import { signedPercent, textTable } from './text-table.ts';

/** Published break-even figures read again, for people. */
export function publishedText({ onPremise, guide, roofline }: PublishedFigures): string {
  return [
    [
      'Months to earn on-premise hardware back (arXiv 2509.18101, Table IV), at full capacity',
      textTable(
        [
          { title: 'Model' },
          { title: 'Hardware' },
          { title: 'Against' },
          ...['Published', 'Effective inputs', 'Stated inputs'].map((title) => ({ title, align: 'right' as const })),
        ],
        onPremise.flatMap(({ model, hardware, published, effective, stated }) =>
          publishedApis.map(({ name }) => [
            model,
            hardware,
            name,
            published[name] === undefined ? '–' : String(published[name]),
            monthsText(effective[name]),
            monthsText(stated[name]),
          ]),
        ),
      ),
      'Effective: 176 hours a month, 300 W an A100, 500 W an RTX 5090, from which the printed table follows. Stated: 160 hours, 400 and 575 W, as the text says. `burnrate payback` reckons any other cell.',
    ].join('\n'),
    [
      '“Months to break even” of a popular guide',
      `${formatUsd(guide.selfHostedUsd)} ÷ ${formatUsd(guide.apiUsd)} a month = ${guide.ratio.toFixed(2)}: a ratio of two monthly bills, not months. Nothing was paid up front that could be earned back.`,
      `At ${formatUsd(guide.apiUsdPerRequest)} a request the API bill stands for ${count(Math.round(guide.requestsPerDay))} requests a day; both cost the same at ${count(Math.round(guide.breakEvenRequestsPerDay))} requests a day.`,
    ].join('\n'),
    [
      'The roofline against measurements (a 13-billion model on A100 of 40 GB, 512 tokens, batch 1)',
      textTable(
        [{ title: 'Time' }, ...['Measured', 'Roofline', 'Error'].map((title) => ({ title, align: 'right' as const }))],
        roofline.map(({ what, measuredMs, estimatedMs, error }) => [
          what,
          `${measuredMs.toFixed(2)} ms`,
          `${estimatedMs.toFixed(2)} ms`,
          signedPercent(error),
        ]),
      ),
    ].join('\n'),
  ].join('\n\n');
}
