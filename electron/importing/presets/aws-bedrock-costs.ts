import type { ChargeCategory } from '#shared/domain/charge.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { isProblem } from '../read/cells.ts';
import { readBedrockUsageType, type BedrockUsageType } from './bedrock-usage-type.ts';
import { bedrockModel, type BedrockProduct } from './bedrock-model.ts';
import { billLine, projectOfTags, type BilledUsage } from './bill-lines.ts';
import { objectCell } from './json-cells.ts';
import { textField } from './json-values.ts';
import type { Amount, Cells, FindCard, RowOutcome } from './preset.ts';
import { remembered } from './remembered.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readTime, reject } from './row-cells.ts';
import { defineTableFormat, type Columns } from './table-format.ts';
import { blockOf, numberOf, readBillQuantity, tokensOf, type Quantity } from './token-quantity.ts';
import { tokensPerUnit } from './token-scale.ts';

const columns = {
  start: ['line_item_usage_start_date', 'lineItem/UsageStartDate'],
  end: ['line_item_usage_end_date', 'lineItem/UsageEndDate'],
  type: ['line_item_line_item_type', 'lineItem/LineItemType'],
  code: ['line_item_product_code', 'lineItem/ProductCode'],
  usageType: ['line_item_usage_type', 'lineItem/UsageType'],
  description: ['line_item_line_item_description', 'lineItem/LineItemDescription'],
  resource: ['line_item_resource_id', 'lineItem/ResourceId'],
  amount: ['line_item_usage_amount', 'lineItem/UsageAmount'],
  currency: ['line_item_currency_code', 'lineItem/CurrencyCode'],
  cost: [
    'line_item_unblended_cost',
    'lineItem/UnblendedCost',
    'line_item_net_unblended_cost',
    'lineItem/NetUnblendedCost',
  ],
  list: ['pricing_public_on_demand_cost', 'pricing/publicOnDemandCost'],
  unit: ['pricing_unit', 'pricing/unit'],
  product: ['product'],
  productName: ['product_product_name', 'product/ProductName'],
  serviceName: ['product_servicename', 'product_service_name', 'product/servicename'],
  productModel: ['product_model', 'product/model'],
  user: ['line_item_iam_principal', 'lineItem/IamPrincipal'],
  tags: ['resource_tags'],
  projectTag: ['resourceTags/user:project', 'resourceTags/user:Project', 'resource_tags_user_project'],
} as const;
type Key = keyof typeof columns;

/**
 * AWS' cost and usage reports, CUR 2.0 and the one before, as far as they are of Bedrock; the rest of the bill is passed
 * over. A row is an hour (or day) of a usage type. Bedrock's own types count blocks of tokens; third parties' models come through
 * the Marketplace in units whose size only their price shows. What was billed is the unblended cost: discounts and credits
 * are lines of their own.
 */
export const awsBedrockCostsPreset = defineTableFormat({
  id: 'aws-bedrock-costs',
  name: 'AWS cost and usage report, Bedrock (CUR 2.0 and legacy)',
  title: "AWS' cost and usage report",
  grain: 'bucket',
  columns,
  required: [['start'], ['usageType'], ['amount'], ['cost']],
  foreign: ['BilledCost'],
  ignored: [
    'line_item_operation',
    'line_item_net_unblended_cost',
    'line_item_unblended_rate',
    'lineItem/Operation',
    'lineItem/UnblendedRate',
  ],
  leftOut: {
    line_item_usage_account_id: 'an account',
    'lineItem/UsageAccountId': 'an account',
    bill_payer_account_id: 'an account',
    'bill/PayerAccountId': 'an account',
    identity_line_item_id: 'it differs from report to report',
    'identity/LineItemId': 'it differs from report to report',
  },
  personal: ['user'],
  isPlausible: (cells, found) => isTime(cells, found.get('start')) && mayBeAmount(cells, found.get('cost')),
  needsModel: () => false,
  reader(found, _options, findCard) {
    const services = { findCard, readUsageType: remembered(readBedrockUsageType) };
    return (cells) => readRow(cells, found, services);
  },
});

interface Services {
  readonly findCard: FindCard;
  readonly readUsageType: typeof readBedrockUsageType;
}

