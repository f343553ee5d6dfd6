/**
 * Ids of the providers in the bundled price book. They live apart from the book's data so that a model name can be
 * read without loading it, and because the book's package offers no synchronous list of its own; a test compares the
 * two, so an upgraded book that adds or drops a provider fails until this list follows.
 */
export const knownProviderIds = [
  'anthropic',
  'arcee',
  'avian',
  'aws',
  'azure',
  'baseten',
  'cerebras',
  'cloudflare',
  'cohere',
  'cursor',
  'deepseek',
  'doubleword',
  'fireworks',
  'github-copilot',
  'google',
  'groq',
  'huggingface_cerebras',
  'huggingface_fireworks-ai',
  'huggingface_groq',
  'huggingface_hyperbolic',
  'huggingface_nebius',
  'huggingface_novita',
  'huggingface_nscale',
  'huggingface_ovhcloud',
  'huggingface_publicai',
  'huggingface_sambanova',
  'huggingface_together',
  'minimax',
  'mistral',
  'modal',
  'moonshotai',
  'novita',
  'openai',
  'openrouter',
  'ovhcloud',
  'perplexity',
  'quicksilverpro',
  'together',
  'typesafe',
  'voyageai',
  'x-ai',
  'zai',
  'zhipuai',
] as const;

const known: ReadonlySet<string> = new Set(knownProviderIds);

/** Whether a lower-case name is the id of a provider in the bundled price book. */
export function isKnownProvider(id: string): boolean {
  return known.has(id);
}
