import type { ChargeCategory } from '#shared/domain/charge.ts';
import { msPerDay } from '#shared/time.ts';
import { isProblem } from '../read/cells.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { readAzureMeter, type AzureMeter } from './azure-meter.ts';
import { billLine, projectOfTags, type BilledUsage } from './bill-lines.ts';
import type { Amount, Cells, Rejection, RowOutcome } from './preset.ts';
import { readablePart, remembered } from './remembered.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readRequiredInstant, reject } from './row-cells.ts';
import { defineTableFormat, type Columns } from './table-format.ts';
import { blockOf, numberOf, readBillQuantity, tokensOf, type Quantity } from './token-quantity.ts';

const columns = {
  date: ['Date', 'UsageDateTime', 'UsageDate'],
  category: ['MeterCategory'],
  subCategory: ['MeterSubCategory', 'MeterSubcategory'],
  meter: ['MeterName', 'Meter'],
  product: ['Product', 'ProductName'],
  quantity: ['Quantity', 'UsageQuantity'],
  unit: ['UnitOfMeasure'],
  cost: ['CostInBillingCurrency', 'Cost', 'PreTaxCost', 'ExtendedCost'],
  currency: ['BillingCurrencyCode', 'BillingCurrency', 'Currency'],
  costUsd: ['CostInUsd'],
  list: ['PaygCostInBillingCurrency'],
  listUsd: ['PaygCostInUsd'],
  chargeType: ['ChargeType'],
  resourceGroup: ['ResourceGroup', 'ResourceGroupName'],
  tags: ['Tags'],
} as const;
type Key = keyof typeof columns;

/**
 * Azure's cost exports, actual or amortised, of Enterprise Agreements and Microsoft Customer Agreements. A row is a day of
 * a meter on a resource; only rows of language models count, the rest of the bill is passed over. Tokens are the quantity times
 * the block of its unit; model, direction, batch and place stand in the meter's name. Dates are month/day/year.
 */
export const azureCostsPreset = defineTableFormat({
  id: 'azure-costs',
  name: 'Azure cost export (CSV)',
  title: "Azure's cost export",
  grain: 'bucket',
  columns,
  required: [['date'], ['meter'], ['category', 'subCategory'], ['quantity'], ['unit'], ['cost', 'costUsd']],
  foreign: ['ChargePeriodStart', 'line_item_usage_type'],
  ignored: ['EffectivePrice', 'UnitPrice', 'PayGPrice', 'MeterId', 'MeterRegion', 'PartNumber', 'ServiceFamily'],
  leftOut: {
    AccountName: 'personal data',
    AccountOwnerId: 'personal data',
    BillingAccountId: 'an account',
    BillingAccountName: 'an account',
    BillingProfileId: 'an account',
    BillingProfileName: 'an account',
    SubscriptionId: 'an account',
    SubscriptionName: 'an account',
    SubscriptionGuid: 'an account',
    ResourceId: 'it holds account ids',
    InstanceId: 'it holds account ids',
    AdditionalInfo: 'it says nothing of use and cost',
  },
  isPlausible: (cells, found) =>
    isTime(cells, found.get('date')) && mayBeAmount(cells, found.get('cost') ?? found.get('costUsd')),
  needsModel: () => false,
  reader(found) {
    const readMeter = remembered(readAzureMeter);
    return (cells) => readRow(cells, found, readMeter);
  },
});

function readRow(cells: Cells, found: Columns<Key>, readMeter: typeof readAzureMeter): RowOutcome {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  const meterText = readablePart(text('meter'));
  if (!isLanguageModel([text('category'), text('subCategory'), text('product')].map(readablePart), meterText))
    return { kind: 'empty' };
  const day = readRequiredInstant(cells, found.need('date'), 'mdy');
  if (isRejection(day)) return day;
  const billed = readBilled(cells, found);
  if (isRejection(billed)) return billed;
  const quantity = readBillQuantity(text('quantity'));
  if (isProblem(quantity)) return reject(found.get('quantity'), quantity);
  const list = readList(cells, found, billed);
  if (isRejection(list)) return list;

  const category = categoryOf(text('chargeType'), billed);
  const meter = readMeter(meterText);
  const isProvisioned = isProvisionedUnit(meterText, text('product'));
  const usage =
    category !== 'usage' || quantity === undefined
      ? undefined
      : isProvisioned
        ? provisionedUsage(quantity, text('unit'))
        : tokenUsage(quantity, text('unit'), meter);
  const project = projectOfTags(text('tags')) ?? (text('resourceGroup') || undefined);
  return billLine(
    {
      startMs: day.ms,
      endMs: day.ms + (day.ms % msPerDay === 0 ? msPerDay : 0),
      provider: 'azure',
      model: isProvisioned ? provisionedName(meterText) : modelName(meter.model, text('product'), text('subCategory')),
      line: meterText,
      project,
      category,
      billed,
      ...(list === undefined ? {} : { list }),
      remarks:
        category === 'usage' && usage === undefined ? ['the meter does not tell how many tokens of which kind'] : [],
    },
    usage,
  );
}

