import { countingEncoding, tokensOnModel } from '#pricing';
import { textHash } from '#tokens';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import type { TokenThread } from '#workers';
import type { Handlers } from '../handler.ts';

/** What the token handlers need. */
export interface TokenServices {
  readonly tokenThread: TokenThread;
  readonly emit: (event: AppEvent) => void;
}

/** Implements `tokens.count` and `tokens.cancel`. */
export function tokenHandlers({ tokenThread, emit }: TokenServices): Handlers<'tokens.count' | 'tokens.cancel'> {
  const running = new Map<string, AbortController>();

  return {
    async 'tokens.count'({ text, model, countId }) {
      const encoding = countingEncoding(model);
      const controller = new AbortController();
      if (countId !== undefined) {
        // A newer text of the same field: the earlier count is of no more use.
        running.get(countId)?.abort();
        running.set(countId, controller);
      }
      const counted = await tokenThread.count(text, encoding, {
        signal: controller.signal,
        ...(countId !== undefined && {
          onProgress: (done: number) => emit({ type: 'token-progress', countId, done, total: text.length }),
        }),
      });
      if (countId !== undefined && running.get(countId) === controller) running.delete(countId);
      if (!counted.ok) return counted;
      const count = { textHash: textHash(text), encoding, tokens: counted.value };
      return success({ count, onModel: tokensOnModel(count, model) });
    },
    'tokens.cancel'({ countId }) {
      running.get(countId)?.abort();
      return success({});
    },
  };
}
