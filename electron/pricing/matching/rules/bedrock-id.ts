import type { Residency } from '#shared/domain/usage.ts';
import { bedrockIdPattern } from '../name-parts.ts';
import type { NameRule } from './name-rule.ts';

/**
 * Bedrock's model ids: `anthropic.claude-…` is called in one region, `us.`, `eu.`, `apac.`… stay in their part of the
 * world, `global.` goes anywhere. The prefix decides the price, so it is never taken off; a prefix that the book's own
 * rules may not list becomes its `regional.`.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
export const bedrockId: NameRule = {
  id: 'bedrock-id',
  read({ provider, model }) {
    const id = bedrockIdPattern.exec(model.toLowerCase());
    // A tool that calls a maker's model through Bedrock may name the maker as the provider.
    if (id === null || (provider !== undefined && provider !== 'aws' && provider !== id[2])) return undefined;
    const place = id[1] ?? '';
    const rest = model.slice(place === '' ? 0 : place.length + 1);
    const residency = residencyOf(place);
    const readings = [];
    if (provider !== 'aws') {
      readings.push({ provider: 'aws', model, note: 'written as Bedrock writes its ids', residency });
    } else if (place !== '' && place !== 'global' && place !== 'regional') {
      readings.push({ provider, model: `regional.${rest}`, note: `served in the region "${place}"`, residency });
    }
    return readings;
  },
};

/** Where a Bedrock prefix keeps requests; no prefix is a single region. */
export function residencyOf(place: string): Residency {
  switch (place.toLowerCase()) {
    case 'global':
      return 'global';
    case 'us':
      return 'us';
    case 'eu':
      return 'eu';
    default:
      return 'regional';
  }
}
