import type { ChargeCategory } from '#shared/domain/charge.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { isProblem } from '../read/cells.ts';
import { billLine, type BilledUsage } from './bill-lines.ts';
import { readGcpSku, type GcpSku } from './gcp-sku.ts';
import type { Amount, RowOutcome } from './preset.ts';
import { remembered } from './remembered.ts';
import { numberOf, readBillQuantity, tokensOf, type Quantity } from './token-quantity.ts';

/** A line of a Google Cloud bill, whichever of its exports it stands in. */
export interface GcpLine {
  /** UTC ms. */
  readonly startMs: number;
  /** UTC ms, exclusive. */
  readonly endMs: number;
  /** Service description: `Vertex AI`, `Gemini API`. */
  readonly service: string;
  /** SKU description. */
  readonly sku: string;
  readonly project: string | undefined;
  /** Usage as the cell writes it, and the name of its column. */
  readonly amount: { readonly text: string; readonly column: string };
  readonly unit: string;
  readonly billed: Amount;
  readonly list: Amount | undefined;
  /** What the export says the line is; undefined = usage, or a credit where it is negative. */
  readonly category: ChargeCategory | undefined;
  readonly remarks: readonly string[];
}

/** Services of language models; Vertex AI sells machines too, whose SKUs name no model. */
const modelServices = /gemini|generative language|vertex ai|agent platform|claude|anthropic|mistral|llama/i;

/** True for a line that a bill of language models has: others are passed over. */
function isLanguageModel(service: string, sku: GcpSku | undefined): boolean {
  if (/gemini api|generative language/i.test(service)) return true;
  return sku !== undefined && (service === '' || modelServices.test(service));
}

/** Makes outcomes of lines. Lines of other services are empty, lines whose SKU does not tell tokens are cost alone. */
export function createGcpLineReader(): ReadGcpLine {
  const readSku = remembered(readGcpSku);
  return (line) => outcomeOf(line, readSku(line.sku));
}

/** Makes an outcome of a line. */
export type ReadGcpLine = (line: GcpLine) => RowOutcome;

function outcomeOf(line: GcpLine, sku: GcpSku | undefined): RowOutcome {
  if (!isLanguageModel(line.service, sku)) return { kind: 'empty' };
  const quantity = readBillQuantity(line.amount.text);
  if (isProblem(quantity)) return { kind: 'reject', column: line.amount.column, reason: quantity.problem };
  const category = line.category ?? (signOfDecimal(line.billed.decimal) < 0 ? 'credit' : 'usage');
  const usage = category === 'usage' && quantity !== undefined ? usageOf(sku, quantity, line) : undefined;
  return billLine(
    {
      startMs: line.startMs,
      endMs: line.endMs,
      provider: 'google',
      model: sku?.model ?? '',
      line: line.sku || line.service,
      project: line.project,
      category,
      billed: line.billed,
      ...(line.list === undefined || category !== 'usage' ? {} : { list: line.list }),
      remarks: [
        ...line.remarks,
        ...(category === 'usage' && sku?.counts !== undefined && usage === undefined ? [whyNotCounted(sku, line)] : []),
      ],
    },
    usage,
  );
}

/** Units in which tokens and calls are counted one by one. */
const single = /^(count|counts|requests?|tokens?|units?|)$/i;

function usageOf(sku: GcpSku | undefined, quantity: Quantity, line: GcpLine): BilledUsage | undefined {
  if (sku?.counts === undefined) return undefined;
  const { counts, serviceTier, residency, remarks } = sku;
  const shared = { serviceTier, residency };
  if ('unit' in counts) {
    const amount =
      counts.unit === 'cacheStorageMTokHour' ? storedMTokHours(quantity, line) : plainCount(quantity, line);
    return amount === undefined ? undefined : { ...shared, units: { [counts.unit]: amount }, remarks };
  }
  if (!single.test(line.unit.trim()) || isByCharacter(sku, line)) return undefined;
  const counted = tokensOf(quantity, 1);
  if (counted === undefined) return undefined;
  return { ...shared, tokens: { [counts.kind]: counted.tokens }, remarks: [...counted.remarks, ...remarks] };
}

/** Vertex AI billed Gemini 1 by the character, under SKUs that read as if they counted tokens. */
function isByCharacter(sku: GcpSku, { service }: GcpLine): boolean {
  return /^gemini 1\b/i.test(sku.model) && /vertex/i.test(service);
}

function whyNotCounted(sku: GcpSku, line: GcpLine): string {
  if (isByCharacter(sku, line))
    return 'Vertex AI billed Gemini 1 by the character: the line counts as cost without tokens';
  const unit = line.unit === '' ? 'a missing unit' : `the unit "${line.unit}"`;
  return `${unit} does not tell how much was used: the line counts as cost alone`;
}

function plainCount(quantity: Quantity, { unit }: GcpLine): number | undefined {
  return single.test(unit.trim()) && quantity.digits >= 0n ? numberOf(quantity) : undefined;
}

/** Hours of one token, by their price: stored tokens cost between a tenth of a cent and a few dollars a million hours. */
function storedMTokHours(quantity: Quantity, { unit, billed, list }: GcpLine): number | undefined {
  if (!/^(h|hours?|token[- ]?hours?|count)$/i.test(unit.trim())) return undefined;
  const hours = numberOf(quantity);
  const cost = [list, billed].map((money) => Number(money?.decimal ?? 0)).find((money) => money > 0);
  if (cost === undefined || hours <= 0) return undefined;
  const usdPerHour = cost / hours;
  if (usdPerHour > 1e-8 && usdPerHour < 1e-3) return hours / 1e6;
  return usdPerHour > 0.05 && usdPerHour < 1000 ? hours : undefined;
}
