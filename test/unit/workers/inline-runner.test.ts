import { describe, expect, it } from 'vitest';
import { failure } from '#shared/result.ts';
import { createInlineRunner } from '#workers';
import { createMemoryLedger, failureCode, fixture, roundCatalogue, type MemoryLedger } from '../importing/in-memory.ts';

const task = {
  kind: 'import',
  input: { path: fixture('trace.csv'), name: 'trace.csv', options: { model: 'openai/gpt-4o' } },
} as const;

/** What imports of this file ask nothing of. */
const unused = {
  charges: () => [],
  listImports: () => [],
  usage(): never {
    throw new Error('nothing is stored to be summed up');
  },
  reprice: () => Promise.resolve(failure('unused', 'Not needed here.')),
  verify: () => failure('unused', 'Not needed here.'),
};

function createRunner(memory: MemoryLedger) {
  const ledger = { ...memory, ...unused };
  return createInlineRunner({ ledger, catalogue: roundCatalogue, now: () => 0, monotonicMs: () => 0 });
}

describe('createInlineRunner', () => {
  it('runs tasks one after the other: the second sees what the first stored', async () => {
    const ledger = createMemoryLedger();
    const runner = createRunner(ledger);
    const [first, second] = await Promise.all([runner.run(task), runner.run(task)]);
    expect(first).toMatchObject({ ok: true, value: { imported: 4 } });
    expect(second).toMatchObject({ ok: true, value: { imported: 0, duplicate: 4 } });
  });

  it('does not begin a task that was cancelled while it waited', async () => {
    const ledger = createMemoryLedger();
    const controller = new AbortController();
    controller.abort();
    expect(failureCode(await createRunner(ledger).run(task, { signal: controller.signal }))).toBe('cancelled');
    expect(ledger.calls).toEqual([]);
  });

  it('makes a bug in a task a loud failure, not a rejection', async () => {
    const ledger = createMemoryLedger();
    const broken: MemoryLedger = {
      ...ledger,
      findImport() {
        throw new TypeError('undefined is not a ledger');
      },
    };
    const runner = createRunner(broken);
    expect(await runner.run(task)).toMatchObject({
      error: { code: 'task-crashed', message: expect.stringContaining('undefined is not a ledger') },
    });
    expect(failureCode(await runner.run(task))).toBe('task-crashed');
  });

  it('cancels on close and waits for the end', async () => {
    const ledger = createMemoryLedger();
    const runner = createRunner(ledger);
    const running = runner.run(task);
    await runner.close();
    expect(failureCode(await running)).toBe('cancelled');
    expect(ledger.imports).toEqual([]);
  });
});
