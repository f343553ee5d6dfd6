import type { ChargeCategory } from '#shared/domain/charge.ts';
import type {
  Attribution,
  Residual,
  ResidualAmounts,
  ResidualGrouping,
  ResidualQuery,
  ResidualRow,
} from '#shared/domain/residual.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { dayOf, monthOf, msPerDay } from '#shared/time.ts';
import type { ChargeRow, Ledger } from '#ledger';
import { describeModelReference, type Catalogue } from '#pricing';

/** What is compared. */
export interface ReconcileSources {
  readonly ledger: Pick<Ledger, 'charges' | 'usage'>;
  readonly catalogue: Pick<Catalogue, 'cards'>;
}

/** Words of a bill that one row lists. */
const listedLines = 5;

/**
 * Billed against computed, by UTC day and catalogue model, then grouped as asked for. Names differ between files, so
 * both sides are matched through the catalogue. A bill that covers several days is spread evenly over them. Usage
 * counts as covered on days for which its provider billed its model, or usage without naming one; where there is no
 * bill, what the rows state as their own cost takes its place.
 */
export function reconcile({ ledger, catalogue }: ReconcileSources, query: ResidualQuery): Residual {
  const { imports } = query;
  const period = wholeDays(query);
  const cells = new Cells(modelFinder(catalogue));
  const notes = new Set<string>();
  for (const charge of ledger.charges(period)) {
    if (imports?.includes(charge.importId) === false) continue;
    addCharge(cells, charge, period, notes);
  }
  const filter = imports === undefined ? undefined : { import: imports };
  for (const group of ledger.usage({ by: ['day', 'provider', 'model'], ...period, filter }).groups) {
    addUsage(cells, group, notes);
  }
  const settled = cells.settle();
  return {
    by: [...query.by],
    totals: amountsOf(settled),
    rows: rowsOf(settled, query.by),
    notes: [...notes],
  };
}

/** What the charges and stated costs of one import leave unexplained; null amounts where the file states no cost. */
export function importResidual(sources: ReconcileSources, importId: number): ResidualAmounts {
  return reconcile(sources, { by: ['model'], imports: [importId] }).totals;
}

interface WholeDays {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

function wholeDays({ fromMs, toMs }: WholeDays): WholeDays {
  return {
    fromMs: fromMs === undefined ? undefined : Math.floor(fromMs / msPerDay) * msPerDay,
    toMs: toMs === undefined ? undefined : Math.ceil(toMs / msPerDay) * msPerDay,
  };
}

/** What one day's bill or usage is of. */
interface CellKey {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly provider: string;
  /** Catalogue id, the file's own name where the catalogue has none, empty where none is given. */
  readonly model: string;
  readonly attribution: Attribution;
  readonly category: ChargeCategory;
}

/** One day of one model: what was billed and what it costs. Nano-dollars. */
interface Cell extends CellKey {
  /** By a bill; null = no bill. */
  billed: bigint | null;
  /** By the records themselves, and the computed cost of those records; null = none states its cost. */
  stated: { readonly billed: bigint; readonly computed: bigint } | null;
  /** Computed cost of all records; null = no usage. */
  computed: bigint | null;
  unpricedTokens: number;
  readonly lines: Set<string>;
}

/** A cell when it is known what its bill covers. */
interface SettledCell extends CellKey {
  readonly billed: bigint | null;
  /** Computed cost of what the bill covers; null = nothing. */
  readonly covered: bigint | null;
  readonly notBilled: bigint;
  readonly unpricedTokens: number;
  readonly lines: ReadonlySet<string>;
}

interface FoundModel {
  readonly provider: string;
  readonly model: string;
  readonly attribution: Attribution;
}

/** Finds the catalogue model of a name, each name once. */
function modelFinder(catalogue: Pick<Catalogue, 'cards'>): (provider: string, model: string) => FoundModel {
  const known = new Map<string, FoundModel>();

  function find(provider: string, model: string): FoundModel {
    if (model === '') return { provider, model, attribution: 'none' };
    const [card] = catalogue.cards({ provider, model });
    if (card !== undefined) return { provider: card.provider, model: card.modelId, attribution: 'model' };
    return { provider, model: describeModelReference({ provider, model }), attribution: 'name' };
  }

  return (provider, model) => {
    const key = `${provider}\n${model}`;
    const found = known.get(key) ?? find(provider, model);
    known.set(key, found);
    return found;
  };
}

class Cells {
  readonly #find: ReturnType<typeof modelFinder>;
  readonly #cells = new Map<string, Cell>();

  constructor(find: ReturnType<typeof modelFinder>) {
    this.#find = find;
  }

  at(day: string, provider: string, model: string, category: ChargeCategory): Cell {
    const found = this.#find(provider, model);
    const id = JSON.stringify([day, found.provider, found.model, found.attribution, category]);
    const known = this.#cells.get(id);
    if (known !== undefined) return known;
    const cell = {
      ...found,
      day,
      category,
      billed: null,
      stated: null,
      computed: null,
      unpricedTokens: 0,
      lines: new Set<string>(),
    };
    this.#cells.set(id, cell);
    return cell;
  }

