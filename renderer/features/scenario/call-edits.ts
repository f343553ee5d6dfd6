import type { Call } from '#shared/domain/scenario.ts';

/**
 * Changes one part of a call.
 * @param part the part, for undo: `cache.readShare`.
 */
export type EditCall = (part: string, change: (call: Call) => Call) => void;

/** What each group of a call's inputs is given besides its own part of the call; the same in every render. */
export interface CallEdits {
  /** JSON path of the call. */
  readonly path: string;
  readonly onEdit: EditCall;
  /** An edit that is over at once. */
  readonly onEditOnce: EditCall;
  readonly onDone: () => void;
}
