import type { z } from 'zod';

/** Writes a path the way people read JSON: `workloads[0].traffic.requestsPerDay`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

/** The first thing wrong with a parsed document, as a path and a clause for a sentence. */
export function describeFirstIssue(error: z.ZodError): { readonly path: string; readonly message: string } {
  const [first] = error.issues;
  if (first === undefined) return { path: '', message: 'bad input' };
  return { path: jsonPath(first.path), message: first.message };
}
