import { run } from '@quri/squiggle-lang';

/** Runs a program of squiggle-lang, an independent engine for distributions, and gives its list of numbers. */
export async function squiggle(
  code: string,
  { samples, seed }: { readonly samples: number; readonly seed: string },
): Promise<readonly number[]> {
  const output = await run(code, { environment: { sampleCount: samples, xyPointLength: 1000, seed } });
  if (!output.result.ok) throw new Error(output.result.value.toString());
  const value: unknown = output.result.value.result.asJS();
  if (!Array.isArray(value)) throw new Error('A program of this kind gives a list.');
  return value.map(Number);
}
