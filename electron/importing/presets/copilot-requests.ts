import type { RowOutcome } from './preset.ts';
import { copilotModel } from './copilot-model.ts';
import { isRejection, isTime, readNames, readQuantities, readTime } from './row-cells.ts';
import { isProblem } from '../read/cells.ts';
import { readQuantity } from '../read/amounts.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['Timestamp'],
  user: ['User'],
  model: ['Model'],
  quantity: ['Requests Used'],
  exceeds: ['Exceeds Monthly Quota'],
  quota: ['Total Monthly Quota'],
} as const;

/**
 * GitHub Copilot's premium request report of 2025, one row per request. "Requests Used" is the request's weight by its
 * model (0.33, 1, 10), so it counts premium requests; no tokens are in the file, and no money.
 */
export const copilotRequestsPreset = defineTableFormat({
  id: 'copilot-requests',
  name: 'GitHub Copilot premium requests (CSV report of 2025)',
  title: "GitHub Copilot's report of premium requests",
  grain: 'request',
  columns,
  required: [['time'], ['model'], ['quantity'], ['user', 'exceeds', 'quota']],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) && !isProblem(readQuantity(cells[found.need('quantity').index] ?? '')),
  reader(found) {
    const quantities = found.pick(['quantity']);
    const names = found.pick(['user', 'model']);
    return (cells): RowOutcome => {
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      const measured = readQuantities(cells, quantities);
      if (isRejection(measured)) return measured;
      const named = readNames(cells, names);
      const { quantity = 0 } = measured;
      const { model = '', ...who } = named;
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.ms,
          provider: 'github-copilot',
          model: copilotModel(model),
          serviceTier: 'standard',
          requests: 1,
          tokens: {},
          ...(quantity === 0 ? {} : { units: { premiumRequest: quantity } }),
          inclusive: [],
          stated: [],
          names: who,
          remarks: [],
        },
      };
    };
  },
});
