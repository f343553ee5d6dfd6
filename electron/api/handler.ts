import type { MethodName } from '#shared/channels.ts';
import type { MethodOutput, ParsedInput } from '#shared/contract.ts';
import type { Result } from '#shared/result.ts';

/** Implements one method of the contract: gets parsed input, gives a result. Throws only for bugs. */
export type Handler<M extends MethodName> = (
  input: ParsedInput<M>,
) => Result<MethodOutput<M>> | Promise<Result<MethodOutput<M>>>;

/** Implementations by method name; an area's file implements the methods of its area. */
export type Handlers<M extends MethodName = MethodName> = { readonly [Name in M]: Handler<Name> };
