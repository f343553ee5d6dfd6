import type { Residency } from '#shared/domain/usage.ts';
import { aliasHint, type NameRule } from './name-rule.ts';

/**
 * Google's resource names: `models/gemini-…` (Gemini API), `publishers/google/models/…` and
 * `projects/…/locations/…/publishers/anthropic/models/…` (Vertex AI). Endpoints and tuned models hide what they run.
 * Source: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations
 */
export const googleResource: NameRule = {
  id: 'google-resource',
  read({ provider, model }) {
    const publisher =
      /^(?:\/?\/?[a-z0-9.-]*aiplatform\.googleapis\.com\/)?(?:v1[a-z0-9]*\/)?(?:projects\/[^/]+\/)?(?:locations\/([^/]+)\/)?publishers\/([^/]+)\/models\/([^/]+)$/i.exec(
        model,
      );
    if (publisher !== null) {
      const [, location, maker, name = ''] = publisher;
      if (provider !== undefined && provider !== 'google' && provider !== maker?.toLowerCase()) return undefined;
      const residency = location === undefined ? undefined : locationResidency(location);
      return [{ provider: 'google', model: name, note: 'taken out of a Vertex AI resource name', residency }];
    }
    if (provider !== undefined && provider !== 'google') return undefined;
    if (/^(?:projects\/.*\/)?(?:endpoints|tunedmodels)\/[^/]+$/i.test(model)) {
      return { unreadable: `The Google resource "${model}" does not tell its model.`, nextStep: aliasHint };
    }
    const plain = /^models\/(.+)$/i.exec(model);
    return plain === null
      ? undefined
      : [{ provider: 'google', model: plain[1] ?? '', note: 'without the prefix "models/"' }];
  },
};

function locationResidency(location: string): Residency {
  const place = location.toLowerCase();
  return place === 'global' || place === 'us' || place === 'eu' ? place : 'regional';
}
