import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { floatsOf } from './floats.ts';
import type { SummableColumn } from './exact-column.ts';

/** What each token kind is called in the file: in columns of segments and rollups. */
export const tokenColumnNames = {
  input: 'input',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
  output: 'output',
  reasoning: 'reasoning',
  inputAudio: 'input_audio',
  cacheReadAudio: 'cache_read_audio',
  outputAudio: 'output_audio',
  inputImage: 'input_image',
  cacheReadImage: 'cache_read_image',
  outputImage: 'output_image',
  cacheWrite30m: 'cache_write_30m',
} as const satisfies Record<TokenKind, string>;

/** Measure, and segment column, of a token kind. */
export function tokenMeasure(kind: TokenKind): string {
  return `tokens.${tokenColumnNames[kind]}`;
}

/** Measure, and segment column, of a unit, in millionths. */
export function unitMeasure(unit: BillableUnit): string {
  return `micro_units.${unit}`;
}

/** Measure of a unit without a known price, in millionths. */
export function unpricedUnitMeasure(unit: BillableUnit): string {
  return `unpriced_micro_units.${unit}`;
}

/** Measures that are no tokens or units. */
export const plainMeasures = {
  records: 'records',
  requests: 'requests',
  costNanoUsd: 'cost_nano_usd',
  /** Records without a price card. */
  unpricedRecords: 'unpriced_records',
  /** Tokens whose cost is unknown: all those of unpriced records, and the unpriced kinds of the others. */
  unpricedTokens: 'unpriced_tokens',
  /** Records that state their own cost; what they state, and what they give back: no measure is ever negative. */
  billedRecords: 'billed_records',
  chargedNanoUsd: 'charged_nano_usd',
  creditedNanoUsd: 'credited_nano_usd',
  /** Computed cost of those records. */
  computedOfBilledNanoUsd: 'computed_of_billed_nano_usd',
} as const;

let ones = new Float64Array(0);

/** As many ones as there are records; many callers share them. */
function onesOf(rows: number): Float64Array {
  if (ones.length < rows) ones = new Float64Array(rows).fill(1);
  return ones.subarray(0, rows);
}

/** The measures of records, one value a record. */
export function measuresOf(columns: UsageColumns): ReadonlyMap<string, SummableColumn> {
  const measures = new Map<string, SummableColumn>([
    [plainMeasures.records, onesOf(columns.rows)],
    [plainMeasures.requests, columns.requests],
    [plainMeasures.costNanoUsd, columns.costNanoUsd],
  ]);
  for (const kind of tokenKinds) {
    const tokens = columns.tokens[kind];
    if (tokens !== undefined) measures.set(tokenMeasure(kind), tokens);
  }
  for (const unit of billableUnits) {
    const amounts = columns.microUnits?.[unit];
    if (amounts !== undefined) measures.set(unitMeasure(unit), amounts);
  }
  addBilled(measures, columns);
  addUnpriced(measures, columns);
  return measures;
}

function addBilled(measures: Map<string, SummableColumn>, { billedNanoUsd, costNanoUsd }: UsageColumns): void {
  if (billedNanoUsd === undefined) return;
  const { isBilled, charged, credited } = splitBilled(billedNanoUsd);
  measures.set(plainMeasures.billedRecords, isBilled);
  measures.set(plainMeasures.chargedNanoUsd, charged);
  if (credited !== undefined) measures.set(plainMeasures.creditedNanoUsd, credited);
  measures.set(
    plainMeasures.computedOfBilledNanoUsd,
    floatsOf(costNanoUsd).map((cost, row) => (isBilled[row] === 1 ? cost : 0)),
  );
}

/** What records state as their own cost, without negative numbers; `credited` is undefined where nothing was. */
export function splitBilled(billedNanoUsd: Float64Array): {
  readonly isBilled: Uint8Array;
  readonly charged: Float64Array;
  readonly credited: Float64Array | undefined;
} {
  const credited = billedNanoUsd.map((amount) => (amount < 0 ? -amount : 0));
  return {
    isBilled: Uint8Array.from(billedNanoUsd, (amount) => (Number.isNaN(amount) ? 0 : 1)),
    charged: billedNanoUsd.map((amount) => (amount > 0 ? amount : 0)),
    credited: credited.some((amount) => amount > 0) ? credited : undefined,
  };
}

function addUnpriced(measures: Map<string, SummableColumn>, columns: UsageColumns): void {
  const { rows, priceCard, unpricedKinds, unpricedUnits, microUnits } = columns;
  const [cards, kinds] = [floatsOf(priceCard), floatsOf(unpricedKinds)];
  const isUnpriced = new Uint8Array(rows);
  let unpricedRecords = 0;
  let partlyPriced = 0;
  for (let row = 0; row < rows; row++) {
    if (cards[row] === 0) {
      isUnpriced[row] = 1;
      unpricedRecords++;
    } else if (kinds[row] !== 0) partlyPriced++;
  }
  if (unpricedRecords > 0) measures.set(plainMeasures.unpricedRecords, isUnpriced);
  if (unpricedRecords > 0 || partlyPriced > 0) {
    measures.set(plainMeasures.unpricedTokens, unpricedTokens(columns, isUnpriced));
  }
  if (unpricedRecords === 0 && unpricedUnits === undefined) return;
  for (const [index, unit] of billableUnits.entries()) {
    const amounts = microUnits?.[unit];
    if (amounts === undefined) continue;
    const unpriced = Float64Array.from(amounts, (amount, row) => {
      const isUnit = isUnpriced[row] === 1 || (((unpricedUnits?.[row] ?? 0) >> index) & 1) === 1;
      return isUnit ? amount : 0;
    });
    measures.set(unpricedUnitMeasure(unit), unpriced);
  }
}

/** By record: all tokens of an unpriced one, those of the unpriced kinds of another. */
function unpricedTokens(columns: UsageColumns, isUnpriced: Uint8Array): SummableColumn {
  const { rows, unpricedKinds, tokens } = columns;
  const sums = new Float64Array(rows);
  let largest = 0;
  for (const [bit, kind] of tokenKinds.entries()) {
    const counts = tokens[kind];
    if (counts === undefined) continue;
    for (let row = 0; row < rows; row++) {
      if (isUnpriced[row] === 0 && (((unpricedKinds[row] ?? 0) >> bit) & 1) === 0) continue;
      const sum = (sums[row] ?? 0) + (counts[row] ?? 0);
      sums[row] = sum;
      if (sum > largest) largest = sum;
    }
  }
  return largest <= Number.MAX_SAFE_INTEGER ? sums : unpricedTokensExactly(columns, isUnpriced);
}

function unpricedTokensExactly({ rows, unpricedKinds, tokens }: UsageColumns, isUnpriced: Uint8Array): BigInt64Array {
  return BigInt64Array.from({ length: rows }, (_, row) =>
    tokenKinds.reduce((sum, kind, bit) => {
      const counts = isUnpriced[row] === 1 || (((unpricedKinds[row] ?? 0) >> bit) & 1) === 1;
      return counts ? sum + BigInt(tokens[kind]?.[row] ?? 0) : sum;
    }, 0n),
  );
}
