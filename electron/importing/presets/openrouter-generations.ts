import { costWithOwnKey, splitCompletion } from './openrouter-row.ts';
import { signOfDecimal } from '../read/amounts.ts';
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
  id: ['generation_id'],
  time: ['created_at'],
  model: ['model_permaslug', 'model'],
  variant: ['variant'],
  prompt: ['tokens_prompt'],
  completion: ['tokens_completion'],
  reasoning: ['tokens_reasoning'],
  cached: ['tokens_cached'],
  cost: ['cost_total'],
  byok: ['byok_usage_inference'],
  project: ['app_name'],
  user: ['user'],
} as const;
const ownKeyRemark = "the cost contains what the provider billed to the user's own key";
const countKeys = ['prompt', 'completion', 'reasoning', 'cached'] as const;

/**
 * OpenRouter's activity export with one row for each generation. `tokens_prompt` contains the cached tokens and
 * `tokens_completion` the reasoning, as in the API's answers. With a key of one's own (BYOK) the cost at OpenRouter is
 * zero or a fee, and `byok_usage_inference` is what the provider billed: a row costs both together.
 */
export const openrouterGenerationsPreset = defineTableFormat({
  id: 'openrouter-generations',
  name: 'OpenRouter activity, one row per generation (CSV export)',
  title: "OpenRouter's activity export by generation",
  grain: 'request',
  columns,
  required: [['id'], ['time'], ['model'], ['prompt', 'cost']],
  ignored: [
    'cost_web_search',
    'cost_cache',
    'cost_file_processing',
    'provider_name',
    'cancelled',
    'streamed',
    'finish_reason_raw',
    'finish_reason_normalized',
    'generation_time_ms',
    'time_to_first_token_ms',
    'api_key_disabled',
  ],
  leftOut: { api_key_name: 'personal data' },
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) &&
    mayBeAmount(cells, found.get('cost')) &&
    countKeys.every((key) => mayBeCount(cells, found.get(key))),
  reader(found) {
    const counts = found.pick(countKeys);
    const nameColumns = found.pick(['id', 'model', 'variant', 'project', 'user']);
    return (cells): RowOutcome => {
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const named = readNames(cells, nameColumns);
      const cost = readMoney(cells, found.get('cost'), 'USD');
      if (isRejection(cost)) return cost;
      const byok = readMoney(cells, found.get('byok'), 'USD');
      if (isRejection(byok)) return byok;

      const { id, model = '', variant, ...who } = named;
      const { prompt = 0, completion = 0, reasoning = 0, cached = 0 } = counted;
      const output = splitCompletion(
        { column: 'tokens_completion', tokens: completion },
        { column: 'tokens_reasoning', tokens: reasoning },
      );
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.ms,
          provider: 'openrouter',
          model: withVariant(model, variant),
          serviceTier: 'standard',
          requests: 1,
          tokens: { cacheRead: cached, reasoning },
          inclusive: [
            {
              column: 'tokens_prompt',
              tokens: prompt,
              remainder: 'input',
              parts: [{ column: 'tokens_cached', tokens: cached }],
            },
            output.inclusive,
          ],
          stated: [],
          names: who,
          billed: costWithOwnKey(cost, byok),
          ...(id === undefined ? {} : { key: `openrouter:${id}` }),
          remarks: [
            ...output.remarks,
            ...(byok === undefined || signOfDecimal(byok.decimal) === 0 ? [] : [ownKeyRemark]),
          ],
        },
      };
    };
  },
});

/** A variant (`free`, `thinking`) has its own price, so it is part of the model's name as in the API. */
function withVariant(model: string, variant: string | undefined): string {
  if (variant === undefined || variant === 'standard' || model.includes(':')) return model;
  return `${model}:${variant}`;
}
