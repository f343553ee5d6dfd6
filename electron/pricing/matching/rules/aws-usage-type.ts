import type { ServiceTier } from '#shared/domain/usage.ts';
import { aliasHint, type NameRule } from './name-rule.ts';

/** Region, model and what is counted: `USE1-Claude3Sonnet-input-tokens`, `USW2-NovaLite-cache-read-input-token-count`. */
const usageType =
  /^[A-Z]{2,4}\d{0,2}-(?:mantle-)?(.+?)-(?:text-)?(?:cache-read-|cache-write-)?(?:input|output)-tokens?(?:-count)?((?:-[a-z]+)*)$/i;

const marketplaceType = /^(?:[A-Z]{2,4}\d{0,2}-)?MP:/;

/**
 * Usage types of AWS' cost and usage reports. Those of the Marketplace (`USE1-MP:USE1_InputTokenCount-Units`) name no
 * model: the product's name does.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/cost-mgmt-understanding-cur-data.html
 */
export const awsUsageType: NameRule = {
  id: 'aws-usage-type',
  read({ provider, model }) {
    if (provider !== undefined && provider !== 'aws') return undefined;
    if (marketplaceType.test(model)) {
      return {
        unreadable: `The usage type "${model}" names no model; its product name does.`,
        nextStep: aliasHint,
      };
    }
    const type = usageType.exec(model);
    if (type === null) return undefined;
    const [, written = '', suffix = ''] = type;
    const hints = {
      residency: suffix.includes('-global') ? 'global' : 'regional',
      serviceTier: (['batch', 'flex', 'priority'] as const).find((tier) => suffix.includes(`-${tier}`)) satisfies
        ServiceTier | undefined,
    } as const;
    const spaced = written.replaceAll(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').replaceAll(/(?<=[0-9])(?=[A-Z][a-z])/g, ' ');
    const note = 'read as an AWS usage type';
    return [written, spaced, `${written} instruct`, `${spaced} instruct`].map((name) => ({
      provider: 'aws',
      model: name,
      note,
      ...hints,
    }));
  },
};
