import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { promptTokenKinds } from '#shared/domain/token-kinds.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { ModelNames } from '../model-names.ts';
import { scanInSteps, type ScanPeriod } from '../scan-in-steps.ts';
import type { CalibrationSource } from '../source.ts';
import type { Steps } from '../steps.ts';
import { monthScales } from '../survey.ts';

/** What one model was used for on one day. */
export interface ModelDay {
  requests: number;
  promptTokens: number;
  cacheReadTokens: number;
}

/** Requests by UTC day (days since 1970). */
export interface DailyRequests {
  readonly requestsByDay: Map<number, number>;
  /** False when a record covers more than a day. */
  daysKnown: boolean;
  /** First start and last end, UTC ms. */
  firstMs: number;
  lastMs: number;
}

/** What was observed of one workload, by UTC day. */
export interface WorkloadObservations extends DailyRequests {
  /** By day: 24 counts by UTC hour. */
  readonly hoursByDay: Map<number, Float64Array>;
  readonly models: Map<string, Map<number, ModelDay>>;
  readonly tiers: Map<ServiceTier, Map<number, number>>;
  /** False when a record covers more than an hour. */
  hoursKnown: boolean;
}

/** A call of a conversation. */
export interface Turn {
  readonly atMs: number;
  readonly promptTokens: number;
}

/** Everything that fits are made of besides token samples. Imports with a month scale are no days and left out. */
export interface Observations {
  readonly workloads: ReadonlyMap<number, WorkloadObservations>;
  /** By dictionary id; at most 5,000 conversations of at most 200 calls each. */
  readonly conversations: ReadonlyMap<number, readonly Turn[]>;
}

const mostConversations = 5000;
const mostTurns = 200;

/**
 * Reads a ledger once for what varies from day to day.
 * @yields how far it is.
 */
export function* observe(
  source: CalibrationSource,
  period: ScanPeriod,
  workloadOf: (project: number) => number,
): Steps<Observations> {
  const scales = monthScales(source);
  const names = new ModelNames(source);
  const workloads = new Map<number, WorkloadObservations>();
  const conversations = new Map<number, Turn[]>();
  yield* scanInSteps(source, period, (columns, importId) => {
    if (scales.has(importId)) return;
    const { provider, model, project, conversation } = columns.dimensions;
    const prompts = promptTokenKinds.flatMap((kind) => columns.tokens[kind] ?? []);
    for (let row = 0; row < columns.rows; row += 1) {
      const startMs = columns.startMs[row] ?? 0;
      const endMs = columns.endMs[row] ?? startMs;
      const requests = Math.max(1, columns.requests[row] ?? 0);
      const promptTokens = prompts.reduce((sum, column) => sum + (column[row] ?? 0), 0);
      const workload = workloadAt(workloads, workloadOf(project?.[row] ?? 0));
      const named = names.at(columns.priceCard[row] ?? 0, provider?.[row] ?? 0, model?.[row] ?? 0);
      addToDay(workload, startMs, endMs, requests);
      addToModel(workload, named.modelId, startMs, requests, promptTokens, columns.tokens.cacheRead?.[row] ?? 0);
      const tier = serviceTiers[columns.serviceTier[row] ?? 0] ?? 'standard';
      addTo(mapAt(workload.tiers, tier), dayOf(startMs), requests);
      const id = conversation?.[row] ?? 0;
      if (id !== 0 && columns.requests[row] === 1) addTurn(conversations, id, { atMs: startMs, promptTokens });
    }
  });
  return { workloads, conversations };
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / msPerDay);
}

function workloadAt(workloads: Map<number, WorkloadObservations>, index: number): WorkloadObservations {
  const known = workloads.get(index);
  if (known !== undefined) return known;
  const made: WorkloadObservations = {
    requestsByDay: new Map(),
    hoursByDay: new Map(),
    models: new Map(),
    tiers: new Map(),
    hoursKnown: true,
    daysKnown: true,
    firstMs: Infinity,
    lastMs: -Infinity,
  };
  workloads.set(index, made);
  return made;
}

function addToDay(workload: WorkloadObservations, startMs: number, endMs: number, requests: number): void {
  if (endMs - startMs > msPerHour) workload.hoursKnown = false;
  if (endMs - startMs > msPerDay) workload.daysKnown = false;
  workload.firstMs = Math.min(workload.firstMs, startMs);
  workload.lastMs = Math.max(workload.lastMs, endMs);
  const day = dayOf(startMs);
  addTo(workload.requestsByDay, day, requests);
  const hours = workload.hoursByDay.get(day) ?? new Float64Array(24);
  const hour = Math.floor(startMs / msPerHour) % 24;
  hours[hour] = (hours[hour] ?? 0) + requests;
  workload.hoursByDay.set(day, hours);
}

function addToModel(
  { models }: WorkloadObservations,
  modelId: string,
  startMs: number,
  requests: number,
  promptTokens: number,
  cacheReadTokens: number,
): void {
  const days = mapAt(models, modelId);
  const known = days.get(dayOf(startMs));
  if (known === undefined) days.set(dayOf(startMs), { requests, promptTokens, cacheReadTokens });
  else {
    known.requests += requests;
    known.promptTokens += promptTokens;
    known.cacheReadTokens += cacheReadTokens;
  }
}

function addTurn(conversations: Map<number, Turn[]>, id: number, turn: Turn): void {
  const turns = conversations.get(id);
  if (turns === undefined) {
    if (conversations.size < mostConversations) conversations.set(id, [turn]);
  } else if (turns.length < mostTurns) turns.push(turn);
}

function mapAt<Key, Value>(maps: Map<Key, Map<number, Value>>, key: Key): Map<number, Value> {
  const known = maps.get(key) ?? new Map<number, Value>();
  maps.set(key, known);
  return known;
}

function addTo(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
