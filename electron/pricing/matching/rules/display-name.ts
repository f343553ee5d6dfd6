import type { NamedProvider } from '../named-models.ts';
import { providerNamed } from '../provider-names.ts';
import type { NameRule, Reading } from './name-rule.ts';

/**
 * Names for people: "Anthropic: Claude Sonnet 4.5" (OpenRouter), "Auto: GPT-5 mini" (Copilot), "Claude Haiku 4.5
 * (Amazon Bedrock Edition)" (AWS Marketplace), "GPT-4o mini". Spaces become the dashes that ids are written with.
 */
export function displayName(providers: ReadonlyMap<string, NamedProvider>): NameRule {
  return {
    id: 'display-name',
    read({ provider, model }) {
      const edition = /^(.+?)\s*\((?:Amazon Bedrock Edition|on Amazon Bedrock)\)$/i.exec(model);
      if (edition !== null && (provider === undefined || provider === 'aws')) {
        return [{ provider: 'aws', model: edition[1] ?? '', note: 'sold as the Amazon Bedrock edition' }];
      }
      const readings: Reading[] = [];
      const titled = /^([^:/]+):\s+(.+)$/.exec(model);
      if (titled !== null) {
        const [, title = '', name = ''] = titled;
        const maker = providerNamed(title, providers);
        if (title.toLowerCase() === 'auto') readings.push({ provider, model: name, note: 'chosen automatically' });
        else if (maker !== undefined)
          readings.push({ provider: provider ?? maker, model: name, note: `without "${title}:"` });
      }
      if (/\s/.test(model)) {
        const dashed = model.replaceAll(/[\s(),:–—-]+/g, '-').replace(/-$/, '');
        readings.push({ provider, model: dashed, note: 'with dashes for spaces' });
      }
      return readings;
    },
  };
}
