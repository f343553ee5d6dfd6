/**
 * The rules of FOCUS 1.2 that a file of usage must keep, from the specification as `reference/competitors.md` section 5
 * states it: the 21 mandatory columns, allowed values, ISO 8601 in UTC, decimals with a point, nulls and not empty
 * texts, custom names that begin with `x_`.
 */

export const mandatoryColumns = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
] as const;

/** Mandatory columns that may be null: the class of a charge that is no correction, an account's name. */
const nullable: ReadonlySet<string> = new Set(['ChargeClass', 'BillingAccountName']);

/** Other columns of FOCUS 1.2 that a file may have. */
const otherColumns: ReadonlySet<string> = new Set([
  'AvailabilityZone',
  'BillingAccountType',
  'CapacityReservationId',
  'CapacityReservationStatus',
  'ChargeFrequency',
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountQuantity',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'CommitmentDiscountUnit',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedUnitPrice',
  'InvoiceId',
  'ListUnitPrice',
  'PricingCategory',
  'PricingCurrency',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
  'RegionId',
  'RegionName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceSubcategory',
  'SkuId',
  'SkuMeter',
  'SkuPriceDetails',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'Tags',
]);

const decimals = /^-?\d+(\.\d+)?$/;
const instants = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const allowed: Readonly<Record<string, readonly string[]>> = {
  ChargeCategory: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  ChargeClass: ['', 'Correction'],
  ChargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
  PricingCategory: ['', 'Standard', 'Dynamic', 'Committed', 'Other'],
  ServiceCategory: ['AI and Machine Learning'],
  ServiceSubcategory: ['Generative AI'],
  BillingCurrency: ['USD'],
};

/** A row by column. */
export type FocusRow = Readonly<Record<string, string>>;

/** What of a file breaks a rule; none for a good one. */
export function brokenRules(header: readonly string[], rows: readonly FocusRow[]): readonly string[] {
  const known = (name: string): boolean =>
    mandatoryColumns.some((column) => column === name) || otherColumns.has(name) || name.startsWith('x_');
  return [
    ...mandatoryColumns.filter((name) => !header.includes(name)).map((name) => `no column ${name}`),
    ...header.filter((name) => !known(name)).map((name) => `unknown column ${name}`),
    ...(new Set(header).size === header.length ? [] : ['a column stands twice']),
    ...rows.flatMap((row, index) => rowRules(row).map((rule) => `row ${index + 1}: ${rule}`)),
  ];
}

function rowRules(row: FocusRow): readonly string[] {
  const cell = (name: string): string => row[name] ?? '';
  const amount = (name: string): number => Number(cell(name));
  const broken = (name: string, isRight: boolean): readonly string[] =>
    isRight ? [] : [`${name} is ${JSON.stringify(cell(name))}`];
  const names = Object.keys(row);
  return [
    ...mandatoryColumns.filter((name) => !nullable.has(name)).flatMap((name) => broken(name, cell(name) !== '')),
    ...Object.entries(allowed).flatMap(([name, values]) => broken(name, values.includes(cell(name)))),
    ...names
      .filter((name) => /(Cost|Price|Quantity)$/.test(name) && cell(name) !== '')
      .flatMap((name) => broken(name, decimals.test(cell(name)))),
    ...names
      .filter((name) => /Period(Start|End)$/.test(name))
      .flatMap((name) => broken(name, instants.test(cell(name)))),
    ...names.flatMap((name) => broken(name, !/^(null|undefined|NaN)$/i.test(cell(name)))),
    ...broken('ChargePeriodEnd', cell('ChargePeriodEnd') > cell('ChargePeriodStart')),
    ...broken('BillingPeriodStart', cell('BillingPeriodStart') <= cell('ChargePeriodStart')),
    ...broken('BillingPeriodEnd', cell('BillingPeriodEnd') > cell('ChargePeriodStart')),
    ...broken('ListCost', isClose(amount('ListCost'), amount('ListUnitPrice') * amount('PricingQuantity'))),
    ...broken(
      'ContractedCost',
      isClose(amount('ContractedCost'), amount('ContractedUnitPrice') * amount('PricingQuantity')),
    ),
    ...(cell('ConsumedUnit') === 'Tokens'
      ? [
          ...broken('PricingUnit', cell('PricingUnit') === '1000000 Tokens'),
          ...broken('ConsumedQuantity', /^\d+$/.test(cell('ConsumedQuantity'))),
          ...broken('PricingQuantity', isClose(amount('PricingQuantity') * 1e6, amount('ConsumedQuantity'))),
        ]
      : []),
    ...['SkuPriceDetails', 'Tags'].flatMap((name) => broken(name, cell(name) === '' || isFlatObject(cell(name)))),
  ];
}

function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left));
}

/** Key-value format: a JSON object whose values are no objects. */
function isFlatObject(text: string): boolean {
  const value: unknown = JSON.parse(text);
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((item) => typeof item !== 'object')
  );
}
