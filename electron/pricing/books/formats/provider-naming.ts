import type { BookContext, BookProvider } from './book-format.ts';

/** Ids for names in price files that other spellings of the provider do not tell. */
const ownNames: Readonly<Record<string, string>> = {
  'amazon-bedrock': 'aws',
  'azure-cognitive-services': 'azure',
  'cloudflare-workers-ai': 'cloudflare',
  'fireworks-ai': 'fireworks',
  'google-vertex': 'google',
  'google-vertex-anthropic': 'google',
  'novita-ai': 'novita',
  togetherai: 'together',
};

/**
 * The provider that a book's own name means: the catalogue's where it knows one, else one with the name as its id.
 * @param label what the book calls the provider for people.
 */
export function bookProvider(name: string, context: BookContext, label = name): BookProvider {
  const id = name.trim().toLowerCase().replaceAll('_', '-');
  // LiteLLM files Vertex AI's models under a name for each maker: vertex_ai-anthropic_models.
  const own = ownNames[id] ?? (id.startsWith('vertex-ai') ? 'google' : undefined);
  return (
    (own === undefined ? undefined : context.providerNamed(own)) ??
    context.providerNamed(name) ??
    context.providerNamed(id) ?? { id: own ?? id, name: label }
  );
}
