/** Undo history of one value. Changes with the same open intent (a drag, typing in one field) are one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the user is in the middle of doing; null between intents. */
  readonly openIntent: string | null;
}

/** Steps kept. */
const longestPast = 200;

/** A history without a past. */
export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], openIntent: null };
}

/** Records a change. Within one open intent it replaces the present; otherwise it adds a step and forgets the future. */
export function record<T>(history: History<T>, intent: string, present: T): History<T> {
  if (Object.is(present, history.present)) return history;
  if (history.openIntent === intent) return { ...history, present };
  return {
    past: [...history.past, history.present].slice(-longestPast),
    present,
    future: [],
    openIntent: intent,
  };
}

/** Ends the open intent: the next change is a step of its own. */
export function seal<T>(history: History<T>): History<T> {
  return history.openIntent === null ? history : { ...history, openIntent: null };
}

/** Goes one step back; the same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    openIntent: null,
  };
}

/** Goes one step forward again; the same history when there is none. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest, openIntent: null };
}
