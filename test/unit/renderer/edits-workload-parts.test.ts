import { describe, expect, it } from 'vitest';
import { meanOf } from '#shared/domain/quantity.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import {
  addClass,
  addIndex,
  addPricedFee,
  editIndex,
  removeClass,
  removeIndex,
  renameClass,
  setClassShare,
} from '../../../renderer/store/edits-workload-parts.ts';
import { scenarioOf } from '../simulator/builders.ts';

/** Every edit must leave a scenario that the format takes. */
function workloadOf(scenario: Scenario): Scenario['workloads'][number] {
  const [workload] = scenarioSchema.parse(scenario).workloads;
  if (workload === undefined) throw new Error('No workload');
  return workload;
}
const sharesOf = (scenario: Scenario): readonly number[] =>
  (workloadOf(scenario).classes ?? []).map(({ share }) => meanOf(share));

describe('classes of requests', () => {
  const two = addClass(scenarioOf(), 0);

  it('start as two halves, and a third takes half of the last', () => {
    expect(sharesOf(two)).toEqual([0.5, 0.5]);
    expect(sharesOf(addClass(two, 0))).toEqual([0.5, 0.25, 0.25]);
  });

  it('sum to 1 whichever is moved', () => {
    expect(sharesOf(setClassShare(addClass(two, 0), 0, 0, 0.2))).toEqual([0.2, 0.4, 0.4]);
    expect(sharesOf(setClassShare(setClassShare(two, 0, 0, 1), 0, 0, 0.5))).toEqual([0.5, 0.5]);
  });

  it('can be renamed and removed; with the last but one the division goes, and calls are made for all', () => {
    const named = renameClass(two, 0, 1, 'Hard');
    expect(workloadOf(named).classes?.[1]?.name).toBe('Hard');
    const [workload] = named.workloads;
    if (workload === undefined) throw new Error('No workload');
    const chosen = {
      ...named,
      workloads: [{ ...workload, calls: workload.calls.map((call) => ({ ...call, classes: ['complex'] })) }],
    };
    expect(workloadOf(removeClass(chosen, 0, 1)).classes).toBeUndefined();
    expect(workloadOf(removeClass(chosen, 0, 1)).calls[0]?.classes).toBeUndefined();
    expect(sharesOf(removeClass(addClass(chosen, 0), 0, 0))).toEqual([0.5, 0.5]);
  });
});

describe('documents and services', () => {
  it('can be added, changed and removed', () => {
    const added = addIndex(addIndex(scenarioOf(), 0), 0);
    expect(workloadOf(added).indexes?.map(({ id }) => id)).toEqual(['documents', 'documents-2']);
    const changed = editIndex(added, 0, 1, (index) => ({ ...index, documents: 5 }));
    expect(workloadOf(changed).indexes?.map(({ documents }) => documents)).toEqual([10_000, 5]);
    expect(workloadOf(removeIndex(removeIndex(changed, 0, 0), 0, 0)).indexes).toBeUndefined();
  });

  it('come at the price of the catalogue', () => {
    expect(workloadOf(addPricedFee(scenarioOf(), 0)).fees[0]).toMatchObject({
      card: 'tool/openai-web-search',
      unit: 'webSearch',
    });
  });
});
