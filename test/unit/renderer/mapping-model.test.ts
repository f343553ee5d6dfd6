import { describe, expect, it } from 'vitest';
import { columnMappingSchema, type FileInspection } from '#shared/domain/importing.ts';
import {
  asksForModel,
  importOptions,
  startChoices,
  whatIsMissing,
} from '../../../renderer/features/import/mapping-model.ts';

const bare: FileInspection = {
  file: 'usage.csv',
  sizeBytes: 10,
  matches: [],
  columns: ['when', 'in', 'out', 'llm'],
  previewRows: [],
  needsModel: false,
  isTrace: false,
};
const trace: FileInspection = {
  ...bare,
  matches: [{ preset: 'trace', name: 'Trace', confidence: 1, reason: 'its columns' }],
  needsModel: true,
  isTrace: true,
};
const guessed: FileInspection = {
  ...bare,
  guessedMapping: columnMappingSchema.parse({
    format: 'burnrate-mapping',
    version: 1,
    time: { column: 'when' },
    endTime: { column: 'until' },
    tokens: { input: 'in', output: 'out' },
    dimensions: { model: 'llm' },
    cost: { column: 'paid', currency: 'EUR' },
    key: 'call',
    constants: { provider: 'openai' },
  }),
};

describe('the choices for a file', () => {
  it('start from the best match', () => {
    expect(startChoices(trace).preset).toBe('trace');
    expect(startChoices(bare).preset).toBe('generic');
  });

  it('keep all of a guessed mapping', () => {
    expect(importOptions(guessed, startChoices(guessed))).toEqual({
      preset: 'generic',
      mapping: guessed.guessedMapping,
    });
  });

  it('ask for a model when the file names none', () => {
    expect(whatIsMissing(trace, startChoices(trace))).toMatch(/model/);
    const chosen = { ...startChoices(trace), model: 'openai/gpt-4o', monthScale: 720 };
    expect(whatIsMissing(trace, chosen)).toBeUndefined();
    expect(importOptions(trace, chosen)).toEqual({ preset: 'trace', model: 'openai/gpt-4o', monthScale: 720 });
  });

  it('ask for a model when the mapping names no column for it', () => {
    const choices = startChoices(guessed);
    expect(asksForModel(guessed, choices)).toBe(false);
    expect(asksForModel(guessed, { ...choices, mapping: { ...choices.mapping, dimensions: {} } })).toBe(true);
  });

  it('say what a mapping still lacks', () => {
    const choices = startChoices(bare);
    expect(whatIsMissing(bare, choices)).toMatch(/time/);
    const timed = { ...choices, mapping: { ...choices.mapping, time: 'when' } };
    expect(whatIsMissing(bare, timed)).toMatch(/token counts/);
  });

  it('leave out a model that was chosen before the mapping named a column', () => {
    expect(importOptions(guessed, { ...startChoices(guessed), model: 'openai/gpt-4o' })).not.toHaveProperty('model');
  });
});
