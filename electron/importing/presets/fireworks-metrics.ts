import { msPerHour } from '#shared/time.ts';
import type { RowOutcome } from './preset.ts';
import {
  areEmpty,
  isRejection,
  isTime,
  mayBeCount,
  readCounts,
  readNames,
  readQuantities,
  readTime,
} from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  start: ['start_time'],
  end: ['end_time'],
  usageType: ['usage_type'],
  acceleratorSeconds: ['accelerator_seconds'],
  model: ['base_model_name'],
  prompt: ['prompt_tokens'],
  completion: ['completion_tokens'],
  cached: ['cached_prompt_tokens'],
  uncached: ['uncached_prompt_tokens'],
  user: ['email'],
} as const;
const secondsPerHour = msPerHour / 1000;

/**
 * Fireworks' billing metrics: serverless calls with their tokens, dedicated deployments with the seconds of their
 * accelerators. `prompt_tokens` contains the cached ones where the newer export tells them apart.
 */
export const fireworksMetricsPreset = defineTableFormat({
  id: 'fireworks-metrics',
  name: 'Fireworks billing metrics (CSV export)',
  title: "Fireworks' billing metrics",
  grain: 'request',
  columns,
  required: [['start'], ['end'], ['model'], ['prompt'], ['completion'], ['usageType', 'acceleratorSeconds']],
  ignored: ['accelerator_type', 'model_bucket', 'parameter_count'],
  personal: ['user'],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('start')) &&
    mayBeCount(cells, found.get('prompt')) &&
    mayBeCount(cells, found.get('completion')),
  reader(found) {
    const counts = found.pick(['prompt', 'completion', 'cached', 'uncached']);
    const quantities = found.pick(['acceleratorSeconds']);
    const names = found.pick(['model', 'user']);
    return (cells): RowOutcome => {
      const from = readTime(cells, found.need('start'));
      if (isRejection(from)) return from;
      if (areEmpty(cells, counts.values()) && areEmpty(cells, quantities.values())) return { kind: 'empty' };
      const to = readTime(cells, found.need('end'));
      if (isRejection(to)) return to;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const measured = readQuantities(cells, quantities);
      if (isRejection(measured)) return measured;
      const named = readNames(cells, names);
      const { prompt = 0, completion = 0, cached = 0, uncached } = counted;
      const { acceleratorSeconds = 0 } = measured;
      if (prompt + completion + acceleratorSeconds === 0) return { kind: 'empty' };
      const { model = '', ...who } = named;
      const input = { column: 'prompt_tokens', tokens: prompt };
      const cachedPart = { column: 'cached_prompt_tokens', tokens: cached };
      return {
        kind: 'usage',
        draft: {
          startMs: from.ms,
          endMs: to.ms,
          provider: 'fireworks',
          model,
          serviceTier: 'standard',
          // A call begins and ends within the second that the export writes; a longer time is many calls.
          requests: to.ms === from.ms ? 1 : 0,
          tokens: { cacheRead: cached, output: completion },
          ...(acceleratorSeconds === 0 ? {} : { units: { provisionedUnitHour: acceleratorSeconds / secondsPerHour } }),
          inclusive: [{ ...input, remainder: 'input', parts: [cachedPart] }],
          stated:
            uncached === undefined
              ? []
              : [{ ...input, parts: [cachedPart, { column: 'uncached_prompt_tokens', tokens: uncached }] }],
          names: who,
          remarks: [],
        },
      };
    };
  },
});
