import { testLogic } from './match-logic.ts';
import type { NamedProvider } from './named-models.ts';

/**
 * What gateways, telemetry and exports call the providers of a price book. Sources: LiteLLM's provider list
 * (https://docs.litellm.ai/docs/providers), OpenTelemetry's `gen_ai.provider.name` and `gen_ai.system` values
 * (https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/), OpenRouter's provider names
 * (https://openrouter.ai/docs/features/provider-routing); read 2026-11-23. Marks between words do not count.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['anthropic_text', 'claude', 'claude_platform'],
  aws: [
    'amazon',
    'amazon_bedrock',
    'aws_bedrock',
    'bedrock',
    'bedrock_converse',
    'bedrock_mantle',
    'sagemaker_bedrock',
  ],
  azure: [
    'az_ai_inference',
    'az_ai_openai',
    'azure_ai',
    'azure_ai_foundry',
    'azure_ai_inference',
    'azure_ai_openai',
    'azure_openai',
    'azure_text',
    'foundry_models',
    'microsoft',
    'microsoft_azure',
    'microsoft_foundry',
  ],
  cohere: ['cohere_chat'],
  fireworks: ['fireworks_ai'],
  google: [
    'gcp',
    'gcp_gemini',
    'gcp_gen_ai',
    'gcp_vertex_ai',
    'gemini',
    'google_ai_studio',
    'google_cloud',
    'google_genai',
    'google_vertex',
    'google_vertex_ai',
    'palm',
    'vertex',
    'vertex_ai',
    'vertex_ai_anthropic_models',
    'vertex_ai_beta',
    'vertex_ai_language_models',
    'vertexai',
  ],
  mistral: ['mistral_ai', 'mistralai'],
  moonshotai: ['moonshot', 'moonshot_ai'],
  openai: ['text_completion_openai', 'openai_chat', 'openai_responses'],
  perplexity: ['perplexity_ai'],
  together: ['together_ai', 'togetherai'],
  voyageai: ['voyage', 'voyage_ai'],
  'x-ai': ['xai', 'x_ai'],
  zai: ['z_ai'],
};

/** Gateways that pass on the prices of whom they call: their name says nothing of who sells the model. */
const gateways: ReadonlySet<string> = new Set([
  'litellm',
  'litellm_proxy',
  'portkey',
  'helicone',
  'langfuse',
  'unknown',
  'custom',
]);

const providerByName = new Map(
  Object.entries(otherNames).flatMap(([id, names]) => names.map((name) => [plain(name), id] as const)),
);

/**
 * The id of the provider that a name means.
 * @returns undefined when no provider of the book is called so.
 */
export function providerNamed(name: string, providers: ReadonlyMap<string, NamedProvider>): string | undefined {
  const lower = name.trim().toLowerCase();
  if (providers.has(lower)) return lower;
  const listed = providerByName.get(plain(lower));
  if (listed !== undefined && providers.has(listed)) return listed;
  return [...providers.values()].find(
    ({ calledLike }) => calledLike !== undefined && testLogic(calledLike, lower) !== undefined,
  )?.id;
}

/** Makers by the beginnings of names that their own condition in the book leaves out. */
const makersByName: readonly (readonly [RegExp, string])[] = [
  [/^(?:chatgpt-|codex-mini|computer-use|text-embedding-(?:3|ada)|ft:)/, 'openai'],
  [/^sonar(?:-|$)/, 'perplexity'],
];

/** The provider that makes a model, by its name alone: lower case, dashes for spaces. */
export function makerOf(model: string, providers: readonly NamedProvider[]): NamedProvider | undefined {
  const listed = makersByName.find(([pattern]) => pattern.test(model))?.[1];
  return (
    providers.find(({ id }) => id === listed) ??
    providers.find(({ makes }) => makes !== undefined && testLogic(makes, model) !== undefined)
  );
}

/** Whether a provider's name says nothing about who sells the model. */
export function isGateway(name: string): boolean {
  return gateways.has(plain(name));
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
}
