import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { ImportOptions, ImportReport } from '#shared/domain/importing.ts';
import { importFile, inspectFile } from '#importing';
import { createMemoryLedger, roundCatalogue, storedTokens, type MemoryLedger } from '../unit/importing/in-memory.ts';

/**
 * Imports content through `path` and names the laws that did not hold: for any file a success adds up and a failure is
 * one sentence and leaves nothing.
 */
export async function brokenLaws(
  path: string,
  content: string | Uint8Array,
  options: ImportOptions,
): Promise<readonly string[]> {
  writeFileSync(path, content);
  const ledger = createMemoryLedger();
  const source = { path, name: 'usage.csv' };
  const inspected = await inspectFile(source);
  const result = await importFile({ ...source, options, ledger, catalogue: roundCatalogue, now: () => 0 });
  const laws = result.ok
    ? successLaws(result.value, ledger, inspected.ok)
    : {
        'a failure is a sentence': result.error.message.endsWith('.'),
        'a failure commits nothing': ledger.imports.length === 0 && !ledger.calls.includes('commit'),
      };
  return Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [law]));
}

function successLaws(report: ImportReport, ledger: MemoryLedger, isInspected: boolean): Record<string, boolean> {
  const records = ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record));
  const counts = records.flatMap((record) => Object.values(record.tokens));
  const { rowsRead, imported, duplicate, empty, rejected, priced, unpriced, partlyPriced } = report;
  return {
    'what can be imported can be looked at': isInspected,
    'rows add up': rowsRead === imported + duplicate + empty + rejected,
    'prices add up': records.length === priced + unpriced + partlyPriced,
    'every imported row is stored as usage or in a bill': imported <= records.length + report.charges,
    'every rejected row has its reason': report.rejects.every(({ reason }) => reason !== ''),
    'tokens add up': isDeepStrictEqual(storedTokens(ledger), report.tokens),
    'tokens are positive whole numbers': counts.every((count) => Number.isSafeInteger(count) && count > 0),
    'no record ends before it starts': records.every((record) => record.endMs >= record.startMs),
  };
}
