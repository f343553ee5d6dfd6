import { msPerDay } from '#shared/time.ts';
import { costWithOwnKey, splitCompletion } from './openrouter-row.ts';
import type { RowOutcome } from './preset.ts';
import {
  isRejection,
  isTime,
  mayBeAmount,
  mayBeCount,
  readCounts,
  readMoney,
  readNames,
  readTime,
} from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['Date'],
  model: ['Slug', 'model_permaslug', 'model'],
  // The permaslug is null for models that have gone.
  plainModel: ['model'],
  cost: ['Usage'],
  byok: ['BYOK Usage', 'byok_usage_inference'],
  requests: ['Requests'],
  prompt: ['Prompt Tokens'],
  completion: ['Completion Tokens'],
  reasoning: ['Reasoning Tokens'],
} as const;
const countKeys = ['requests', 'prompt', 'completion', 'reasoning'] as const;

/**
 * OpenRouter's activity export by day and model, also the table of its activity API. Cached tokens are not told apart
 * from the prompt, so what the cache saved shows only as residual. A row costs what OpenRouter billed and what providers
 * billed to keys of one's own (BYOK).
 */
export const openrouterActivityPreset = defineTableFormat({
  id: 'openrouter-activity',
  name: 'OpenRouter activity by day (CSV export)',
  title: "OpenRouter's daily activity export",
  grain: 'bucket',
  columns,
  required: [['time'], ['model'], ['cost'], ['requests'], ['prompt'], ['completion'], ['byok', 'reasoning']],
  foreign: ['generation_id'],
  ignored: ['model', 'endpoint_id', 'provider_name'],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) &&
    mayBeAmount(cells, found.get('cost')) &&
    countKeys.every((key) => mayBeCount(cells, found.get(key))),
  reader(found) {
    const counts = found.pick(countKeys);
    const names = found.pick(['model', 'plainModel']);
    return (cells): RowOutcome => {
      const day = readTime(cells, found.need('time'));
      if (isRejection(day)) return day;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const named = readNames(cells, names);
      const cost = readMoney(cells, found.need('cost'), 'USD');
      if (isRejection(cost)) return cost;
      const byok = readMoney(cells, found.get('byok'), 'USD');
      if (isRejection(byok)) return byok;
      const { requests = 0, prompt = 0, completion = 0, reasoning = 0 } = counted;
      const output = splitCompletion(
        { column: 'Completion Tokens', tokens: completion },
        { column: 'Reasoning Tokens', tokens: reasoning },
      );
      return {
        kind: 'usage',
        draft: {
          startMs: day.ms,
          endMs: day.ms + msPerDay,
          provider: 'openrouter',
          model: named.model ?? named.plainModel ?? '',
          serviceTier: 'standard',
          requests,
          tokens: { input: prompt, reasoning },
          inclusive: [output.inclusive],
          stated: [],
          names: {},
          billed: costWithOwnKey(cost, byok),
          remarks: output.remarks,
        },
      };
    };
  },
});
