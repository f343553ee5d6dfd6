import type { ModelPerformance } from '#shared/domain/model-performance.ts';
import type { Scenario, Workload } from '#shared/domain/scenario.ts';
import { modelsOf } from '../../engine.ts';

/** A model of a workload, for a class of its requests where it has classes. */
export interface RatedModel {
  readonly model: string;
  readonly classId: string | undefined;
}

/** The models that a workload's calls and the plan's levers use, once for each class; then what else has numbers. */
export function modelsToRate(scenario: Scenario, workload: Workload): readonly RatedModel[] {
  const named = modelsOf({ ...scenario, workloads: [{ ...workload, fees: [], performance: [] }] });
  const classes = workload.classes === undefined ? [undefined] : workload.classes.map(({ id }) => id);
  const rated: RatedModel[] = named.flatMap((model) => classes.map((classId) => ({ model, classId })));
  for (const { model, class: classId } of workload.performance ?? []) {
    if (!rated.some((one) => one.model === model && one.classId === classId)) rated.push({ model, classId });
  }
  return rated;
}

/** Changes a model's numbers; an entry without a number goes. */
export function setPerformance(
  workload: Workload,
  model: string,
  classId: string | undefined,
  change: (entry: ModelPerformance) => ModelPerformance,
): Workload {
  const list = workload.performance ?? [];
  const isIt = (one: ModelPerformance): boolean => one.model === model && one.class === classId;
  const before = list.find(isIt) ?? { model, ...(classId !== undefined && { class: classId }) };
  const after = change(before);
  const isEmpty = after.quality === undefined && after.latency === undefined && after.source === undefined;
  const others = list.filter((one) => !isIt(one));
  return { ...workload, performance: isEmpty ? others : [...others, after] };
}
