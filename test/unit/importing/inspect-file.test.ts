import { describe, expect, it } from 'vitest';
import { inspectFile } from '#importing';
import { expectSuccess, failureCode, fixture, withFile } from './in-memory.ts';

describe('inspectFile', () => {
  it('recognises a trace, which needs a model and may have a month scale', async () => {
    const inspection = expectSuccess(await inspectFile({ path: fixture('trace.csv'), name: 'trace.csv' }));
    expect(inspection).toMatchObject({
      file: 'trace.csv',
      columns: ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'],
      needsModel: true,
      isTrace: true,
    });
    expect(inspection.matches.map((match) => match.preset)).toEqual(['trace']);
    expect(inspection.previewRows).toHaveLength(4);
    expect(inspection.previewRows[3]).toEqual(['2023-11-16 19:14:08.4025270', '197', '183']);
  });

  it('recognises the OpenAI export, which names its models', async () => {
    const inspection = expectSuccess(await inspectFile({ path: fixture('openai-completions.csv'), name: 'x.csv' }));
    expect(inspection).toMatchObject({ needsModel: false, isTrace: false });
    expect(inspection.matches[0]).toMatchObject({ preset: 'openai-completions', confidence: 0.99 });
  });

  it('guesses a mapping for a file that no preset knows', async () => {
    const text = 'time,prompt_tokens,completion_tokens\n2025-01-01T00:00:00Z,10,2\n';
    const inspection = expectSuccess(await withFile(text, (path) => inspectFile({ path, name: 'log.csv' })));
    expect(inspection.matches).toEqual([]);
    expect(inspection.needsModel).toBe(true);
    expect(inspection.guessedMapping?.tokens).toEqual({ input: 'prompt_tokens', output: 'completion_tokens' });
  });

  it('gives at most fifty rows of preview and reads only the beginning', async () => {
    const text = `time,tokens\n${'2025-01-01,1\n'.repeat(1000)}`;
    const inspection = expectSuccess(await withFile(text, (path) => inspectFile({ path, name: 'log.csv' })));
    expect(inspection.previewRows).toHaveLength(50);
  });

  it('fails with one sentence for what it cannot read', async () => {
    expect(failureCode(await withFile('', (path) => inspectFile({ path, name: 'empty.csv' })))).toBe('empty-file');
    expect(failureCode(await inspectFile({ path: '/nowhere.csv', name: 'nowhere.csv' }))).toBe('file-not-found');
  });
});
