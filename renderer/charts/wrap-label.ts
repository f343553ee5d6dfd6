/**
 * Breaks a label at its spaces into lines for an axis.
 * @param width characters of a line; a longer word keeps a line of its own.
 * @param lines most lines; the last one ends in `…` where there is more.
 */
export function wrapLabel(label: string, width: number, lines = Infinity): string[] {
  const wrapped: string[] = [];
  for (const word of label.split(' ')) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  if (wrapped.length <= lines) return wrapped;
  return [...wrapped.slice(0, lines - 1), `${wrapped[lines - 1] ?? ''} …`];
}
