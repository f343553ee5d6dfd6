import { contextThresholds } from '#simulator';
import type { PriceCard } from '#shared/domain/price.ts';
import { promptTokenKinds, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { msPerHour } from '#shared/time.ts';
import type { Random } from './random.ts';
import { Sample } from './sample.ts';
import type { CalibrationSource } from './source.ts';
import { emptyTokens, monthScales } from './survey.ts';

/** Sums over records that count alike per day. */
export interface UsageSums {
  records: number;
  /** Requests; a record that does not say how many counts as one. */
  requests: number;
  readonly tokens: Record<TokenKind, number>;
}

/** What was observed of one model, prompt-size class and batch mode in one workload. */
export interface CallUsage {
  /** `provider/model` of the price card, or as recorded when there is none. */
  readonly modelId: string;
  /** Absent = unpriced. */
  readonly card: PriceCard | undefined;
  /** Prompts longer than this many tokens have a price step of their own; 0 = below every step. */
  readonly abovePromptTokens: number;
  readonly isBatch: boolean;
  /** By month scale; 0 = imports without one. */
  readonly sums: Map<number, UsageSums>;
  /** True while every record is one request. */
  singleRequests: boolean;
  readonly prompt: Sample;
  readonly output: Sample;
  readonly reasoning: Sample;
}

/** What was observed of one workload. */
export interface WorkloadUsage {
  readonly calls: Map<string, CallUsage>;
  /** Requests of imports without a month scale by UTC hour. */
  readonly requestsByHour: Float64Array;
  /** False when a record spans more than an hour or belongs to an import with a month scale. */
  hoursKnown: boolean;
}

/**
 * Second look at a ledger: sums and samples for each workload and call. Prompts are kept apart where the model's price
 * steps with their size, and batches from standard requests, so that means price exactly what was billed.
 * @param workloadOf index of the workload that a project (dictionary id) belongs to.
 */
export function collectUsage(
  source: CalibrationSource,
  period: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
  workloadOf: (project: number) => number,
  random: Random,
): ReadonlyMap<number, WorkloadUsage> {
  const scales = monthScales(source);
  const models = new ModelNames(source);
  const workloads = new Map<number, WorkloadUsage>();
  source.scan(period, (columns, importId) => {
    const scale = scales.get(importId) ?? 0;
    for (let row = 0; row < columns.rows; row += 1) {
      const workload = workloadAt(workloads, workloadOf(columns.dimensions.project?.[row] ?? 0));
      const requests = columns.requests[row] ?? 0;
      addHour(workload, columns, row, scale, requests);
      addCall(callOf(workload, models, columns, row, requests, random), columns, row, scale, requests);
    }
  });
  return workloads;
}

function workloadAt(workloads: Map<number, WorkloadUsage>, index: number): WorkloadUsage {
  const known = workloads.get(index);
  if (known !== undefined) return known;
  const workload: WorkloadUsage = { calls: new Map(), requestsByHour: new Float64Array(24), hoursKnown: true };
  workloads.set(index, workload);
  return workload;
}

function addHour(workload: WorkloadUsage, columns: UsageColumns, row: number, scale: number, requests: number): void {
  const startMs = columns.startMs[row] ?? 0;
  const endMs = columns.endMs[row] ?? startMs;
  if (scale !== 0 || endMs - startMs > msPerHour) workload.hoursKnown = false;
  const hour = Math.floor(startMs / msPerHour) % 24;
  workload.requestsByHour[hour] = (workload.requestsByHour[hour] ?? 0) + Math.max(1, requests);
}

function callOf(
  workload: WorkloadUsage,
  models: ModelNames,
  columns: UsageColumns,
  row: number,
  requests: number,
  random: Random,
): CallUsage {
  const model = models.at(columns, row);
  const isBatch = serviceTiers[columns.serviceTier[row] ?? 0] === 'batch';
  const abovePromptTokens =
    model.thresholds.length === 0 || requests === 0
      ? 0
      : (model.thresholds.findLast((threshold) => promptOf(columns, row) / requests > threshold) ?? 0);
  const key = `${model.modelId}\n${abovePromptTokens}\n${isBatch}`;
  const known = workload.calls.get(key);
  if (known !== undefined) return known;
  const call: CallUsage = {
    modelId: model.modelId,
    card: model.card,
    abovePromptTokens,
    isBatch,
    sums: new Map(),
    singleRequests: true,
    prompt: new Sample(random),
    output: new Sample(random),
    reasoning: new Sample(random),
  };
  workload.calls.set(key, call);
  return call;
}

function addCall(call: CallUsage, columns: UsageColumns, row: number, scale: number, requests: number): void {
  const sums = call.sums.get(scale) ?? { records: 0, requests: 0, tokens: emptyTokens() };
  call.sums.set(scale, sums);
  sums.records += 1;
  sums.requests += Math.max(1, requests);
  for (const kind of tokenKinds) sums.tokens[kind] += columns.tokens[kind]?.[row] ?? 0;
  if (requests !== 1) call.singleRequests = false;
  if (!call.singleRequests) return;
  call.prompt.add(textPromptOf(columns, row));
  call.output.add(columns.tokens.output?.[row] ?? 0);
  call.reasoning.add(columns.tokens.reasoning?.[row] ?? 0);
}

/** The kinds of prompt tokens that a scenario can hold. */
export const textPromptKinds = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
] as const satisfies readonly TokenKind[];

function textPromptOf(columns: UsageColumns, row: number): number {
  return textPromptKinds.reduce((sum, kind) => sum + (columns.tokens[kind]?.[row] ?? 0), 0);
}

function promptOf(columns: UsageColumns, row: number): number {
  return promptTokenKinds.reduce((sum, kind) => sum + (columns.tokens[kind]?.[row] ?? 0), 0);
}

/** A model as it is called in the scenario. */
interface NamedModel {
  readonly modelId: string;
  readonly card: PriceCard | undefined;
  /** Prompt sizes at which its price steps, ascending. */
  readonly thresholds: readonly number[];
}

/** Names models once for each combination of dictionary ids and price card. */
class ModelNames {
  readonly #source: CalibrationSource;
  readonly #dictionary: UsageDictionary;
  readonly #known = new Map<string, NamedModel>();

  constructor(source: CalibrationSource) {
    this.#source = source;
    this.#dictionary = source.dictionary();
  }

  at(columns: UsageColumns, row: number): NamedModel {
    const card = columns.priceCard[row] ?? 0;
    const provider = columns.dimensions.provider?.[row] ?? 0;
    const model = columns.dimensions.model?.[row] ?? 0;
    const key = `${card} ${provider} ${model}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const named = this.#name(card, provider, model);
    this.#known.set(key, named);
    return named;
  }

  #name(cardRow: number, providerId: number, model: number): NamedModel {
    const card = cardRow === 0 ? undefined : this.#source.priceCard(cardRow);
    if (card !== undefined) return { modelId: card.modelId, card, thresholds: contextThresholds(card) };
    const provider = this.#dictionary.name('provider', providerId);
    const name = this.#dictionary.name('model', model) || 'unknown-model';
    return { modelId: provider === '' ? name : `${provider}/${name}`, card: undefined, thresholds: [] };
  }
}
