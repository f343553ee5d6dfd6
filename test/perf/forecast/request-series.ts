import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { MadeSeries } from './families.ts';

const bucketSeconds = 10;

/**
 * Requests of two public services in buckets of ten seconds: an hour each, without a season. None, with a printed reason,
 * where the files do not lie beside the checkout.
 */
export function requestsByTenSeconds(): readonly MadeSeries[] {
  return ['conv', 'code'].flatMap((service) => {
    const file = resolve(import.meta.dirname, `../../../../shared/data/AzureLLMInferenceTrace_${service}_2023.csv.gz`);
    if (!existsSync(file)) {
      process.stdout.write(`Left out, as ${file} is not on this machine: the requests of ${service}.\n`);
      return [];
    }
    const times = gunzipSync(readFileSync(file))
      .toString('utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => Date.parse(`${line.slice(0, 19).replace(' ', 'T')}Z`) / 1000);
    const first = Math.min(...times.slice(0, 1));
    const values = new Float64Array(Math.floor(((times.at(-1) ?? first) - first) / bucketSeconds));
    for (const time of times) {
      const bucket = Math.floor((time - first) / bucketSeconds);
      if (bucket < values.length) values[bucket] = (values[bucket] ?? 0) + 1;
    }
    return [{ family: `requests in 10 s, ${service}`, values, seasons: [], horizon: 12 }];
  });
}
