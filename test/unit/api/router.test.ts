import { describe, expect, it } from 'vitest';
import { methodNames, type MethodName } from '#shared/channels.ts';
import { failure, success } from '#shared/result.ts';
import type { Handlers } from '../../../electron/api/handler.ts';
import { createRouter } from '../../../electron/api/router.ts';
import { silentLogger } from '../../../electron/api/logger.ts';

/** Handlers that all refuse, but for the given ones. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const refusing = Object.fromEntries(methodNames.map((name) => [name, () => failure('refused', 'Refused.')]));
  return { ...refusing, ...given } as Handlers;
}

describe('the router', () => {
  it('gives a handler its parsed input, defaults filled in', async () => {
    const seen: unknown[] = [];
    const router = createRouter(
      handlersWith({
        'usage.summary': (input) => {
          seen.push(input);
          return failure('empty', 'Nothing.');
        },
      }),
      silentLogger,
      () => 0,
    );
    await router.call('usage.summary', {});
    expect(seen).toEqual([{ by: [] }]);
  });

  it('refuses bad input with the path of what is wrong, before any handler runs', async () => {
    const router = createRouter(handlersWith({}), silentLogger, () => 0);
    const result = await router.dispatch('catalogue.price', { model: 'a', tokens: { input: -1 } });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-input', at: { path: 'tokens.input' } } });
  });

  it('refuses a method that is not in the contract', async () => {
    const router = createRouter(handlersWith({}), silentLogger, () => 0);
    expect(await router.dispatch('constructor', {})).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
  });

  it('answers a bug with internal-error and logs what was thrown', async () => {
    const logged: unknown[] = [];
    const bug = new Error('off by one');
    const router = createRouter(
      handlersWith({
        'jobs.list': () => {
          throw bug;
        },
      }),
      { info: () => undefined, error: (_message, cause) => void logged.push(cause) },
      () => 0,
    );
    expect(await router.call('jobs.list', {})).toMatchObject({ ok: false, error: { code: 'internal-error' } });
    expect(logged).toEqual([bug]);
  });

  it('names a call that took longer than 40 ms', async () => {
    const logged: string[] = [];
    let nowMs = 0;
    const router = createRouter(
      handlersWith({
        'jobs.list': () => {
          nowMs += 41;
          return success([]);
        },
      }),
      { info: (message) => void logged.push(message), error: () => undefined },
      () => nowMs,
    );
    await router.call('jobs.list' satisfies MethodName, {});
    expect(logged).toEqual(['jobs.list took 41 ms']);
  });
});
