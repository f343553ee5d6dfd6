import type { RowOutcome } from './preset.ts';
import { makerOf } from './provider-names.ts';
import {
  areEmpty,
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
  id: ['response_id', 'request_id'],
  time: ['request_created_at', 'response_created_at'],
  model: ['model', 'response_model', 'request_model'],
  input: ['prompt_tokens'],
  output: ['completion_tokens'],
  user: ['request_user_id', 'user_id'],
  cost: ['cost', 'cost_usd'],
  status: ['response_status'],
  latency: ['latency', 'delay_ms'],
} as const;

/**
 * Requests as Helicone's command line exports them. Cached tokens are not in the file, so a cost that was computed with
 * them shows as residual.
 */
export const heliconeRequestsPreset = defineTableFormat({
  id: 'helicone-requests',
  name: 'Helicone requests (CSV export)',
  title: "Helicone's export of requests",
  grain: 'request',
  columns,
  required: [['id'], ['time'], ['model'], ['input'], ['output'], ['status', 'latency']],
  foreign: ['generation_id', 'call_type'],
  ignored: ['response_created_at', 'request_id', 'total_tokens'],
  leftOut: { request_body: 'prompts', response_body: 'prompts', request_properties: 'may hold personal data' },
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) &&
    mayBeAmount(cells, found.get('cost')) &&
    mayBeCount(cells, found.get('input')) &&
    mayBeCount(cells, found.get('output')),
  reader(found) {
    const counts = found.pick(['input', 'output']);
    const nameColumns = found.pick(['id', 'model', 'user']);
    return (cells): RowOutcome => {
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      const billed = readMoney(cells, found.get('cost'), 'USD');
      if (isRejection(billed)) return billed;
      if (areEmpty(cells, counts.values()) && billed === undefined) {
        return { kind: 'empty', remark: 'the request states neither tokens nor a cost' };
      }
      const tokens = readCounts(cells, counts);
      if (isRejection(tokens)) return tokens;
      const named = readNames(cells, nameColumns);
      const { id, model = '', ...who } = named;
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.ms,
          provider: makerOf(model),
          model,
          serviceTier: 'standard',
          requests: 1,
          tokens,
          inclusive: [],
          stated: [],
          names: who,
          billed,
          ...(id === undefined ? {} : { key: `helicone:${id}` }),
          remarks: [],
        },
      };
    };
  },
});