function readRow(cells: Cells, found: Columns<Key>, { findCard, readUsageType }: Services): RowOutcome {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  const usageType = text('usageType');
  const type = readUsageType(usageType);
  const names = [text('code'), text('productName'), text('serviceName'), text('product'), text('description')];
  if (type?.isMarketplace !== true && !names.some((name) => /bedrock/i.test(name))) return { kind: 'empty' };
  const start = readTime(cells, found.need('start'));
  if (isRejection(start)) return start;
  const end = text('end') === '' ? start : readTime(cells, found.get('end') ?? found.need('start'));
  if (isRejection(end)) return end;
  const currency = text('currency').toUpperCase() || 'USD';
  const billed = readMoney(cells, found.need('cost'), currency);
  if (isRejection(billed)) return billed;
  if (billed === undefined) return { kind: 'reject', column: found.need('cost').name, reason: 'the cost is missing' };
  const list = readMoney(cells, found.get('list'), currency);
  if (isRejection(list)) return list;
  const quantity = readBillQuantity(text('amount'));
  if (isProblem(quantity)) return reject(found.get('amount'), quantity);

  const category = categoryOf(text('type'), billed);
  const product = productOf(cells, found);
  const texts = { resource: text('resource'), product, description: text('description'), type, usageType };
  const model = bedrockModel(texts, (name) => findCard('aws', name, start.ms) !== undefined);
  const line: Line = { startMs: start.ms, usageType, type, model, quantity, billed, list, unit: text('unit') };
  const usage = category === 'usage' ? usageOf(line, findCard) : undefined;
  const project = text('projectTag') || projectOfTags(text('tags'));
  return billLine(
    {
      startMs: start.ms,
      endMs: end.ms,
      provider: 'aws',
      model,
      line: usageType || text('description'),
      project,
      category,
      billed,
      ...(list === undefined || category !== 'usage' ? {} : { list }),
      remarks:
        category === 'usage' && type !== undefined && usage === undefined
          ? ['the size of the unit cannot be told from its price, so the line counts as cost without tokens']
          : [],
    },
    usage === undefined ? undefined : { ...usage, user: text('user') },
  );
}

function productOf(cells: Cells, found: Columns<Key>): BedrockProduct {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  const map = objectCell(text('product'));
  return {
    name:
      text('productName') ||
      textField(map, 'product_name', 'ProductName') ||
      text('serviceName') ||
      textField(map, 'servicename', 'service_name'),
    model: text('productModel') || textField(map, 'model', 'model_name'),
  };
}

function categoryOf(type: string, { decimal }: Amount): ChargeCategory {
  switch (type.toLowerCase()) {
    case '':
    case 'usage':
    case 'discountedusage':
    case 'savingsplancoveredusage':
      return signOfDecimal(decimal) < 0 ? 'credit' : 'usage';
    case 'tax':
      return 'tax';
    case 'fee':
    case 'rifee':
    case 'savingsplanrecurringfee':
    case 'savingsplanupfrontfee':
      return 'commitment';
    default:
      return /credit|refund|discount|negation/i.test(type) ? 'credit' : 'other';
  }
}

interface Line {
  readonly startMs: number;
  readonly usageType: string;
  readonly type: BedrockUsageType | undefined;
  readonly model: string;
  readonly quantity: Quantity | undefined;
  readonly billed: Amount;
  readonly list: Amount | undefined;
  readonly unit: string;
}

function usageOf(line: Line, findCard: FindCard): BilledUsage | undefined {
  const { type, quantity, unit, usageType } = line;
  if (quantity === undefined) return undefined;
  if (type === undefined) {
    const isProvisioned = /ProvisionedThroughput/i.test(usageType) && /^h(ou)?rs?$/i.test(unit);
    return isProvisioned && quantity.digits >= 0n
      ? { units: { provisionedUnitHour: numberOf(quantity) }, remarks: [] }
      : undefined;
  }
  const block = tokensPerUnit({
    usdPerUnit: usdPerUnit(line),
    statedBlock: blockOf(unit),
    isDoubtful: type.isMarketplace,
    kind: type.kind,
    card: line.model === '' ? undefined : findCard('aws', line.model, line.startMs),
  });
  const counted = block === undefined ? undefined : tokensOf(quantity, block);
  if (counted === undefined) return undefined;
  return {
    tokens: { [type.kind]: counted.tokens },
    serviceTier: type.serviceTier,
    residency: type.residency,
    remarks: [
      ...counted.remarks,
      ...(type.isLongContext ? ['the line is of long prompts: it may be priced below the long-context rate'] : []),
      ...(type.isLatencyOptimised ? ['the line is of optimised latency, whose price is not known'] : []),
    ],
  };
}

/** What one unit cost, at list price where that is stated: it is nearest to a known price. */
function usdPerUnit({ quantity, billed, list }: Line): number | undefined {
  const amount = quantity === undefined ? 0 : numberOf(quantity);
  const usd = [list, billed]
    .map((money) => (money?.currency === 'USD' ? Number(money.decimal) : 0))
    .find((cost) => cost > 0);
  return usd === undefined || amount <= 0 ? undefined : usd / amount;
}
