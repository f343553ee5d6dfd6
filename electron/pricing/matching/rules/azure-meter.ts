import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import type { NameRule } from './name-rule.ts';

/** Words of Azure's token meters that say what is counted, not of which model. */
const countingWords = new Set(
  'inp inpt input in outp outpt opt output out cached cache cachd cchd cd token tokens'.split(' '),
);

/** Words of Azure's token meters that say where the request is processed. */
const placeWords: Readonly<Record<string, Residency>> = {
  glbl: 'global',
  gl: 'global',
  gbl: 'global',
  global: 'global',
  dzone: 'regional',
  dz: 'regional',
  dzn: 'regional',
  datazone: 'regional',
  rgnl: 'regional',
  regnl: 'regional',
  reg: 'regional',
  regional: 'regional',
};

const tierWords: Readonly<Record<string, ServiceTier>> = {
  batch: 'batch',
  btch: 'batch',
  priority: 'priority',
  prty: 'priority',
};

/**
 * Azure's meters: "gpt 4.1 Inp glbl Tokens", "gpt-4o-0513 Inp glbl Tokens", "5.4 inp Gl 1M Tokens". A text is a meter
 * when it says what is counted and where, or ends in the word for tokens; a model without a family is a GPT.
 */
export const azureMeter: NameRule = {
  id: 'azure-meter',
  read({ provider, model }) {
    if (provider !== undefined && provider !== 'azure') return undefined;
    const words = model.toLowerCase().split(/[\s-]+/);
    const isCounted = words.some((word) => countingWords.has(word) && !/^tokens?$/.test(word));
    const places = words.map((word) => placeWords[word]).filter((place) => place !== undefined);
    const isMeter = places.length > 0 || /^tokens?$/.test(words.at(-1) ?? '');
    if (!isCounted || !isMeter || places.length > 1) return undefined;
    const rest = words.filter(
      (word) =>
        !countingWords.has(word) &&
        placeWords[word] === undefined &&
        tierWords[word] === undefined &&
        !/^1[km]$/.test(word) &&
        word !== 'data' &&
        word !== 'zone',
    );
    const name = rest.join('-');
    if (name === '' || (provider === undefined && places.length === 0)) return undefined;
    const isDataZone = words.includes('data') && words.includes('zone');
    return [
      {
        provider: 'azure',
        model: /^\d/.test(name) ? `gpt-${name}` : name,
        note: 'read as an Azure meter',
        residency: places[0] ?? (isDataZone ? 'regional' : undefined),
        serviceTier: words.map((word) => tierWords[word]).find((tier) => tier !== undefined),
      },
    ];
  },
};
