import { meanOf } from '#shared/domain/quantity.ts';
import type { Expression } from '#shared/domain/expression.ts';
import type { ModelLatency, ModelPerformance } from '#shared/domain/model-performance.ts';
import type { Scenario, Workload } from '#shared/domain/scenario.ts';
import { leaf, product, quotient, sum } from '../expressions.ts';
import type { CallPlan, ClassPlan } from '../plan.ts';
import { publishedQuality } from './published-quality.ts';

/** What is known of the models of one workload. Each look-up is undefined where the number is not known. */
export interface KnownNumbers {
  /** Share of good answers of a model to a class of requests; without a class to all of them. */
  quality(modelId: string, requestClass: ClassPlan | undefined): Expression | undefined;
  /** Seconds that a model takes for one call. */
  seconds(modelId: string, requestClass: ClassPlan | undefined, call: CallPlan): Expression | undefined;
}

/** The numbers of a workload: the user's own; where none of them says how good a model is, published ones, labelled so. */
export function knownNumbers(scenario: Scenario, workloadId: string): KnownNumbers {
  const index = scenario.workloads.findIndex(({ id }) => id === workloadId);
  const workload = scenario.workloads[index];
  if (workload === undefined) throw new Error(`The scenario has no workload ${workloadId}.`);
  const path = `workloads[${index}].performance`;
  const hasOwnQuality = (workload.performance ?? []).some(({ quality }) => quality !== undefined);
  return {
    quality(modelId, requestClass) {
      const own = entryOf(workload, modelId, requestClass, ({ quality }) => quality !== undefined);
      if (own?.entry.quality !== undefined) {
        return leaf(labelOf('Good answers', modelId, requestClass), 'share', own.entry.quality, {
          path: `${path}[${own.at}].quality`,
          source: own.entry.source ?? 'your number',
        });
      }
      const published = hasOwnQuality ? undefined : publishedQuality(modelId);
      return published === undefined
        ? undefined
        : leaf(labelOf('Good answers', modelId, requestClass), 'share', published.quality, {
            source: published.source,
          });
    },
    seconds(modelId, requestClass, call) {
      const own = entryOf(workload, modelId, requestClass, ({ latency }) => latency !== undefined);
      if (own?.entry.latency === undefined) return undefined;
      const label = labelOf('Seconds per call', modelId, requestClass);
      return secondsPerCall(label, own.entry.latency, call, {
        path: `${path}[${own.at}].latency`,
        source: own.entry.source ?? 'your number',
      });
    },
  };
}

/** The entry for the class, or that for all classes. */
function entryOf(
  { performance = [] }: Workload,
  modelId: string,
  requestClass: ClassPlan | undefined,
  hasNumber: (entry: ModelPerformance) => boolean,
): { readonly entry: ModelPerformance; readonly at: number } | undefined {
  for (const wanted of requestClass === undefined ? [undefined] : [requestClass.id, undefined]) {
    const at = performance.findIndex((one) => one.model === modelId && one.class === wanted && hasNumber(one));
    const entry = performance[at];
    if (entry !== undefined) return { entry, at };
  }
  return undefined;
}

function labelOf(what: string, modelId: string, requestClass: ClassPlan | undefined): string {
  return `${what}, ${modelId}${requestClass === undefined ? '' : `, ${requestClass.name}`}`;
}

function secondsPerCall(
  label: string,
  latency: ModelLatency,
  call: CallPlan,
  { path, source }: { readonly path: string; readonly source: string },
): Expression {
  if ('p50Seconds' in latency) {
    return leaf(`${label}, mean`, 'seconds', lognormalMean(latency), {
      path,
      source: `${source}: mean of a lognormal with this median and 95th percentile`,
    });
  }
  const tokens = sum(
    'Answer tokens per call',
    'tokens',
    call.answer.map((part) => part.tokens),
  );
  return sum(label, 'seconds', [
    leaf('Time to the first token', 'seconds', latency.firstTokenSeconds, {
      path: `${path}.firstTokenSeconds`,
      source,
    }),
    quotient(
      'Time to write the answer',
      'seconds',
      tokens,
      leaf('Tokens per second', 'factor', latency.tokensPerSecond, { path: `${path}.tokensPerSecond`, source }),
    ),
  ]);
}

/** Mean of a lognormal by its median and P95: its P5 lies as far below the median, on the scale of logarithms. */
function lognormalMean({ p50Seconds, p95Seconds }: Extract<ModelLatency, { p50Seconds: number }>): number {
  return meanOf({ kind: 'lognormal', p5: (p50Seconds * p50Seconds) / p95Seconds, p95: p95Seconds });
}

/**
 * A number's mean over the classes that make a call, weighed by their shares; the number itself where all requests are
 * alike. @param numberOf undefined = not known. @param missing told of each class whose number is not known.
 */
export function overClasses(
  label: string,
  unit: 'share' | 'seconds',
  { classes }: CallPlan,
  numberOf: (requestClass: ClassPlan | undefined) => Expression | undefined,
  missing: (requestClass: ClassPlan | undefined) => void,
): Expression | undefined {
  if (classes.length === 0) {
    const number = numberOf(undefined);
    if (number === undefined) missing(undefined);
    return number;
  }
  const terms: { readonly share: Expression; readonly number: Expression }[] = [];
  let complete = true;
  for (const requestClass of classes) {
    if (requestClass.share.value === 0) continue;
    const number = numberOf(requestClass);
    if (number === undefined) {
      missing(requestClass);
      complete = false;
    } else terms.push({ share: requestClass.share, number });
  }
  const [only] = terms;
  if (!complete || only === undefined) return undefined;
  if (terms.length === 1) return only.number;
  const weighed = terms.map(({ share, number }) => product('Share of requests × number', unit, [share, number]));
  return quotient(
    label,
    unit,
    sum('Classes, weighed', unit, weighed),
    sum(
      'Share of requests that make the call',
      'share',
      terms.map(({ share }) => share),
    ),
  );
}
