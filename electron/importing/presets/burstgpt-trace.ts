import type { RowOutcome } from './preset.ts';
import { cellText, isRejection, mayBeCount, readCounts, readNames, readQuantities, reject } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';
import { traceStart } from './trace-times.ts';

const columns = {
  time: ['Timestamp'],
  model: ['Model'],
  input: ['Request tokens'],
  output: ['Response tokens'],
  total: ['Total tokens'],
  task: ['Log Type'],
  conversation: ['Session ID', 'SessionID'],
} as const;

/** The trace's words for the models of its time. */
const modelNames: ReadonlyMap<string, string> = new Map([
  ['chatgpt', 'gpt-3.5-turbo'],
  ['gpt-4', 'gpt-4'],
]);

/**
 * The BurstGPT trace (Azure OpenAI, 2023–2024): one row per request, time in seconds from midnight of the first day. The
 * file states no date, so `traceStartMs` says when it began. Its model "ChatGPT" is GPT-3.5.
 */
export const burstgptTracePreset = defineTableFormat({
  id: 'burstgpt-trace',
  name: 'BurstGPT request trace (CSV)',
  title: 'the BurstGPT trace',
  grain: 'request',
  isTrace: true,
  columns,
  required: [['time'], ['input'], ['output'], ['total', 'task']],
  ignored: ['Elapsed time'],
  isPlausible: (cells, found) =>
    /^\s*\d{1,9}(\.\d+)?\s*$/.test(cellText(cells, found.get('time'))) &&
    mayBeCount(cells, found.get('input')) &&
    mayBeCount(cells, found.get('output')),
  reader(found, options) {
    const times = found.pick(['time']);
    const counts = found.pick(['input', 'output', 'total']);
    const nameColumns = found.pick(['model', 'task', 'conversation']);
    const start = traceStart(options);
    return (cells): RowOutcome => {
      const offsets = readQuantities(cells, times);
      if (isRejection(offsets)) return offsets;
      const ms = offsets.time === undefined ? undefined : start.at(offsets.time * 1000);
      if (ms === undefined)
        return reject(found.need('time'), { problem: 'it is not a number of seconds from the start' });
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const named = readNames(cells, nameColumns);
      const { input, output, total } = counted;
      if (input === undefined) return reject(found.get('input'), { problem: 'the count is missing' });
      if (output === undefined) return reject(found.get('output'), { problem: 'the count is missing' });
      const { model = '', ...who } = named;
      const known = modelNames.get(model.toLowerCase());
      return {
        kind: 'usage',
        draft: {
          startMs: ms,
          endMs: ms,
          provider: known === undefined ? '' : 'openai',
          model: known ?? model,
          serviceTier: 'standard',
          requests: 1,
          tokens: { input, output },
          inclusive: [],
          stated:
            total === undefined
              ? []
              : [
                  {
                    column: 'Total tokens',
                    tokens: total,
                    parts: [
                      { column: 'Request tokens', tokens: input },
                      { column: 'Response tokens', tokens: output },
                    ],
                  },
                ],
          names: who,
          remarks: [
            ...start.remarks,
            ...(known === undefined || known === model.toLowerCase()
              ? []
              : [`the model ${model} was taken as ${known}`]),
            ...(output === 0 ? ['the response has no tokens: a request that failed, counted as it stands'] : []),
          ],
        },
      };
    };
  },
});
