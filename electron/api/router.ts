import { methodNames, type MethodName } from '#shared/channels.ts';
import { contract, type MethodInput, type MethodOutput } from '#shared/contract.ts';
import { failure, type Result } from '#shared/result.ts';
import type { Handlers } from './handler.ts';
import type { Logger } from './logger.ts';
import { describeIssue } from '#shared/describe-issue.ts';

/** Calls above this are logged by name: the window waits for them. */
const slowCallMs = 40;

/** The services behind one function, whichever transport carries the call. */
export interface Router {
  /** Calls a method with typed input. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>>;
  /**
   * Calls a method by name with input of unknown shape, as a transport receives it. Unknown names and bad input are
   * failures `unknown-method` and `invalid-input`; a handler that throws is a bug: logged with its stack, and answered
   * as `internal-error`.
   */
  dispatch(method: string, input: unknown): Promise<Result<unknown>>;
}

/**
 * Builds the router: parse input, run the handler, answer with a Result.
 * @param monotonicMs a clock for durations, in milliseconds.
 */
export function createRouter(handlers: Handlers, logger: Logger, monotonicMs: () => number): Router {
  async function run<M extends MethodName>(method: M, input: unknown): Promise<Result<MethodOutput<M>>> {
    const parsed = contract[method].input.safeParse(input);
    if (!parsed.success) {
      const { path, sentence } = describeIssue(parsed.error, input, '', 'The input');
      return failure('invalid-input', `${method} cannot take this: ${sentence}`, { at: { path } });
    }
    // The map ties each method to its own input; TypeScript loses that tie when it indexes by a type parameter.
    const handler = handlers[method] as (input: unknown) => Result<MethodOutput<M>> | Promise<Result<MethodOutput<M>>>;
    const startedMs = monotonicMs();
    try {
      return await handler(parsed.data);
    } catch (error) {
      logger.error(`${method} failed`, error);
      return failure('internal-error', `${method} failed because of a bug in Burnrate; the log holds the details.`);
    } finally {
      const tookMs = monotonicMs() - startedMs;
      if (tookMs > slowCallMs) logger.info(`${method} took ${tookMs.toFixed(0)} ms`);
    }
  }

  return {
    call: run,
    async dispatch(method, input) {
      const known = methodNames.find((name) => name === method);
      if (known === undefined) return failure('unknown-method', `There is no method ${JSON.stringify(method)}.`);
      return run(known, input);
    },
  };
}
