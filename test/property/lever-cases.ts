import fc from 'fast-check';
import { leverOf, type LeverInput } from '../unit/simulator/builders.ts';

/**
 * Every lever of the registry with any settings that it may have, its settings that do nothing, and the laws that do not
 * hold for it, each with its reason. A lever without an entry fails `lever-laws.test.ts`.
 */
export interface LeverCase {
  readonly settings: fc.Arbitrary<LeverInput>;
  /** The lever with one of its numbers turned from 0 to 1: the further, the less it costs. */
  readonly knob: (turned: number) => LeverInput;
  /** Settings that change nothing; or why there are none, with the settings that come nearest and still cost something. */
  readonly idle: readonly LeverInput[] | { readonly reason: string; readonly nearest: LeverInput };
  /**
   * Parameters, by dotted path, in which the cost is a straight line: a range of them costs what its mean does, so closed form
   * and Monte Carlo agree whatever the range is. A lever's other numbers bend the cost, and the closed form takes them at their mean.
   */
  readonly straight?: readonly string[];
  /**
   * Numbers of which it takes the smaller or the larger of two: the closed form compares means, Monte Carlo compares
   * samples, so the two agree only where these numbers are certain.
   */
  readonly bends?: readonly BentNumber[];
  /** Why costs of workloads do not add up with it. */
  readonly notAdditive?: string;
  /** Why more traffic may cost less with it. */
  readonly notMonotone?: string;
  /** Why a month's cost does not follow its days with it. */
  readonly notByDays?: string;
}

/** Numbers of the random scenarios that some lever bends. */
export type BentNumber = 'system' | 'tools' | 'history' | 'user' | 'output' | 'requestsPerDay';

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const fewUsd = fc.integer({ min: 0, max: 1000 }).map((hundredths) => hundredths / 1e6);
const someUsd = fc.integer({ min: 0, max: 100 }).map((cents) => cents / 100);
const model = fc.constantFrom('maker/large', 'other/small');

