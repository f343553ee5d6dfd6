import type { ServiceTier } from '#shared/domain/usage.ts';
import type { NameRule } from './name-rule.ts';

/** What a SKU counts, from its end: `Text Input`, `Thinking Text Output`, `Input Text Caching Storage`. */
const counted =
  /[ -]+(?:(?:thinking )?(?:text|audio|video) (?:input|output)|image input|(?:input|output) (?:text|audio|video|image)|(?:input|output)(?: tokens?)?|(?:text |input )?(?:input )?(?:text |audio |video |image )?cach(?:ing|ed)(?: (?:storage|input))?)$/;

/**
 * Google Cloud's SKUs: "Gemini 2.5 Flash GA Text Input - Predictions" (Vertex AI), "Generate content output token count
 * gemini 2.5 flash short input text" (Gemini API). A SKU without "GA" may be the preview, at another price.
 */
export const googleSku: NameRule = {
  id: 'google-sku',
  read({ provider, model }) {
    if (provider !== undefined && provider !== 'google') return undefined;
    const text = model.trim().toLowerCase();
    const sku = readVertexSku(text) ?? readGeminiApiSku(text);
    if (sku === undefined || sku.name === '') return undefined;
    const name = sku.name.replaceAll(/\s+/g, '-');
    return [
      {
        provider: 'google',
        model: name,
        note: 'read as a Google Cloud SKU',
        serviceTier: sku.serviceTier,
        ...(sku.mayBePreview ? { orModel: `${name}-preview` } : {}),
      },
    ];
  },
};

interface Sku {
  readonly name: string;
  readonly serviceTier?: ServiceTier | undefined;
  readonly mayBePreview: boolean;
}

function readVertexSku(text: string): Sku | undefined {
  const served = /^(.+?) - (?:(batch|flex|priority) )?predictions?$/.exec(text);
  const storage = text.endsWith(' caching storage') ? text : undefined;
  const rest = (served?.[1] ?? storage)?.replace(/ ?\((?:long|short)\)/, '').replace(/ (?:long|short)$/, '');
  if (rest === undefined) return undefined;
  const named = rest.replace(counted, '');
  if (named === rest) return undefined;
  const isGa = / ga(?= |$)/.test(named);
  return {
    name: named.replace(/ ga(?= |$)/, '').trim(),
    serviceTier: served?.[2] as ServiceTier | undefined,
    mayBePreview: !isGa && !/ preview| exp/.test(named),
  };
}

function readGeminiApiSku(text: string): Sku | undefined {
  const counts =
    /^(?:batch )?generate content (?:[a-z]+ )*?(?:input|output) token count (?:for )?((?:gemini|gemma) .+)$/.exec(text);
  if (counts === null) return undefined;
  const name = (counts[1] ?? '').replace(
    / (?:short|long)?(?: ?(?:input|output))?(?: (?:text|audio|video|image))?(?: for .*)?$/,
    '',
  );
  return { name: name.trim(), serviceTier: text.startsWith('batch ') ? 'batch' : undefined, mayBePreview: false };
}
