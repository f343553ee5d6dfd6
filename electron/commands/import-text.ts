import { count } from '#shared/count.ts';
import type { ImportBatch, ImportReport } from '#shared/domain/importing.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { formatUsd, nanoUsdToUsd } from '#shared/money.ts';
import { describePlace } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';

/** Rejected rows, failures and the like that are written out; the rest is counted. */
const listed = 20;

/** What an import did, for people: a paragraph for each import, then the files that were passed over. */
export function importText({ reports, failures }: ImportBatch): string {
  const passedOver = failures.slice(0, listed).map(({ file, message }) => `  ${file}: ${message}`);
  const more = failures.length > listed ? [`  … and ${count(failures.length - listed)} more.`] : [];
  return [
    ...reports.map(reportText),
    ...(failures.length === 0 ? [] : [['Not imported:', ...passedOver, ...more].join('\n')]),
  ].join('\n\n');
}

function reportText(report: ImportReport): string {
  const { file } = report;
  const kinds = tokenKinds.filter((kind) => (report.tokens[kind] ?? 0) > 0);
  const lines = [
    `${file}: read as ${report.presetName}: ${report.presetReason}`,
    `  ${count(report.rowsRead)} rows read, ${count(report.imported)} imported, ${count(report.duplicate)} duplicate, ` +
      `${count(report.empty)} empty, ${count(report.rejected)} rejected`,
  ];
  if (report.priced + report.partlyPriced + report.unpriced > 0) {
    lines.push(
      `  ${count(report.priced)} priced, ${count(report.partlyPriced)} partly priced, ${count(report.unpriced)} unpriced`,
    );
  }
  if (report.dryRun) lines.push('  Dry run: nothing was stored.');
  for (const kind of kinds) lines.push(`  ${tokenKindLabels[kind]}: ${count(report.tokens[kind] ?? 0)} tokens`);
  if (report.priced + report.partlyPriced > 0) lines.push(`  Cost: ${formatUsd(report.costUsd)}`);
  if (report.billedNanoUsd !== null) {
    lines.push(`  Billed: ${formatUsd(nanoUsdToUsd(BigInt(report.billedNanoUsd)))} in ${count(report.charges)} lines`);
  }
  if (report.residualUsd !== null) lines.push(`  Billed minus computed: ${formatUsd(report.residualUsd)}`);
  for (const { keys, residualUsd } of report.residual.filter((row) => row.residualUsd !== null).slice(0, listed)) {
    const what = [keys.day, keys.model].filter((part) => part !== undefined && part !== '').join(' ');
    lines.push(`    ${what}: ${formatUsd(residualUsd ?? 0)}`);
  }
  for (const { file: earlier, importId, records, charges, firstMs, lastMs } of report.overlaps) {
    lines.push(
      `  Overlap with import ${importId} (${earlier}): ${count(records)} records, ${count(charges)} billed lines, ` +
        `${dayOf(firstMs)} to ${dayOf(lastMs)}`,
    );
  }
  for (const { provider, model, records, tokens, candidates } of report.unpricedModels) {
    const near = candidates.length === 0 ? '' : ` Nearest: ${candidates.join(', ')}.`;
    const name = [provider, model].filter((part) => part !== '').join('/');
    lines.push(`  Unpriced: ${name}, ${count(records)} records, ${count(tokens)} tokens; cost unknown.${near}`);
  }
  for (const { line, column, reason, file: own } of report.rejects.slice(0, listed)) {
    lines.push(`  Rejected ${describePlace({ file: own ?? file, line, column })}: ${reason}`);
  }
  if (report.rejected > listed)
    lines.push(`  … and ${count(report.rejected - listed)} more rejected rows (see --json).`);
  return [...lines, ...report.notes.map((note) => `  ${note}`)].join('\n');
}
