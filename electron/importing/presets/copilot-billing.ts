import { msPerDay } from '#shared/time.ts';
import { addDecimals, signOfDecimal } from '../read/amounts.ts';
import { copilotModel } from './copilot-model.ts';
import type { Amount, RowOutcome, UsageDraft } from './preset.ts';
import { makerOf, writtenKind } from './provider-names.ts';
import {
  cellText,
  isRejection,
  isTime,
  mayBeAmount,
  mayBeCount,
  readCounts,
  readMoney,
  readNames,
  readQuantities,
  readTime,
} from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['date'],
  user: ['username', 'user_login', 'user'],
  product: ['product'],
  sku: ['sku'],
  model: ['model'],
  quantity: ['quantity', 'aic_quantity'],
  unit: ['unit_type'],
  gross: ['gross_amount', 'aic_gross_amount'],
  discount: ['discount_amount'],
  net: ['net_amount'],
  organization: ['organization'],
  costCenter: ['cost_center_name'],
  input: ['input'],
  output: ['output'],
  cacheRead: ['cache_read'],
  cacheWrite: ['cache_write'],
} as const;
const tokenKeys = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

/**
 * GitHub's billing report of Copilot by day, user and model: premium requests in 2025, AI credits with tokens in 2026.
 * `net_amount` is what was billed, `gross_amount` the same at list price; the four token columns contain none of each
 * other. The number of requests is not in the file: a premium request is a request weighted by its model.
 */
export const copilotBillingPreset = defineTableFormat({
  id: 'copilot-billing',
  name: 'GitHub Copilot billing (CSV report)',
  title: "GitHub Copilot's billing report",
  grain: 'bucket',
  columns,
  required: [['time'], ['model'], ['quantity'], ['sku', 'unit'], ['gross', 'net', 'product']],
  ignored: [
    'applied_cost_per_quantity',
    'exceeds_quota',
    'total_monthly_quota',
    'repository',
    'aic_quantity',
    'aic_gross_amount',
    'workflow_path',
  ],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) &&
    mayBeAmount(cells, found.get('gross')) &&
    mayBeAmount(cells, found.get('net')) &&
    tokenKeys.every((key) => mayBeCount(cells, found.get(key))),
  // A bill without models is still a bill.
  needsModel: () => false,
  reader(found) {
    const counts = found.pick(tokenKeys);
    const quantities = found.pick(['quantity']);
    const nameColumns = found.pick(['user', 'model', 'sku', 'product', 'organization', 'costCenter']);
    return (cells): RowOutcome => {
      const day = readTime(cells, found.need('time'));
      if (isRejection(day)) return day;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const measured = readQuantities(cells, quantities);
      if (isRejection(measured)) return measured;
      const named = readNames(cells, nameColumns);
      const gross = readMoney(cells, found.get('gross'), 'USD');
      if (isRejection(gross)) return gross;
      const discount = readMoney(cells, found.get('discount'), 'USD');
      if (isRejection(discount)) return discount;
      const net = readMoney(cells, found.get('net'), 'USD');
      if (isRejection(net)) return net;

      const { model = '', sku, product, organization, costCenter, user } = named;
      const project = costCenter ?? organization;
      const isPremiumRequest = /request/i.test(cellText(cells, found.get('unit')) || (sku ?? ''));
      const { quantity = 0 } = measured;
      const { input = 0, output = 0, cacheRead = 0, cacheWrite = 0 } = counted;
      const draft: UsageDraft = {
        startMs: day.ms,
        endMs: day.ms + msPerDay,
        provider: 'github-copilot',
        model: copilotModel(model),
        serviceTier: 'standard',
        requests: 0,
        tokens: { input, output, cacheRead, [writtenKind(makerOf(copilotModel(model)))]: cacheWrite },
        ...(isPremiumRequest && quantity > 0 ? { units: { premiumRequest: quantity } } : {}),
        inclusive: [],
        stated: [],
        names: { ...(user === undefined ? {} : { user }), ...(project === undefined ? {} : { project }) },
        remarks: [],
      };
      const isUse = draft.units !== undefined || input + output + cacheRead + cacheWrite > 0;
      const billed = net ?? afterDiscount(gross, discount);
      if (billed === undefined) return isUse ? { kind: 'usage', draft } : { kind: 'empty' };
      return {
        kind: 'charge',
        charge: {
          startMs: draft.startMs,
          endMs: draft.endMs,
          provider: draft.provider,
          model: draft.model,
          line: sku ?? product ?? '',
          project,
          category: signOfDecimal(billed.decimal) < 0 ? 'credit' : 'usage',
          billed,
          list: gross,
          remarks: [],
        },
        // Credits without tokens, and seats, are money alone.
        ...(isUse ? { draft } : {}),
      };
    };
  },
});

function afterDiscount(gross: Amount | undefined, discount: Amount | undefined): Amount | undefined {
  if (gross === undefined || discount === undefined || signOfDecimal(discount.decimal) === 0) return gross;
  const reduction = discount.decimal.startsWith('-') ? discount.decimal : `-${discount.decimal}`;
  return { ...gross, decimal: addDecimals(gross.decimal, reduction) };
}
