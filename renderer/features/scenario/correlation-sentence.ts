/** What a coefficient says of two inputs, in one sentence. @param coefficient −1…1. */
export function correlationSentence(left: string, right: string, coefficient: number): string {
  const strength = Math.abs(coefficient);
  if (strength < 0.05) return `${left} says nothing of ${right}: each varies by itself.`;
  const direction = coefficient > 0 ? 'high too' : 'low';
  if (strength > 0.99) return `When ${left} is high, ${right} is always just as ${direction}.`;
  const tendency = strength < 0.3 ? 'slightly more often' : strength < 0.7 ? 'more often' : 'nearly always';
  return `When ${left} is high, ${right} is ${tendency} ${direction}.`;
}
