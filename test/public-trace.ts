import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * One hour of production requests from the Azure Public Dataset, which lies beside some checkouts and is not part of the
 * project: 19,366 requests, 22,361,870 input and 4,088,665 output tokens.
 */
export const publicTrace = resolve(import.meta.dirname, '../../shared/data/AzureLLMInferenceTrace_conv_2023.csv.gz');

/** Whether the trace is there; tests that need it are skipped without it. */
export const hasPublicTrace = existsSync(publicTrace);

// A skipped test says why, whatever the reporter shows.
if (!hasPublicTrace)
  process.stdout.write(`Skipped, as ${publicTrace} is not on this machine: the test of the public trace.\n`);