  /** Decides for every cell what of its usage is covered by a bill. */
  settle(): readonly SettledCell[] {
    const cells = [...this.#cells.values()];
    const billedWhole = new Set(
      cells
        .filter(
          ({ attribution, category, billed }) => attribution === 'none' && category === 'usage' && billed !== null,
        )
        .map(({ day, provider }) => `${day} ${provider}`),
    );
    return cells.map((cell) => settleCell(cell, billedWhole.has(`${cell.day} ${cell.provider}`)));
  }
}

function settleCell(cell: Cell, isBilledWhole: boolean): SettledCell {
  const { billed, stated, computed, unpricedTokens } = cell;
  if (billed !== null || isBilledWhole) return { ...cell, covered: computed, notBilled: 0n, unpricedTokens };
  if (stated === null) return { ...cell, covered: null, notBilled: computed ?? 0n, unpricedTokens: 0 };
  const rest = (computed ?? 0n) - stated.computed;
  return { ...cell, billed: stated.billed, covered: stated.computed, notBilled: rest, unpricedTokens };
}

function addCharge(cells: Cells, charge: ChargeRow, { fromMs, toMs }: WholeDays, notes: Set<string>): void {
  const { startMs, endMs, provider, model, line, category, billedNanoUsd } = charge;
  const days = Math.round((endMs - startMs) / msPerDay);
  if (days > 1) notes.add('Bills that cover several days are spread evenly over them.');
  for (let index = 0; index < days; index++) {
    const dayMs = startMs + index * msPerDay;
    if (dayMs < (fromMs ?? -Infinity) || dayMs >= (toMs ?? Infinity)) continue;
    const cell = cells.at(dayOf(dayMs), provider, model, category);
    cell.billed = (cell.billed ?? 0n) + shareOf(billedNanoUsd, days, index);
    if (cell.attribution === 'none') cell.lines.add(line);
  }
}

/** The part of an amount that falls to one of several days; the parts sum to the amount. */
function shareOf(amount: bigint, days: number, index: number): bigint {
  const upTo = (count: number): bigint => (amount * BigInt(count)) / BigInt(days);
  return upTo(index + 1) - upTo(index);
}

function addUsage(cells: Cells, group: UsageSummary['groups'][number], notes: Set<string>): void {
  const { day = '', provider = '', model = '' } = group.keys;
  const cell = cells.at(day, provider, model, 'usage');
  cell.computed = (cell.computed ?? 0n) + BigInt(group.costNanoUsd);
  cell.unpricedTokens += group.unpricedTokens;
  if (group.billedRecords === 0) return;
  cell.stated = {
    billed: (cell.stated?.billed ?? 0n) + BigInt(group.billedNanoUsd),
    computed: (cell.stated?.computed ?? 0n) + BigInt(group.computedOfBilledNanoUsd),
  };
  if (cell.billed !== null) notes.add('Where there is a bill, it counts, and not what usage rows state as their cost.');
}

function amountsOf(cells: readonly SettledCell[]): ResidualAmounts {
  const billed = sumOf(cells, (cell) => cell.billed);
  const computed = sumOf(cells, (cell) => cell.covered);
  const residual = billed === null && computed === null ? null : (billed ?? 0n) - (computed ?? 0n);
  return {
    billedUsd: usdOf(billed),
    computedUsd: usdOf(computed),
    residualUsd: usdOf(residual),
    residualNanoUsd: residual === null ? null : residual.toString(),
    notBilledUsd: nanoUsdToUsd(cells.reduce((sum, { notBilled }) => sum + notBilled, 0n)),
    unpricedTokens: cells.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
  };
}

/** Sum of the known amounts; null when none is known. */
function sumOf(cells: readonly SettledCell[], amountOf: (cell: SettledCell) => bigint | null): bigint | null {
  return cells.reduce<bigint | null>((sum, cell) => {
    const amount = amountOf(cell);
    return amount === null ? sum : (sum ?? 0n) + amount;
  }, null);
}

function usdOf(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : nanoUsdToUsd(nanoUsd);
}

function keyOf({ day, provider, model }: CellKey, grouping: ResidualGrouping): string {
  switch (grouping) {
    case 'day':
      return day;
    case 'month':
      return monthOf(Date.parse(day));
    case 'provider':
      return provider;
    case 'model':
      return model;
  }
}

function rowsOf(cells: readonly SettledCell[], by: readonly ResidualGrouping[]): ResidualRow[] {
  const groupings = [...new Set(by)];
  const groups = new Map<string, SettledCell[]>();
  for (const cell of cells) {
    // Credits and taxes are never mixed with usage, and named models never with what names none.
    const apart = groupings.includes('model') ? [cell.category, cell.attribution] : [cell.category];
    const id = JSON.stringify([...apart, ...groupings.map((grouping) => keyOf(cell, grouping))]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [cell]);
    else group.push(cell);
  }
  return [...groups.values()].map((group) => rowOf(group, groupings)).sort((left, right) => compareRows(left, right));
}

function rowOf(cells: readonly SettledCell[], groupings: readonly ResidualGrouping[]): ResidualRow {
  const [first] = cells;
  if (first === undefined) throw new RangeError('A row needs a cell.');
  const lines = new Set(cells.flatMap((cell) => [...cell.lines]));
  return {
    ...amountsOf(cells),
    keys: Object.fromEntries(groupings.map((grouping) => [grouping, keyOf(first, grouping)])),
    attribution: cells.every(({ attribution }) => attribution === first.attribution) ? first.attribution : 'model',
    category: first.category,
    lines: [...lines].slice(0, listedLines),
  };
}

/** By time, then the largest residual first, those without one last, then by name. */
function compareRows(left: ResidualRow, right: ResidualRow): number {
  return (
    compareTexts(left.keys.day ?? left.keys.month, right.keys.day ?? right.keys.month) ||
    sizeOf(right) - sizeOf(left) ||
    compareTexts(left.keys.provider, right.keys.provider) ||
    compareTexts(left.keys.model, right.keys.model)
  );
}

function sizeOf({ residualUsd }: ResidualRow): number {
  return residualUsd === null ? -1 : Math.abs(residualUsd);
}

function compareTexts(left = '', right = ''): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
