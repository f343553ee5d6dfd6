import { describe, expect, it } from 'vitest';
import {
  addLever,
  addWorkload,
  moveLever,
  removeCall,
  removeLever,
  removeWorkload,
} from '../../../renderer/store/edits.ts';
import { setInputNote } from '../../../renderer/store/edits-scenario-parts.ts';
import { starterScenario } from '../../../renderer/store/starter-scenario.ts';
import { leverDefinitions } from '../../../renderer/engine.ts';
import type { Scenario } from '#shared/domain/scenario.ts';

function noted(scenario: Scenario, ...paths: readonly string[]): Scenario {
  return paths.reduce((present, path) => setInputNote(present, path, { note: path, source: '' }), scenario);
}

function notesOf({ inputNotes }: Scenario): readonly string[] {
  return Object.entries(inputNotes).map(([path, { note }]) => `${path} was ${note}`);
}

const two = addWorkload(starterScenario('2026-12'), 'openai/gpt-4o');

describe('notes and correlations', () => {
  it('move up when a workload before theirs is removed, and go with their own', () => {
    const paths = [
      'workloads[0].traffic.requestsPerDay',
      'workloads[1].traffic.requestsPerDay',
      'calendar.growth.perMonth',
    ];
    const correlations = [
      { inputs: ['workloads[1].traffic.requestsPerDay', 'workloads[1].calls[0].prompt.user'], coefficient: 0.5 },
      { inputs: ['workloads[0].traffic.requestsPerDay', 'workloads[1].calls[0].prompt.user'], coefficient: 0.5 },
    ] satisfies Scenario['correlations'];
    const removed = removeWorkload({ ...noted(two, ...paths), correlations }, 0);
    expect(notesOf(removed)).toEqual([
      'workloads[0].traffic.requestsPerDay was workloads[1].traffic.requestsPerDay',
      'calendar.growth.perMonth was calendar.growth.perMonth',
    ]);
    expect(removed.correlations).toEqual([
      { inputs: ['workloads[0].traffic.requestsPerDay', 'workloads[0].calls[0].prompt.user'], coefficient: 0.5 },
    ]);
  });

  it('stay with the calls of other workloads when a call is removed', () => {
    const scenario = noted(two, 'workloads[0].calls[0].prompt.user', 'workloads[1].calls[0].prompt.user');
    expect(Object.keys(removeCall(scenario, 1, 0).inputNotes)).toEqual(['workloads[0].calls[0].prompt.user']);
  });

  it('follow a lever that is moved or removed', () => {
    const [first, second] = leverDefinitions;
    if (first === undefined || second === undefined) throw new Error('There are levers.');
    const levers = addLever(addLever({ ...two, levers: [] }, first), second);
    const scenario = noted(levers, 'levers[0].parameters.share', 'levers[1].parameters.hitRate');
    expect(notesOf(moveLever(scenario, 0, 1))).toEqual([
      'levers[1].parameters.share was levers[0].parameters.share',
      'levers[0].parameters.hitRate was levers[1].parameters.hitRate',
    ]);
    expect(Object.keys(removeLever(scenario, 0).inputNotes)).toEqual(['levers[0].parameters.hitRate']);
  });
});

describe('setInputNote', () => {
  it('keeps what is written, trimmed, and drops an empty note', () => {
    const written = setInputNote(two, 'calendar.growth.perMonth', { note: ' plan of May ', source: '' });
    expect(written.inputNotes).toEqual({ 'calendar.growth.perMonth': { note: 'plan of May' } });
    expect(setInputNote(written, 'calendar.growth.perMonth', { note: ' ', source: '' }).inputNotes).toEqual({});
  });
});
