import { count } from '#shared/count.ts';
import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import type {
  BookDiff,
  BookRemark,
  Disagreement,
  PriceDocument,
  RateChange,
  RatePoint,
} from '#shared/domain/price-book.ts';
import { priceLineLabel } from '#shared/domain/price.ts';
import { formatUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';
import { signedPercent, textTable } from './text-table.ts';

/** Rows of a list that are shown; `--json` gives all. */
const shownRows = 40;

/** A book's diff as text: what changes, what comes, what goes, and what was not understood. */
export function diffText(diff: BookDiff, document: PriceDocument | undefined): string {
  const { changed, added, unchanged, removed } = diff;
  const changedModels = new Set(changed.map(({ modelId }) => modelId)).size;
  return [
    `${diff.file}: ${diff.book} ${diff.bookVersion}, ${count(diff.models)} models, prices from ${dayOf(diff.effectiveFromMs)} on`,
    `  ${count(changedModels)} changed, ${count(added.length)} new, ${count(unchanged)} unchanged, ${count(removed.count)} no longer in the book`,
    ...section('Changed', changed.flatMap(changeRows), [
      { title: 'Model' },
      { title: 'Price' },
      { title: 'Old', align: 'right' },
      { title: 'New', align: 'right' },
      { title: 'Change', align: 'right' },
      { title: 'From' },
    ]),
    ...section(
      'New',
      added.map((model) => [model.modelId, usd(model.inputUsdPerMTok), usd(model.outputUsdPerMTok)]),
      [{ title: 'Model' }, { title: 'Input', align: 'right' }, { title: 'Output', align: 'right' }],
    ),
    ...remarks('Keys that have no counterpart here; what they price is not used', diff.unknownKeys),
    ...remarks('Entries left out', diff.skipped),
    ...diff.notes.map((note) => `\n${note}`),
    '',
    document === undefined
      ? `Nothing was applied. Add --apply to apply it from ${dayOf(diff.effectiveFromMs)} on.`
      : `Applied as document ${document.id}. Take it back with: burnrate prices withdraw ${document.id}`,
  ].join('\n');
}

/** The documents as a table. */
export function documentsText(documents: readonly PriceDocument[]): string {
  if (documents.length === 0) return 'Nothing was added to the bundled prices.';
  return textTable(
    [{ title: 'Id', align: 'right' }, { title: 'Kind' }, { title: 'Added' }, { title: 'Withdrawn' }, { title: 'What' }],
    documents.map(({ id, content, recordedAtMs, withdrawnAtMs, summary }) => [
      String(id),
      content.kind,
      dayOf(recordedAtMs),
      withdrawnAtMs === null ? '' : dayOf(withdrawnAtMs),
      summary,
    ]),
  );
}

/** A document that was just added. */
export function documentText({ id, summary }: PriceDocument): string {
  return `${summary}\nAdded as document ${id}. Take it back with: burnrate prices withdraw ${id}`;
}

/** Disagreements as a table. */
export function disagreementsText({
  total,
  disagreements,
}: {
  readonly total: number;
  readonly disagreements: readonly Disagreement[];
}): string {
  if (total === 0) return 'No two books differ by more than 1 % on a price of the same model.';
  return [
    textTable(
      [
        { title: 'Model' },
        { title: 'Price' },
        { title: 'In use', align: 'right' },
        { title: 'Source' },
        { title: 'Other', align: 'right' },
        { title: 'Source' },
        { title: 'Apart', align: 'right' },
      ],
      disagreements.slice(0, shownRows).map((found) => {
        const [used, other] = found.prices;
        const apart = found.percent === null ? 'free or not' : `${found.percent.toFixed(1)} %`;
        return [found.modelId, pointLabel(found), usd(used.usd), used.source, usd(other.usd), other.source, apart];
      }),
    ),
    '',
    `${count(total)} prices on which books differ by more than 1 %${more(disagreements.length, total)}`,
  ].join('\n');
}

function more(given: number, total: number): string {
  const shown = Math.min(given, shownRows);
  return shown < total ? `; the ${count(shown)} largest are shown (--json gives all).` : '.';
}

function changeRows({ modelId, fromMs, changes }: BookDiff['changed'][number]): string[][] {
  return changes.map((change) => [
    modelId,
    pointLabel(change),
    usd(change.oldUsd),
    usd(change.newUsd),
    changeText(change),
    dayOf(fromMs),
  ]);
}

function changeText({ oldUsd, newUsd, percent }: RateChange): string {
  if (percent !== null) return signedPercent(percent / 100);
  if (oldUsd === null) return 'new';
  return newUsd === null ? 'gone' : '';
}

/** What a price is of: `Cache read above 200,000, batch`, `Web searches`. */
function pointLabel({ kind, aboveInputTokens, serviceTier, unit }: RatePoint): string {
  const above = aboveInputTokens === undefined ? '' : ` above ${count(aboveInputTokens)}`;
  const tier = serviceTier === undefined ? '' : `, ${serviceTier}`;
  const each = kind in billableUnitLabels ? ` (${unit})` : '';
  return `${priceLineLabel(kind)}${above}${tier}${each}`;
}

function usd(amount: number | null): string {
  return amount === null ? '–' : formatUsd(amount);
}

function section(
  title: string,
  rows: readonly string[][],
  columns: Parameters<typeof textTable>[0],
): readonly string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - shownRows;
  return [
    '',
    title,
    textTable(columns, rows.slice(0, shownRows)),
    ...(rest > 0 ? [`… and ${count(rest)} more (--json gives all)`] : []),
  ];
}

function remarks(title: string, found: readonly BookRemark[]): readonly string[] {
  if (found.length === 0) return [];
  return [
    '',
    `${title}:`,
    ...found.map(({ what, count: times, path }) => `  ${count(times)} × ${what}, first at ${path}`),
  ];
}
