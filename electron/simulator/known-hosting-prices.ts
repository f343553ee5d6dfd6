import { openHostingBook, resolveFleet, type PriceFactors } from '#selfhosting';
import type { Scenario } from '#shared/domain/scenario.ts';
import { addMonths, type MonthText } from '#shared/time.ts';
import { planMonths, type PlanMonth } from './calendar.ts';
import { cardsInForce, modelPrices, type CardIndex, type ModelPrices } from './cards.ts';
import type { FleetPlan } from './fleets.ts';

/** Months that are looked at: as far as self-hosting is compared. */
const monthsAhead = 60;

/**
 * Tells what dated price cards make of a month's cost at the API in each month ahead, traffic and prompts as they are.
 * @param costAt USD at some prices; null = not known then, and the price before goes on.
 */
export function apiPriceFactors(
  scenario: Scenario,
  index: CardIndex,
  models: readonly string[],
  costAt: (prices: ModelPrices) => number | null,
): PriceFactors {
  const known = new Map<string, number | null>();
  const costs = monthsOf(scenario).map((month) => {
    const cards = cardsInForce(index, models, month);
    const cost = known.get(cards.key) ?? costAt(modelPrices(cards));
    known.set(cards.key, cost);
    return cost;
  });
  return factorsOf(costs);
}

/** Tells what dated rates of the hosting book make of the rent, or the purchase price, of a fleet's GPUs. */
export function gpuPriceFactors(scenario: Scenario, { resolved, path }: FleetPlan): PriceFactors {
  const { payment } = resolved.fleet;
  // Rates of their own stand beside the book's: one factor would move both.
  if (payment.kind === 'rent' && (payment.reservedUsdPerGpuHour !== undefined || payment.spotShare > 0))
    return undefined;
  const fleet = scenario.fleets?.find(({ id }) => id === resolved.fleet.id);
  if (fleet === undefined || resolved.price === undefined) return undefined;
  const book = openHostingBook(scenario.hostingBook);
  return factorsOf(
    monthsOf(scenario).map(({ month }) => {
      const later = resolveFleet(fleet, book, `${month}-01`, path);
      return later.ok ? (later.value.price?.usd ?? null) : null;
    }),
  );
}

/** In words, with the month of the first change; undefined = there is none. */
export function knownChangeNote(subject: string, factors: PriceFactors, startMonth: MonthText): string | undefined {
  const index = factors?.findIndex((factor) => factor !== 1) ?? -1;
  const factor = factors?.[index];
  if (factor === undefined) return undefined;
  const percent = (100 * (factor - 1)).toFixed(1).replace('-', '−');
  return `${subject} ${factor > 1 ? 'rises' : 'falls'} in ${addMonths(startMonth, index)} (${factor > 1 ? '+' : ''}${percent} %), as dated prices say: it counts in the years ahead, not in today’s break-even.`;
}

function monthsOf({ calendar }: Scenario): readonly PlanMonth[] {
  return planMonths({ ...calendar, months: monthsAhead });
}

/** Undefined where nothing changes. */
function factorsOf(amounts: readonly (number | null)[]): PriceFactors {
  const [first] = amounts;
  if (first === undefined || first === null || first === 0) return undefined;
  let last = 1;
  const factors = amounts.map((amount) => (last = amount === null ? last : amount / first));
  return factors.every((factor) => factor === 1) ? undefined : factors;
}