/** Categories of language models, by their names over the years, and the word for tokens in any other. */
function isLanguageModel(categories: readonly string[], meter: string): boolean {
  if (categories.some((text) => /\bopenai\b|foundry models/i.test(text))) return true;
  return /\btokens?\b/i.test(meter) || isProvisionedUnit(meter, categories.join(' '));
}

function isProvisionedUnit(meter: string, product: string): boolean {
  return (
    /\bPTUs?\b|provisioned (managed|throughput)/i.test(meter) ||
    (/\bPTUs?\b/i.test(product) && /provisioned/i.test(meter))
  );
}

function provisionedName(meter: string): string {
  return meter.replace(/\s*units?$/i, '').trim();
}

/** Meters drop the family that the product is called after: `5.4` of Azure OpenAI is a GPT, `V4 Pro` a DeepSeek. */
function modelName(model: string, product: string, subCategory: string): string {
  if (/openai/i.test(`${product} ${subCategory}`)) return /^\d/.test(model) ? `gpt ${model}` : model;
  const family = /^Azure (.+?) Models$/i.exec(product)?.[1] ?? /^Azure (.+?) Models$/i.exec(subCategory)?.[1];
  const isNamed = family === undefined || model === '' || model.toLowerCase().includes(family.toLowerCase());
  return isNamed ? model : `${family} ${model}`;
}

/** What is billed: in the billing currency, or in US dollars where the file states them beside another currency. */
function readBilled(cells: Cells, found: Columns<Key>): Amount | Rejection {
  const currency = cellText(cells, found.get('currency')).trim().toUpperCase() || 'USD';
  const usd = readMoney(cells, found.get('costUsd'), 'USD');
  if (currency !== 'USD' && usd !== undefined) return usd;
  const cost = readMoney(cells, found.get('cost'), currency);
  return cost ?? usd ?? { kind: 'reject', column: 'Cost', reason: 'the cost is missing' };
}

function readList(cells: Cells, found: Columns<Key>, { currency }: Amount): Amount | undefined | Rejection {
  const usd = currency === 'USD' ? readMoney(cells, found.get('listUsd'), 'USD') : undefined;
  return usd ?? readMoney(cells, found.get('list'), currency);
}

function categoryOf(chargeType: string, { decimal }: Amount): ChargeCategory {
  switch (chargeType.toLowerCase()) {
    case '':
    case 'usage':
      return signOfDecimal(decimal) < 0 ? 'credit' : 'usage';
    case 'purchase':
    case 'unusedreservation':
    case 'unusedsavingsplan':
      return 'commitment';
    case 'refund':
    case 'credit':
      return 'credit';
    case 'tax':
      return 'tax';
    default:
      return 'other';
  }
}

function provisionedUsage(quantity: Quantity, unit: string): BilledUsage | undefined {
  const hours = /^(\d+)?\s*\/?\s*hours?$/i.exec(unit.trim());
  const count = numberOf(quantity) * Number(hours?.[1] ?? 1);
  return hours === null || count < 0 ? undefined : { units: { provisionedUnitHour: count }, remarks: [] };
}

function tokenUsage(quantity: Quantity, unit: string, meter: AzureMeter): BilledUsage | undefined {
  const { kind, serviceTier, residency, isTraining, isLongContext } = meter;
  const block = blockOf(unit);
  if (kind === undefined || isTraining || block === undefined) return undefined;
  const counted = tokensOf(quantity, block);
  if (counted === undefined) return undefined;
  return {
    tokens: { [kind]: counted.tokens },
    serviceTier,
    residency,
    remarks: [
      ...counted.remarks,
      ...(isLongContext ? ['the meter is of long prompts: it may be priced below the long-context rate'] : []),
    ],
  };
}
