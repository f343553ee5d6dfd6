import type { ImportSummary } from '#shared/domain/importing.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import type { Ledger } from '#ledger';

/** Imports that one note names. */
const namedImports = 3;

/**
 * Warns of usage that may be in the ledger twice although no record is the same: another kind of file (a gateway's log
 * beside the vendor's own export) that holds the same models on the same days. Files of one kind are told apart record by
 * record already.
 * @param summary an import that is committed.
 * @returns at most one sentence.
 */
export function sharedDaysNotes(
  ledger: Pick<Ledger, 'listImports' | 'usage'>,
  { id, preset, firstMs, lastMs }: ImportSummary,
): readonly string[] {
  if (firstMs === null || lastMs === null) return [];
  const others = ledger
    .listImports()
    .filter((other) => other.preset !== preset && other.records > 0)
    .filter((other) => (other.firstMs ?? Infinity) <= lastMs && (other.lastMs ?? -Infinity) >= firstMs);
  if (others.length === 0) return [];
  const period = {
    fromMs: Math.floor(firstMs / msPerDay) * msPerDay,
    toMs: (Math.floor(lastMs / msPerDay) + 1) * msPerDay,
  };
  const own = modelDays(ledger, id, period);
  const shared = others.flatMap((other) => {
    const days = new Set([...modelDays(ledger, other.id, period)].filter((cell) => own.has(cell)).map(dayOfCell));
    return days.size === 0 ? [] : [{ ...other, days: [...days].sort() }];
  });
  if (shared.length === 0) return [];
  const named = shared.slice(0, namedImports).map(({ id: otherId, file, days }) => {
    const [first = '', last = first] = [days[0], days.at(-1)];
    return `import ${otherId} (${file}) on ${days.length === 1 ? first : `${days.length} days from ${first} to ${last}`}`;
  });
  const more = shared.length > namedImports ? ` and ${shared.length - namedImports} more imports` : '';
  return [
    `The same models are on the same days in files of another kind: ${named.join(', ')}${more}. If they are of the same requests, undo one of the imports: they are counted twice.`,
  ];
}

/** Days with the models used on them, as text. */
function modelDays(
  ledger: Pick<Ledger, 'usage'>,
  importId: number,
  period: { readonly fromMs: number; readonly toMs: number },
): ReadonlySet<string> {
  const { groups } = ledger.usage({ by: ['day', 'model'], ...period, filter: { import: [importId] } });
  // Dated snapshots and prefixes differ between files; the plain name is enough for a warning.
  return new Set(groups.map(({ keys }) => `${keys.day} ${plainName(keys.model ?? '')}`));
}

function plainName(model: string): string {
  return model
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '');
}

function dayOfCell(cell: string): string {
  return dayOf(Date.parse(cell.slice(0, 10)));
}
