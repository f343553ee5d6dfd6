import type { Expression } from '#shared/domain/expression.ts';
import type { MissingNumber, WorkloadPerformance } from '#shared/domain/plan-performance.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { AnswerPath } from '../answer-path.ts';
import { answeringOf } from '../answering.ts';
import { leaf, product, quotient, sum } from '../expressions.ts';
import type { CallPlan, Plan, WorkloadPlan } from '../plan.ts';
import { knownNumbers, overClasses, type KnownNumbers } from './known-numbers.ts';

/**
 * Expected quality and latency of a plan, workload by workload, as expressions like its cost.
 *
 * Quality is the share of good answers: of a path, that of the model whose answer is given, or, where a check let the answer
 * through, 1 − the share of false accepts; a cache's false hits spoil their share of all answers. Several kinds of calls
 * weigh by how often the baseline makes them. A model that is asked again after a check refused it gives no good answer. Escalated calls count with their model's own share: harder than the mean
 * they may fare worse.
 *
 * Latency is the mean time that a request waits when its calls run one after another: every model asked on a path takes its
 * time, a stored answer none, an item of a batch prompt that of the whole call. Calls that a batch API answers later are
 * not waited for and do not count otherwise than the rest.
 */
export function planPerformance(scenario: Scenario, baseline: Plan, plan: Plan): readonly WorkloadPerformance[] {
  const weights = new Map(baseline.workloads.map(({ key, calls }) => [key, calls]));
  return plan.workloads
    .filter(({ purpose, calls }) => purpose === 'requests' && calls.length > 0)
    .map((workload) => workloadPerformance(scenario, workload, weights.get(workload.key) ?? []));
}

function workloadPerformance(
  scenario: Scenario,
  workload: WorkloadPlan,
  baselineCalls: readonly CallPlan[],
): WorkloadPerformance {
  const missing = new Map<string, MissingNumber>();
  const look: Look = {
    numbers: knownNumbers(scenario, workload.id),
    missing(number, modelId, classId) {
      const one: MissingNumber = {
        workloadId: workload.id,
        modelId,
        number,
        ...(classId !== undefined && { classId }),
      };
      missing.set(JSON.stringify(one), one);
    },
  };
  const quality = workloadQuality(workload, baselineCalls, look);
  const latency = workloadLatency(workload, look);
  return {
    workloadId: workload.id,
    ...(workload.tier !== undefined && { tierId: workload.tier.id }),
    name: workload.name,
    ...(quality !== undefined && { quality }),
    ...(latency !== undefined && { latency }),
    missing: [...missing.values()],
  };
}

/** Where numbers are looked up, and who is told of those that are not known. */
interface Look {
  readonly numbers: KnownNumbers;
  missing(number: MissingNumber['number'], modelId: string, classId: string | undefined): void;
}

function workloadQuality(
  workload: WorkloadPlan,
  baselineCalls: readonly CallPlan[],
  look: Look,
): Expression | undefined {
  const terms: { readonly calls: Expression; readonly quality: Expression }[] = [];
  let complete = true;
  for (const call of workload.calls) {
    // A call that a lever added (a summary, a check) is a means to an answer, not one.
    const calls = baselineCalls.find(({ id }) => id === call.id)?.callsPerRequest;
    if (calls === undefined || calls.value === 0) continue;
    const quality = callQuality(call, look);
    if (quality === undefined) complete = false;
    else terms.push({ calls, quality });
  }
  const [only] = terms;
  if (!complete || only === undefined) return undefined;
  if (terms.length === 1) return only.quality;
  return quotient(
    `${workload.name}: good answers`,
    'share',
    sum(
      'Good answers per request',
      'calls',
      terms.map(({ calls, quality }) => product('Calls × share of good answers', 'calls', [calls, quality])),
    ),
    sum(
      'Calls per request in the baseline',
      'calls',
      terms.map(({ calls }) => calls),
    ),
  );
}

/** A cascade that asks the same model again must not count as if another had answered. */
const refusedAgain = leaf('Good answers of a model that is asked again', 'share', 0, {
  source: 'assumed: what a check refused of a model, it refuses again',
});

function callQuality(call: CallPlan, look: Look): Expression | undefined {
  const { paths, kept } = answeringOf(call);
  const good = overPaths(paths, `${call.name}: good answers`, 'share', (path) => {
    const last = path.models.at(-1);
    if (path.good !== undefined || last === undefined) return path.good;
    if (path.models.indexOf(last) < path.models.length - 1) return refusedAgain;
    return overClasses(
      `Good answers, ${last}`,
      'share',
      call,
      (requestClass) => look.numbers.quality(last, requestClass),
      (requestClass) => look.missing('quality', last, requestClass?.id),
    );
  });
  if (good === undefined || kept === undefined) return good;
  return product(`${call.name}: good answers, with stored ones`, 'share', [good, kept]);
}

function workloadLatency(workload: WorkloadPlan, look: Look): Expression | undefined {
  const terms: Expression[] = [];
  let complete = true;
  for (const call of workload.calls) {
    if (call.callsPerRequest.value === 0) continue;
    const seconds = callSeconds(call, look);
    if (seconds === undefined) complete = false;
    else {
      const factors = [call.callsPerRequest, ...(call.itemsPerCall === undefined ? [] : [call.itemsPerCall]), seconds];
      terms.push(product(`${call.name}: seconds per request`, 'seconds', factors));
    }
  }
  if (!complete) return undefined;
  return sum(`${workload.name}: seconds per request`, 'seconds', terms);
}

function callSeconds(call: CallPlan, look: Look): Expression | undefined {
  return overPaths(answeringOf(call).paths, `${call.name}: seconds per call`, 'seconds', (path) => {
    const steps = path.models.map((modelId) =>
      overClasses(
        `Seconds per call, ${modelId}`,
        'seconds',
        call,
        (requestClass) => look.numbers.seconds(modelId, requestClass, call),
        (requestClass) => look.missing('latency', modelId, requestClass?.id),
      ),
    );
    const known = steps.flatMap((step) => step ?? []);
    if (known.length < steps.length) return undefined;
    const [only] = known;
    return only !== undefined && known.length === 1 ? only : sum('One model after another', 'seconds', known);
  });
}

/** A number's mean over the ways to an answer; undefined when it is not known for one that is taken. */
function overPaths(
  paths: readonly AnswerPath[],
  label: string,
  unit: 'share' | 'seconds',
  numberOf: (path: AnswerPath) => Expression | undefined,
): Expression | undefined {
  const terms: Expression[] = [];
  let complete = true;
  const taken = paths.filter(({ share }) => share.value > 0);
  for (const path of taken) {
    const number = numberOf(path);
    if (number === undefined) complete = false;
    else if (taken.length === 1 && path.share.value === 1) terms.push(number);
    else terms.push(product('Share of calls × number', unit, [path.share, number]));
  }
  const [only] = terms;
  if (!complete || only === undefined) return undefined;
  return terms.length === 1 ? only : sum(label, unit, terms);
}
