import type { ChargeCategory } from '#shared/domain/charge.ts';
import { isEmptyCell, isProblem } from '../read/cells.ts';
import { billLine, projectOfTags, type BilledUsage } from './bill-lines.ts';
import { isLanguageModel, readFocusUse, type FocusTexts, type FocusUse } from './focus-tokens.ts';
import { objectCell } from './json-cells.ts';
import type { Cells, RowOutcome } from './preset.ts';
import { providerId } from './provider-names.ts';
import { readablePart } from './remembered.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readRequiredInstant } from './row-cells.ts';
import { defineTableFormat, type Columns } from './table-format.ts';
import { blockOf, readBillQuantity, tokensOf } from './token-quantity.ts';

const columns = {
  start: ['ChargePeriodStart'],
  end: ['ChargePeriodEnd'],
  billed: ['BilledCost'],
  list: ['ListCost'],
  currency: ['BillingCurrency'],
  pricingCurrency: ['PricingCurrency'],
  category: ['ChargeCategory'],
  description: ['ChargeDescription'],
  seller: ['ServiceProviderName', 'ProviderName', 'Provider'],
  publisher: ['PublisherName', 'Publisher', 'HostProviderName'],
  serviceCategory: ['ServiceCategory'],
  service: ['ServiceName'],
  quantity: ['ConsumedQuantity', 'UsageQuantity'],
  unit: ['ConsumedUnit', 'UsageUnit'],
  pricingQuantity: ['PricingQuantity'],
  pricingUnit: ['PricingUnit'],
  pricingCategory: ['PricingCategory'],
  skuId: ['SkuId'],
  skuMeter: ['SkuMeter', 'x_SkuMeterName'],
  details: ['SkuPriceDetails', 'x_SkuDetails'],
  tokenType: ['TokenType', 'x_TokenType', 'x_TokenKind'],
  usageType: ['x_UsageType'],
  model: ['x_Model', 'x_ModelName', 'x_ModelId', 'x_model', 'x_ConversationModel'],
  resourceName: ['ResourceName'],
  resourceType: ['ResourceType'],
  subAccount: ['SubAccountName'],
  user: ['PrincipalId'],
  tags: ['Tags'],
} as const;
type Key = keyof typeof columns;

/**
 * FOCUS 1.0 to 1.3, the open format of cloud bills. Only rows of language models count. What was billed is `BilledCost`:
 * `EffectiveCost` spreads the same money over time and is never added to it. FOCUS splits no tokens by itself; a row counts tokens
 * where its unit is a number of tokens and its meter, details or description say of which kind. `Token` as a currency or
 * as a unit without a kind is a vendor's credit.
 */
export const focusPreset = defineTableFormat({
  id: 'focus',
  name: 'FOCUS cost and usage (1.0 to 1.3)',
  title: "FOCUS' cost and usage columns",
  grain: 'bucket',
  columns,
  required: [['start'], ['billed'], ['category', 'list'], ['seller', 'publisher', 'service']],
  ignored: [
    'EffectiveCost',
    'ContractedCost',
    'ContractedUnitPrice',
    'ListUnitPrice',
    'BillingPeriodStart',
    'BillingPeriodEnd',
    'ChargeClass',
    'ChargeFrequency',
    'InvoiceIssuerName',
    'InvoiceIssuer',
    'ServiceSubcategory',
    'SkuPriceId',
    'RegionId',
    'RegionName',
    'AvailabilityZone',
  ],
  leftOut: {
    BillingAccountId: 'an account',
    BillingAccountName: 'an account',
    SubAccountId: 'an account',
    ResourceId: 'it may hold account ids',
    CredentialId: 'personal data',
    RequesterDetails: 'personal data',
  },
  personal: ['user'],
  isPlausible: (cells, found) => isTime(cells, found.get('start')) && mayBeAmount(cells, found.get('billed')),
  needsModel: () => false,
  reader: (found) => (cells) => readRow(cells, found),
});

function readRow(cells: Cells, found: Columns<Key>): RowOutcome {
  const text = (key: Key): string => {
    const cell = cellText(cells, found.get(key)).trim();
    return isEmptyCell(cell) ? '' : cell;
  };
  const name = (key: Key): string => readablePart(text(key));
  const texts: FocusTexts = {
    provider: providerId(name('seller') || name('publisher')),
    details: objectCell(text('details')),
    tokenType: name('tokenType'),
    usageType: name('usageType'),
    model: name('model'),
    skuMeter: name('skuMeter'),
    skuId: name('skuId'),
    description: name('description'),
    resourceName: name('resourceName'),
    resourceType: name('resourceType'),
    pricingCategory: name('pricingCategory'),
  };
  if (!isLanguageModel(texts, name('serviceCategory'), name('service'))) return { kind: 'empty' };
  const times = readTimes(cells, found);
  if (isRejection(times)) return times;
  const currency = text('currency').toUpperCase() || 'USD';
  const billed = readMoney(cells, found.need('billed'), currency);
  if (isRejection(billed)) return billed;
  if (billed === undefined) return { kind: 'reject', column: 'BilledCost', reason: 'the cost is missing' };
  const list = readMoney(cells, found.get('list'), currency);
  if (isRejection(list)) return list;
  const category = categoryOf(text('category'));
  const use = readFocusUse(texts);
  const usage = category === 'usage' ? usageOf(use, text) : undefined;
  return billLine(
    {
      ...times,
      provider: texts.provider,
      model: category === 'usage' ? use.model : '',
      line: texts.skuMeter || texts.description || texts.skuId || text('service'),
      project: projectOfTags(text('tags')) ?? (text('subAccount') || undefined),
      category,
      billed,
      ...(list === undefined ? {} : { list }),
      remarks: [],
    },
    usage === undefined ? undefined : { ...usage, user: text('user') },
  );
}

function readTimes(cells: Cells, found: Columns<Key>) {
  // The specification's own samples write month/day/year.
  const start = readRequiredInstant(cells, found.need('start'), 'mdy');
  if (isRejection(start)) return start;
  const end = isEmptyCell(cellText(cells, found.get('end')))
    ? start
    : readRequiredInstant(cells, found.get('end') ?? found.need('start'), 'mdy');
  return isRejection(end) ? end : { startMs: start.ms, endMs: end.ms };
}

function categoryOf(text: string): ChargeCategory {
  switch (text.toLowerCase()) {
    case '':
    case 'usage':
      return 'usage';
    case 'purchase':
      return 'commitment';
    case 'tax':
      return 'tax';
    case 'credit':
    case 'refund':
      return 'credit';
    default:
      return 'other';
  }
}

/** What the row used: tokens of one kind. Undefined where it is not said, or where the unit is a vendor's credit. */
function usageOf(use: FocusUse, text: (key: Key) => string): BilledUsage | undefined {
  const { kind, serviceTier, residency, saysTokens } = use;
  if (kind === undefined || /^tokens?$/i.test(text('pricingCurrency'))) return undefined;
  const measures = [
    [text('quantity'), text('unit')],
    [text('pricingQuantity'), text('pricingUnit')],
  ] as const;
  for (const [amount, unit] of measures) {
    const block =
      /token/i.test(unit) || (saysTokens && unit !== '')
        ? blockOf(unit.replace(/^(counts?|requests?)$/i, '1'))
        : undefined;
    const quantity = readBillQuantity(amount);
    if (block === undefined || quantity === undefined || isProblem(quantity)) continue;
    const counted = tokensOf(quantity, block);
    if (counted === undefined) return undefined;
    return { tokens: { [kind]: counted.tokens }, serviceTier, residency, remarks: counted.remarks };
  }
  return undefined;
}
