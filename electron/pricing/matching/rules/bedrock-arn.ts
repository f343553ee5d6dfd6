import type { NameRule } from './name-rule.ts';
import { aliasHint } from './name-rule.ts';

/**
 * Bedrock's ARNs. `foundation-model/ID` is called in one region, `inference-profile/REGION.ID` across the regions that
 * its prefix names; provisioned, custom, imported and application profiles have an id that hides the model.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export const bedrockArn: NameRule = {
  id: 'bedrock-arn',
  read({ model }) {
    const arn = /^arn:aws[a-z-]*:(?:bedrock|sagemaker)[a-z-]*:[a-z0-9-]*:[^:]*:([a-z-]+)\/(.+)$/i.exec(model);
    if (arn === null) return undefined;
    const kind = (arn[1] ?? '').toLowerCase();
    const id = arn[2] ?? '';
    switch (kind) {
      case 'foundation-model':
        return [
          { provider: 'aws', model: id, note: 'taken out of the ARN of a foundation model', residency: 'regional' },
        ];
      case 'inference-profile':
        return [{ provider: 'aws', model: id, note: 'taken out of the ARN of an inference profile' }];
      default:
        return { unreadable: `The ARN of ${articleFor(kind)} does not tell its model.`, nextStep: aliasHint };
    }
  },
};

function articleFor(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
