import type { ChangeDriver, ChangeSplit } from '#shared/domain/attribution.ts';
import { promptTokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { exactShapley } from './shapley.ts';

/** Tokens of one kind on one model for one purpose, and what they cost. */
export interface UsageCell {
  /** Workload, project or whatever else volume is counted by. */
  readonly purpose: string;
  readonly modelId: string;
  readonly kind: TokenKind;
  readonly tokens: number;
  readonly usd: number;
}

/** Everything that cost something in a period. */
export interface PeriodCost {
  /** Requests by purpose. */
  readonly requests: ReadonlyMap<string, number>;
  /** Cells with equal purpose, model and kind are added up. */
  readonly cells: readonly UsageCell[];
  /** Costs besides tokens, USD. */
  readonly feesUsd: number;
}

/** The drivers that share the cost of tokens; each is a factor of every cell's cost. */
const factors = ['volume', 'mix', 'tokens', 'cache', 'price'] as const satisfies readonly ChangeDriver[];
type Factor = (typeof factors)[number];

const promptKinds: ReadonlySet<TokenKind> = new Set(promptTokenKinds);

/** A period's cost as factors: requests × purpose's share × tokens per request × model's share × kind's share × rate. */
interface Factors {
  readonly requests: number;
  readonly purposeShare: ReadonlyMap<string, number>;
  /** By purpose and direction. */
  readonly tokensPerRequest: ReadonlyMap<string, number>;
  /** By purpose, direction and model: share of the direction's tokens. */
  readonly modelShare: ReadonlyMap<string, number>;
  /** By purpose, direction, model and kind: share of the model's tokens. */
  readonly kindShare: ReadonlyMap<string, number>;
  /** By purpose, model and kind: USD per token. */
  readonly usdPerToken: ReadonlyMap<string, number>;
}

/**
 * Splits the change of cost between two periods (or scenarios, or months) into volume, mix, tokens per request, cache and
 * price, plus fees. Each cell's cost is a product of those factors; their parts are Shapley values over switching each
 * factor from the one period to the other, so they sum exactly and no order decides. A factor that one period does not
 * have (a model that is new) takes the other period's value.
 */
export function splitChange(from: PeriodCost, to: PeriodCost): ChangeSplit {
  const [before, after] = [factorsOf(from), factorsOf(to)];
  const keys = cellKeys([...from.cells, ...to.cells]);
  const shares = exactShapley(factors.length, (takesPart) => {
    const pick = (factor: Factor): readonly [Factors, Factors] =>
      takesPart(factors.indexOf(factor)) ? [after, before] : [before, after];
    return tokenCost(keys, pick);
  });
  return {
    fromUsd: totalOf(from),
    toUsd: totalOf(to),
    drivers: [
      ...factors.map((driver, index) => ({ driver, usd: shares[index]?.value ?? 0 })),
      { driver: 'fees', usd: to.feesUsd - from.feesUsd },
    ],
  };
}

/** The names of a cell's factors. */
interface CellKey {
  readonly purpose: string;
  readonly direction: string;
  readonly model: string;
  readonly kind: string;
  readonly rate: string;
}

function keyOf({ purpose, modelId, kind }: UsageCell): CellKey {
  const direction = `${purpose}\n${promptKinds.has(kind) ? 'prompt' : 'answer'}`;
  const model = `${direction}\n${modelId}`;
  return { purpose, direction, model, kind: `${model}\n${kind}`, rate: `${purpose}\n${modelId}\n${kind}` };
}

function cellKeys(cells: readonly UsageCell[]): readonly CellKey[] {
  return [...new Map(cells.map((cell) => [keyOf(cell).kind, keyOf(cell)])).values()];
}

function factorsOf({ requests, cells }: PeriodCost): Factors {
  const total = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const byDirection = new Map<string, number>();
  const byModel = new Map<string, number>();
  const byKind = new Map<string, number>();
  const usd = new Map<string, number>();
  for (const cell of cells) {
    const { direction, model, kind, rate } = keyOf(cell);
    add(byDirection, direction, cell.tokens);
    add(byModel, model, cell.tokens);
    add(byKind, kind, cell.tokens);
    add(usd, rate, cell.usd);
  }
  const tokensPerRequest = new Map<string, number>();
  const modelShare = new Map<string, number>();
  const kindShare = new Map<string, number>();
  const usdPerToken = new Map<string, number>();
  for (const key of cellKeys(cells)) {
    const count = requests.get(key.purpose) ?? 0;
    const directionTokens = byDirection.get(key.direction) ?? 0;
    const modelTokens = byModel.get(key.model) ?? 0;
    const tokens = byKind.get(key.kind) ?? 0;
    if (count > 0) tokensPerRequest.set(key.direction, directionTokens / count);
    if (directionTokens > 0) modelShare.set(key.model, modelTokens / directionTokens);
    if (modelTokens > 0) kindShare.set(key.kind, tokens / modelTokens);
    if (tokens > 0) usdPerToken.set(key.rate, (usd.get(key.rate) ?? 0) / tokens);
  }
  const purposeShare = new Map([...requests].map(([purpose, count]) => [purpose, total === 0 ? 0 : count / total]));
  return { requests: total, purposeShare, tokensPerRequest, modelShare, kindShare, usdPerToken };
}

function tokenCost(keys: readonly CellKey[], pick: (factor: Factor) => readonly [Factors, Factors]): number {
  const [volume] = pick('volume');
  const [mix] = pick('mix');
  const tokens = pick('tokens');
  const cache = pick('cache');
  const price = pick('price');
  let usd = 0;
  for (const key of keys) {
    usd +=
      volume.requests *
      (mix.purposeShare.get(key.purpose) ?? 0) *
      firstKnown(tokens, ({ tokensPerRequest }) => tokensPerRequest.get(key.direction)) *
      (mix.modelShare.get(key.model) ?? 0) *
      kindShareOf(cache, key) *
      firstKnown(price, ({ usdPerToken }) => usdPerToken.get(key.rate));
  }
  return usd;
}

/** A kind's share on a model; of a model that a period does not use, the other period's. */
function kindShareOf([chosen, other]: readonly [Factors, Factors], key: CellKey): number {
  const source = chosen.modelShare.has(key.model) ? chosen : other;
  return source.kindShare.get(key.kind) ?? 0;
}

function firstKnown(
  [chosen, other]: readonly [Factors, Factors],
  valueOf: (factors: Factors) => number | undefined,
): number {
  return valueOf(chosen) ?? valueOf(other) ?? 0;
}

function totalOf({ cells, feesUsd }: PeriodCost): number {
  return cells.reduce((sum, { usd }) => sum + usd, feesUsd);
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
