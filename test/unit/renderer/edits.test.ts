import { describe, expect, it } from 'vitest';
import { meanOf } from '#shared/domain/quantity.ts';
import { scenarioSchema, type ModelShare } from '#shared/domain/scenario.ts';
import { leverDefinitions } from '../../../renderer/engine.ts';
import {
  addCall,
  addLever,
  addWorkload,
  editCall,
  moveLever,
  parameterAt,
  removeCall,
  removeLever,
  removeModel,
  removeWorkload,
  setParameter,
} from '../../../renderer/store/edits.ts';
import { setShare } from '../../../renderer/store/shares.ts';
import { starterScenario } from '../../../renderer/store/starter-scenario.ts';
import { leverOf, scenarioOf } from '../simulator/builders.ts';

function sharesOf(models: readonly ModelShare[]): number[] {
  return models.map(({ share }) => Number(meanOf(share).toFixed(9)));
}

describe('model shares', () => {
  const mix = [
    { model: 'a', share: 0.5 },
    { model: 'b', share: 0.3 },
    { model: 'c', share: 0.2 },
  ];

  it('always sum to 1: the others keep their proportions', () => {
    expect(sharesOf(setShare(mix, 0, 0.75))).toEqual([0.75, 0.15, 0.1]);
  });

  it('come back from all or nothing by equal parts', () => {
    const all = setShare(mix, 0, 1);
    expect(sharesOf(all)).toEqual([1, 0, 0]);
    expect(sharesOf(setShare(all, 0, 0.4))).toEqual([0.4, 0.3, 0.3]);
  });

  it('of a single model are all of it', () => {
    expect(sharesOf(setShare([{ model: 'a', share: 1 }], 0, 0.2))).toEqual([1]);
  });

  it('of a removed model go to the others; the last model stays', () => {
    expect(sharesOf(removeModel(mix, 1))).toEqual([0.714285714, 0.285714286]);
    expect(removeModel([{ model: 'a', share: 1 }], 0)).toHaveLength(1);
  });
});

describe('edits of a scenario', () => {
  it('leave what they do not change as the same objects', () => {
    const scenario = addWorkload(scenarioOf(), 'maker/large');
    const edited = editCall(scenario, 0, 0, (call) => ({ ...call, name: 'Other' }));
    expect(edited.workloads[0]).not.toBe(scenario.workloads[0]);
    expect(edited.workloads[1]).toBe(scenario.workloads[1]);
    expect(edited.levers).toBe(scenario.levers);
  });

  it('give new parts free ids', () => {
    const scenario = addCall(addCall(addWorkload(addWorkload(scenarioOf(), 'm'), 'm'), 0, 'm'), 0, 'm');
    expect(scenario.workloads.map(({ id }) => id)).toEqual(['support', 'workload', 'workload-2']);
    expect(scenario.workloads[0]?.calls.map(({ id }) => id)).toEqual(['answer', 'call', 'call-2']);
    expect(scenarioSchema.safeParse(scenario).success).toBe(true);
  });

  it('take a removed part out of the scopes of levers', () => {
    const scope = { workloads: ['support', 'workload'], calls: ['answer', 'call'] };
    const scenario = addCall(addWorkload(scenarioOf({ levers: [leverOf('batch', {}, { scope })] }), 'm'), 0, 'm');
    const without = removeWorkload(removeCall(scenario, 0, 1), 1);
    expect(without.levers[0]?.scope).toEqual({ workloads: ['support'], calls: ['answer'] });
  });

  it('move, add and remove levers', () => {
    const scenario = leverDefinitions.reduce(addLever, scenarioOf());
    const kinds = leverDefinitions.map(({ kind }) => kind);
    expect(scenario.levers.map(({ kind }) => kind)).toEqual(kinds);
    expect(moveLever(scenario, 1, -1).levers.map(({ kind }) => kind)).toEqual([kinds[1], kinds[0], ...kinds.slice(2)]);
    expect(moveLever(scenario, 0, -1)).toBe(scenario);
    expect(removeLever(scenario, 0).levers.map(({ kind }) => kind)).toEqual(kinds.slice(1));
  });
});

describe('lever parameters', () => {
  it('are read and set by dotted paths without touching their neighbours', () => {
    const parameters = { hitRate: 0.5, cuts: { system: { share: 0.1 }, tools: { share: 0.2 } } };
    const set = setParameter(parameters, 'cuts.system.share', 0.9);
    expect(parameterAt(set, 'cuts.system.share')).toBe(0.9);
    expect(parameterAt(set, 'cuts.tools.share')).toBe(0.2);
    expect(parameterAt(set, 'nothing.here')).toBeUndefined();
    expect(parameters.cuts.system.share).toBe(0.1);
  });
});

describe('the starter scenario', () => {
  it('is a valid scenario file with every lever off', () => {
    const scenario = starterScenario('2026-11');
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    expect(scenario.levers.map(({ enabled }) => enabled)).toEqual(leverDefinitions.map(() => false));
  });
});

describe('shares of a whole, some of them ranges', () => {
  const range = { kind: 'uniform', low: 0.2, high: 0.4 } as const;

  it('leave ranges alone and scale the plain ones to what is left', () => {
    const parts = setShare([{ share: 0.5 }, { share: 0.3 }, { share: 0.2 }], 0, range);
    expect(parts[0]?.share).toEqual(range);
    expect(parts.slice(1).map(({ share }) => Number(meanOf(share).toFixed(9)))).toEqual([0.42, 0.28]);
    const moved = setShare(parts, 1, 0.6);
    expect(moved[0]?.share).toEqual(range);
    expect(moved.map(({ share }) => Number(meanOf(share).toFixed(9)))).toEqual([0.3, 0.6, 0.1]);
  });

  it('turn into numbers where nothing else could make up the rest', () => {
    const moved = setShare([{ share: range }, { share: 0.7 }], 1, 0.5);
    expect(moved.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});
