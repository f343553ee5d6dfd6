import { readablePart } from './remembered.ts';
import { wordsApart, type BedrockUsageType } from './bedrock-usage-type.ts';

/** Names that the report gives the product, in columns of their own or in a map. */
export interface BedrockProduct {
  readonly name: string;
  readonly model: string;
}

/** Where a line may name its model. */
export interface BedrockTexts {
  readonly resource: string;
  readonly product: BedrockProduct;
  readonly description: string;
  readonly type: BedrockUsageType | undefined;
  readonly usageType: string;
}

/**
 * The model: the id in the resource's name where that is a model's own or a system profile's, else as the product calls
 * it, else as the usage type does.
 */
function nameOf({ resource, product, description, type, usageType }: BedrockTexts): string {
  const id = /:(?:foundation-model|inference-profile)\/([a-z0-9-]+\.[\w.:-]+)$/i.exec(readablePart(resource))?.[1];
  if (id !== undefined) return id;
  if (product.model !== '') return product.model;
  const edition = /([\w][\w .-]*?)\s*\(Amazon Bedrock Edition\)/i.exec(
    readablePart(`${product.name} | ${description}`),
  )?.[1];
  if (edition !== undefined) return edition;
  return (
    type?.model ??
    wordsApart(/ProvisionedThroughput-(.+?)-(?:NoCommit|\d|ModelUnits)/i.exec(readablePart(usageType))?.[1] ?? '')
  );
}

/** Makers of Bedrock's models by the families that they are called after. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/^claude/i, 'anthropic'],
  [/^(nova|titan)/i, 'amazon'],
  [/^llama/i, 'meta'],
  [/^(mistral|mixtral|ministral|pixtral|magistral)/i, 'mistral'],
  [/^(command|embed)/i, 'cohere'],
  [/^(gpt|o\d)/i, 'openai'],
];

/**
 * The model of a line of Bedrock, by the name by which it is known. Where a model costs less by a global profile than in
 * one region, its plain name fits both: then the name says which, as Bedrock's ids do
 * (`global.anthropic.claude-sonnet-4.5`). Llamas are sold as instruct models only, and billed without the word.
 * @param isKnown whether a name means one model with a price; where none does, the name stays as the bill spells it.
 */
export function bedrockModel(texts: BedrockTexts, isKnown: (name: string) => boolean): string {
  const name = nameOf(texts);
  if (name === '' || isKnown(name)) return name;
  const maker = makers.find(([family]) => family.test(name))?.[1];
  const scope = texts.type?.residency === 'global' ? 'global' : 'regional';
  const scoped = `${scope}.${maker}.${name.toLowerCase().replaceAll(/\s+/g, '-')}`;
  if (maker !== undefined && isKnown(scoped)) return scoped;
  const instruct = `${name} Instruct`;
  return isKnown(instruct) ? instruct : name;
}
