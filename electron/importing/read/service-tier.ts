import type { ServiceTier } from '#shared/domain/usage.ts';
import { isEmptyCell, quoteCell } from './cells.ts';

/** Vendors' words for our tiers; `default` and `auto` are what OpenAI writes for its standard tier. */
const tierWords: ReadonlyMap<string, ServiceTier> = new Map([
  ['standard', 'standard'],
  ['default', 'standard'],
  ['auto', 'standard'],
  ['on_demand', 'standard'],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
]);

/** A tier with what must be said about how it was read. */
export interface ReadTier {
  readonly tier: ServiceTier;
  readonly remark?: string;
}

/** Reads a service tier; an unknown one (OpenAI's prepaid `scale`, say) is priced as standard and says so. */
export function readServiceTier(text: string): ReadTier {
  if (isEmptyCell(text)) return { tier: 'standard' };
  const tier = tierWords.get(text.trim().toLowerCase());
  if (tier !== undefined) return { tier };
  return { tier: 'standard', remark: `service tier ${quoteCell(text.trim())} is not known and was taken as standard` };
}