function any(kind: string, parameters: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<LeverInput> {
  return fc.record(parameters).map((drawn) => leverOf(kind, drawn));
}

/** The lever cases, by kind. */
export const leverCases: Readonly<Record<string, LeverCase>> = {
  'prompt-trimming': {
    knob: (turned) =>
      leverOf('prompt-trimming', { cuts: { system: { share: turned }, tools: { tokens: 4000 * turned } } }),
    settings: any('prompt-trimming', {
      cuts: fc.record({
        system: fc.record({ share }),
        tools: fc.record({ tokens: fc.integer({ min: 0, max: 6000 }) }),
      }),
    }),
    straight: ['cuts.system.share'],
    idle: [leverOf('prompt-trimming', { cuts: { system: { share: 0 }, tools: { tokens: 0 } } })],
    // A cut in tokens leaves nothing below zero.
    bends: ['tools'],
  },
  'tool-loading': {
    knob: (turned) => leverOf('tool-loading', { tools: 10, loaded: 10 * (1 - turned), selectionTokens: 0 }),
    settings: any('tool-loading', {
      tools: fc.integer({ min: 10, max: 40 }),
      loaded: fc.integer({ min: 0, max: 10 }),
      selectionTokens: fc.integer({ min: 0, max: 500 }),
    }),
    straight: ['loaded', 'selectionTokens'],
    idle: [leverOf('tool-loading', { tools: 10, loaded: 10, selectionTokens: 0 })],
  },
  'history-policy': {
    knob: (turned) => leverOf('history-policy', { policy: 'token-budget', budgetTokens: 5000 * (1 - turned) }),
    settings: any('history-policy', {
      policy: fc.constantFrom('last-messages', 'token-budget', 'summarise'),
      messages: fc.integer({ min: 0, max: 40 }),
      tokensPerMessage: fc.integer({ min: 1, max: 400 }),
      budgetTokens: fc.integer({ min: 0, max: 5000 }),
      summaryModel: model,
      compression: share,
      callsPerSummary: fc.integer({ min: 1, max: 10 }),
      instructionTokens: fc.integer({ min: 0, max: 300 }),
    }),
    idle: [
      leverOf('history-policy', { policy: 'last-messages', messages: 100_000, tokensPerMessage: 1e6 }),
      leverOf('history-policy', { policy: 'token-budget', budgetTokens: 1e9 }),
      leverOf('history-policy', {
        policy: 'summarise',
        messages: 100_000,
        tokensPerMessage: 1e6,
        summaryModel: 'other/small',
      }),
    ],
    bends: ['history'],
  },
  'response-length': {
    knob: (turned) => leverOf('response-length', { outputShare: turned }),
    settings: any('response-length', { outputShare: share, reasoningShare: share }),
    straight: ['outputShare', 'reasoningShare'],
    idle: [leverOf('response-length', { outputShare: 0 })],
  },
  'early-stop': {
    knob: (turned) => leverOf('early-stop', { stoppedShare: turned, savedShare: 0.5 }),
    settings: any('early-stop', { stoppedShare: share, savedShare: share }),
    straight: ['stoppedShare', 'savedShare'],
    idle: [
      leverOf('early-stop', { stoppedShare: 0, savedShare: 1 }),
      leverOf('early-stop', { stoppedShare: 1, savedShare: 0 }),
    ],
  },
  'prompt-caching': {
    knob: (turned) => leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: turned }),
    settings: any('prompt-caching', {
      components: fc.subarray(['system', 'tools', 'history'], { minLength: 1 }),
      cacheableShare: share,
      hitRateFrom: fc.constantFrom('given', 'arrivals'),
      hitRate: share,
      prefixes: fc.integer({ min: 1, max: 100 }),
      answerSeconds: fc.integer({ min: 0, max: 60 }),
      storageHoursPerDay: fc.integer({ min: 0, max: 24 }),
      ttl: fc.constantFrom('5m', '30m', '1h'),
    }),
    straight: ['cacheableShare', 'hitRate', 'storageHoursPerDay'],
    idle: [leverOf('prompt-caching', { components: ['system'], cacheableShare: 0, hitRate: 1 })],
    notMonotone: 'a hit rate that is derived rises with traffic, and a hit may cost a twelfth of a miss',
  },
  'response-cache': {
    knob: (turned) => leverOf('response-cache', { hitRate: turned }),
    settings: any('response-cache', {
      hitRateFrom: fc.constantFrom('given', 'popularity'),
      hitRate: share,
      objects: fc.integer({ min: 1, max: 2000 }),
      skew: fc.constantFrom(0, 0.5, 0.8, 1, 1.5),
      capacity: fc.integer({ min: 0, max: 2000 }),
      ttlHours: fc.integer({ min: 0, max: 48 }),
      lookupUsd: fewUsd,
    }),
    straight: ['hitRate', 'lookupUsd'],
    idle: [leverOf('response-cache', { hitRate: 0 })],
    notMonotone: 'answers that live for hours are found more often the more is asked',
  },
  'semantic-cache': {
    knob: (turned) => leverOf('semantic-cache', { hitRate: turned, falseHitShare: 0 }),
    settings: any('semantic-cache', {
      hitRateFrom: fc.constantFrom('given', 'threshold'),
      threshold: share,
      hitRate: share,
      falseHitShare: share,
      lookupUsd: fewUsd,
      wrongAnswerUsd: someUsd,
    }),
    straight: ['hitRate', 'falseHitShare', 'lookupUsd', 'wrongAnswerUsd'],
    idle: [leverOf('semantic-cache', { hitRate: 0 })],
  },
  'routing-mix': {
    knob: (turned) => leverOf('routing-mix', { targets: [{ model: 'other/small', share: turned }] }),
    settings: any('routing-mix', {
      targets: share.map((part) => [{ model: 'other/small', share: part }]),
      routerUsd: fewUsd,
      misroutedShare: share,
    }),
    straight: ['targets[0].share', 'routerUsd', 'misroutedShare'],
    idle: [
      leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0 }] }),
      leverOf('routing-mix', { targets: [] }),
    ],
  },
  cascade: {
    knob: (turned) => leverOf('cascade', { model: 'other/small', acceptRate: turned }),
    settings: any('cascade', {
      model: fc.constant('other/small'),
      acceptRate: share,
      checkUsd: fewUsd,
      falseAcceptShare: share,
      nextStages: fc.array(fc.record({ model, acceptRate: share, checkUsd: fewUsd, falseAcceptShare: share }), {
        maxLength: 2,
      }),
      wrongAnswerUsd: someUsd,
    }),
    straight: ['acceptRate', 'checkUsd', 'falseAcceptShare', 'nextStages[0].acceptRate', 'wrongAnswerUsd'],
    idle: {
      reason: 'a model that is asked first is paid even when none of its answers is accepted',
      nearest: leverOf('cascade', { model: 'other/small', acceptRate: 0 }),
    },
  },
  'model-swap': {
    knob: (turned) => leverOf('model-swap', { from: 'maker/large', to: 'other/small', outputFactor: 1 - turned }),
    settings: any('model-swap', {
      from: fc.constant('maker/large'),
      to: fc.constant('other/small'),
      outputFactor: fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10),
    }),
    straight: ['outputFactor'],
    idle: [
      leverOf('model-swap', { from: 'maker/large', to: 'maker/large' }),
      leverOf('model-swap', { from: 'nobody/none', to: 'other/small' }),
    ],
  },
  'request-batching': {
    knob: (turned) =>
      leverOf('request-batching', { itemsPerCall: 5, sharedComponents: ['system'], rerunShare: 1 - turned }),
    settings: any('request-batching', {
      itemsPerCall: fc.integer({ min: 1, max: 50 }),
      sharedComponents: fc.subarray(['system', 'tools']),
      rerunShare: share,
    }),
    straight: ['rerunShare'],
    idle: [leverOf('request-batching', { itemsPerCall: 1, sharedComponents: [] })],
  },
  batch: {
    knob: (turned) => leverOf('batch', { eligibleShare: turned }),
    settings: any('batch', { eligibleShare: share, retryShare: share }),
    straight: ['eligibleShare', 'retryShare'],
    idle: [
      leverOf('batch', { eligibleShare: 0, retryShare: 0.5 }),
      leverOf('batch', { eligibleShare: 1, retryShare: 1 }),
    ],
  },
  'embedding-batching': {
    knob: (turned) => leverOf('embedding-batching', { eligibleShare: turned }),
    settings: any('embedding-batching', { eligibleShare: share, documentsPerCall: fc.integer({ min: 1, max: 100 }) }),
    straight: ['eligibleShare'],
    idle: [leverOf('embedding-batching', { eligibleShare: 0 })],
  },
  'service-tier': {
    knob: (turned) => leverOf('service-tier', { tier: 'flex', eligibleShare: turned }),
    settings: any('service-tier', {
      tier: fc.constantFrom('flex', 'priority', 'fast'),
      eligibleShare: share,
      fallbackShare: share,
    }),
    straight: ['eligibleShare', 'fallbackShare'],
    idle: [leverOf('service-tier', { tier: 'flex', eligibleShare: 0 })],
  },
  'fewer-retries': {
    knob: (turned) => leverOf('fewer-retries', { avoidedShare: turned }),
    settings: any('fewer-retries', {
      avoidedShare: share,
      stop: fc.constantFrom('never', 'after-retries'),
      maxRetries: fc.integer({ min: 0, max: 5 }),
      fallback: fc.constantFrom('nobody', 'model'),
      fallbackModel: model,
    }),
    straight: ['avoidedShare'],
    idle: [leverOf('fewer-retries', { avoidedShare: 0 })],
  },
  'request-limits': {
    knob: (turned) => leverOf('request-limits', { per: 'organisation', limit: 20_000 * (1 - turned) + 1 }),
    settings: any('request-limits', {
      per: fc.constantFrom('user', 'conversation', 'organisation'),
      limit: fc.integer({ min: 1, max: 50_000 }),
      meanRequests: fc.integer({ min: 1, max: 40 }),
      heavyFactor: fc.integer({ min: 10, max: 38 }).map((tenths) => tenths / 10),
    }),
    idle: [
      leverOf('request-limits', { per: 'user', limit: 1e12 }),
      leverOf('request-limits', { per: 'organisation', limit: 1e12 }),
    ],
    // An organisation is served no more than its limit.
    bends: ['requestsPerDay'],
    notAdditive: 'a limit of the organisation is one for all workloads together',
  },
  'contract-discount': {
    knob: (turned) => leverOf('contract-discount', { percentOff: 100 * turned }),
    settings: any('contract-discount', { percentOff: fc.integer({ min: 0, max: 100 }) }),
    straight: ['percentOff'],
    idle: [leverOf('contract-discount', { percentOff: 0 })],
  },
  'self-host': {
    // A fleet is paid whole from the first call that goes to it.
    knob: (turned) => leverOf('self-host', { share: 0.01 + 0.99 * turned }),
    settings: any('self-host', { share }),
    idle: [leverOf('self-host', { share: 0 })],
    // A fleet carries what it can, and the rest goes to the API.
    bends: ['requestsPerDay'],
    notAdditive: 'workloads share one fleet, which is paid once',
    notByDays: 'a replica costs the same in a short month',
  },
  hybrid: {
    // A fleet is paid whole from the first call that goes to it.
    knob: (turned) => leverOf('hybrid', { replicas: 1, share: 0.01 + 0.99 * turned }),
    settings: any('hybrid', { replicas: fc.integer({ min: 1, max: 5 }), share }),
    idle: {
      reason: 'replicas that run at all hours are paid even when hardly a call may go to them',
      nearest: leverOf('hybrid', { replicas: 1, share: 1e-6 }),
    },
    bends: ['requestsPerDay'],
    notAdditive: 'workloads share one fleet, which is paid once',
    notByDays: 'a replica costs the same in a short month',
  },
};
