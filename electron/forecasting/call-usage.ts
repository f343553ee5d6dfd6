import { contextRuleOf, reachesTier } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import { promptTokenKinds, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { msPerHour } from '#shared/time.ts';
import { ModelNames, type NamedModel } from './model-names.ts';
import type { Random } from './random.ts';
import { Sample } from './sample.ts';
import { scanInSteps, type ScanPeriod } from './scan-in-steps.ts';
import type { CalibrationSource } from './source.ts';
import type { Steps } from './steps.ts';
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
  readonly modelId: string;
  /** Absent = unpriced. */
  readonly card: PriceCard | undefined;
  /** Prompts above (or from) this many tokens have a price step of their own; 0 = below every step. */
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
  /** Requests by UTC hour. */
  readonly requestsByHour: Float64Array;
  /** False when a record spans more than an hour or belongs to an import with a month scale. */
  hoursKnown: boolean;
}

/** The kinds of prompt tokens that a scenario can hold. */
export const textPromptKinds = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheWrite30m',
] as const satisfies readonly TokenKind[];

/**
 * Second look at a ledger: sums and samples for each workload and call. Prompts are kept apart where the model's price
 * steps with their size, and batches from standard requests, so that means price exactly what was billed.
 * @param workloadOf index of the workload that a project (dictionary id) belongs to.
 * @yields how far it is.
 */
export function* collectUsage(
  source: CalibrationSource,
  period: ScanPeriod,
  workloadOf: (project: number) => number,
  random: Random,
): Steps<ReadonlyMap<number, WorkloadUsage>> {
  const scales = monthScales(source);
  const models = new ModelNames(source);
  const workloads = new Map<number, WorkloadUsage>();
  const calls = new CallIndex(random);
  yield* scanInSteps(source, period, (columns, importId) => {
    const scale = scales.get(importId) ?? 0;
    const segment = openSegment(columns);
    const { provider, model, project } = columns.dimensions;
    for (let row = 0; row < columns.rows; row += 1) {
      const index = workloadOf(project?.[row] ?? 0);
      const workload = workloadAt(workloads, index);
      const requests = columns.requests[row] ?? 0;
      addHour(workload, columns, row, scale, requests);
      const named = models.at(columns.priceCard[row] ?? 0, provider?.[row] ?? 0, model?.[row] ?? 0);
      const step = named.thresholds.length === 0 || requests === 0 ? -1 : stepOf(named, segment, row, requests);
      const isBatch = columns.serviceTier[row] === batchTier;
      addRecord(calls.at(workload, index, named, step, isBatch), segment, row, scale, requests);
    }
  });
  return workloads;
}

const batchTier = serviceTiers.indexOf('batch');

/** The columns of a segment that hold tokens, looked up once instead of once a row. */
interface Segment {
  readonly all: readonly { readonly kind: TokenKind; readonly column: IntegerColumn }[];
  /** Every modality: what price steps are measured on. */
  readonly prompt: readonly IntegerColumn[];
  readonly textPrompt: readonly IntegerColumn[];
  readonly output: IntegerColumn | undefined;
  readonly reasoning: IntegerColumn | undefined;
}

function openSegment({ tokens }: UsageColumns): Segment {
  function present(kinds: readonly TokenKind[]): IntegerColumn[] {
    return kinds.flatMap((kind) => tokens[kind] ?? []);
  }
  return {
    all: tokenKinds.flatMap((kind) => {
      const column = tokens[kind];
      return column === undefined ? [] : [{ kind, column }];
    }),
    prompt: present(promptTokenKinds),
    textPrompt: present(textPromptKinds),
    output: tokens.output,
    reasoning: tokens.reasoning,
  };
}

function sumAt(columns: readonly IntegerColumn[], row: number): number {
  let sum = 0;
  for (const column of columns) sum += column[row] ?? 0;
  return sum;
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

/** Index of the highest price step that a record's mean prompt passes; −1 for none. */
function stepOf({ card, thresholds }: NamedModel, segment: Segment, row: number, requests: number): number {
  if (card === undefined) return -1;
  const prompt = sumAt(segment.prompt, row) / requests;
  const rule = contextRuleOf(card);
  return thresholds.findLastIndex((threshold) => reachesTier(rule, prompt, threshold));
}

function addRecord(call: CallUsage, segment: Segment, row: number, scale: number, requests: number): void {
  let sums = call.sums.get(scale);
  if (sums === undefined) {
    sums = { records: 0, requests: 0, tokens: emptyTokens() };
    call.sums.set(scale, sums);
  }
  sums.records += 1;
  sums.requests += Math.max(1, requests);
  for (const { kind, column } of segment.all) sums.tokens[kind] += column[row] ?? 0;
  if (requests !== 1) call.singleRequests = false;
  if (!call.singleRequests) return;
  call.prompt.add(sumAt(segment.textPrompt, row));
  call.output.add(segment.output?.[row] ?? 0);
  call.reasoning.add(segment.reasoning?.[row] ?? 0);
}

/** Finds the call of a record by numbers alone; the same model under several price cards is one call. */
class CallIndex {
  readonly #random: Random;
  readonly #byWorkload: Map<number, CallUsage>[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  at(workload: WorkloadUsage, index: number, model: NamedModel, step: number, isBatch: boolean): CallUsage {
    const calls = (this.#byWorkload[index] ??= new Map());
    const key = (model.index * 1024 + step + 1) * 2 + Number(isBatch);
    const known = calls.get(key);
    if (known !== undefined) return known;
    const call = this.#named(workload, model, step, isBatch);
    calls.set(key, call);
    return call;
  }

  #named(
    workload: WorkloadUsage,
    { modelId, card, thresholds }: NamedModel,
    step: number,
    isBatch: boolean,
  ): CallUsage {
    const abovePromptTokens = thresholds[step] ?? 0;
    const name = `${modelId}\n${abovePromptTokens}\n${isBatch}`;
    const known = workload.calls.get(name);
    if (known !== undefined) return known;
    const call: CallUsage = {
      modelId,
      card,
      abovePromptTokens,
      isBatch,
      sums: new Map(),
      singleRequests: true,
      prompt: new Sample(this.#random),
      output: new Sample(this.#random),
      reasoning: new Sample(this.#random),
    };
    workload.calls.set(name, call);
    return call;
  }
}
