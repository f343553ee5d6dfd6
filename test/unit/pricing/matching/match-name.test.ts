import { describe, expect, it } from 'vitest';
import {
  createNameMatcher,
  type ModelAlias,
  type NamedBook,
  type NamedModel,
} from '../../../../electron/pricing/matching/index.ts';
import { bundledNames } from './bundled-matcher.ts';

const match = createNameMatcher(await bundledNames());

function model(modelId: string, more: Partial<NamedModel> = {}): NamedModel {
  const slash = modelId.indexOf('/');
  return {
    modelId,
    provider: modelId.slice(0, slash),
    model: modelId.slice(slash + 1),
    displayName: modelId.slice(slash + 1),
    priceKey: modelId,
    isPriced: true,
    ...more,
  };
}

describe('what a match says', () => {
  it.each([
    [{ provider: 'openai', model: 'gpt-4o' }, 'exact id', []],
    [{ model: 'openai/gpt-4o' }, 'exact id', []],
    [{ model: 'gpt-4o' }, 'matched openai/gpt-4o by its name alone, no provider given', []],
    [{ provider: 'openai', model: 'gpt-4o-2024-08-06' }, "matched openai/gpt-4o by the book's rule for openai", []],
    [{ provider: 'openai', model: 'GPT-4o mini' }, 'matched openai/gpt-4o-mini by its words in another spelling', []],
    [{ provider: 'openai', model: 'gpt-4o-2027-01-01' }, 'exact id', ['without the date 2027-01-01']],
    [{ provider: 'google', model: 'models/gemini-2.5-flash' }, 'exact id', ['without the prefix "models/"']],
    [
      { provider: 'azure', model: 'gpt 4.1 Inp glbl Tokens' },
      "matched openai/gpt-4.1 by the book's rule for azure, which has no entry of its own and falls back to openai",
      ['read as an Azure meter'],
    ],
  ])('%j: %s', (reference, reason, normalised) => {
    expect(match(reference)).toMatchObject({ kind: 'match', reason, normalised });
  });

  it('names the seller where another provider holds the entry', () => {
    expect(match({ provider: 'azure', model: 'gpt-4o' })).toMatchObject({
      seller: 'azure',
      model: { modelId: 'openai/gpt-4o' },
    });
  });
});

describe('where a name says that requests are processed', () => {
  it.each([
    ['aws', 'us.anthropic.claude-sonnet-4-20250514-v1:0', 'us'],
    ['', 'eu.anthropic.claude-sonnet-4-20250514-v1:0', 'eu'],
    ['aws', 'apac.anthropic.claude-sonnet-4-20250514-v1:0', 'regional'],
    ['aws', 'global.anthropic.claude-sonnet-4-20250514-v1:0', 'global'],
    ['aws', 'anthropic.claude-sonnet-4-20250514-v1:0', 'regional'],
    ['', 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0', 'us'],
    ['', 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', 'regional'],
    ['', 'bedrock/eu-central-1/anthropic.claude-3-haiku-20240307-v1:0', 'regional'],
    ['', 'azure/us/gpt-4o', 'us'],
    ['', 'azure/global/gpt-4o', 'global'],
    ['azure', 'gpt 4.1 Inp glbl Tokens', 'global'],
    ['azure', 'gpt 4.1 Inp DZone Tokens', 'regional'],
    ['', 'projects/p/locations/europe-west1/publishers/google/models/gemini-2.5-flash', 'regional'],
    ['', 'projects/p/locations/us/publishers/google/models/gemini-2.5-flash', 'us'],
    ['aws', 'USW2-Nova2.0Lite-input-tokens-cross-region-global', 'global'],
    ['openai', 'gpt-4o', undefined],
  ])('%s %s: %s', (provider, name, residency) => {
    const found = match({ provider, model: name });
    expect(found.kind).toBe('match');
    expect(found.kind === 'match' ? found.residency : 'miss').toBe(residency);
  });

  it('reads the service tier that a bill names', () => {
    expect(match({ provider: 'google', model: 'Gemini 2.5 Flash GA Text Input - Batch Predictions' })).toMatchObject({
      serviceTier: 'batch',
    });
    expect(match({ provider: 'azure', model: 'gpt 4.1 Batch Inp glbl Tokens' })).toMatchObject({
      serviceTier: 'batch',
    });
  });
});

describe('aliases', () => {
  const aliases: readonly ModelAlias[] = [
    { name: 'prod-chat', model: 'gpt-4.1' },
    { name: 'azure/support-bot', model: 'openai/gpt-4o-mini' },
    { name: 'lost', model: 'openai/gpt-99' },
    { name: 'gpt-4o', model: 'openai/gpt-4.1-nano' },
    { name: 'arn:aws:bedrock:us-east-1:1:application-inference-profile/abc', model: 'us.amazon.nova-pro-v1:0' },
  ];

  it.each([
    [{ provider: 'azure', model: 'Prod-Chat' }, 'azure', 'openai/gpt-4.1'],
    [{ model: 'prod-chat' }, 'openai', 'openai/gpt-4.1'],
    [{ provider: 'azure', model: 'support-bot' }, 'azure', 'openai/gpt-4o-mini'],
    [{ model: 'azure/support-bot' }, 'openai', 'openai/gpt-4o-mini'],
    [{ model: aliases[4]?.name ?? '' }, 'aws', 'aws/amazon.nova-pro-v1:0'],
  ])('reads %j as %s selling %s', (reference, seller, modelId) => {
    expect(match(reference, aliases)).toMatchObject({ kind: 'match', seller, model: { modelId } });
  });

  it('says that an alias decided', () => {
    expect(match({ model: 'prod-chat' }, aliases)).toMatchObject({
      reason: 'matched openai/gpt-4.1 by its name alone, no provider given, for which the alias "prod-chat" stands',
    });
  });

  it('lets an alias win over a model of the same name, and the last of two aliases', () => {
    expect(match({ provider: 'openai', model: 'gpt-4o' }, aliases)).toMatchObject({
      model: { modelId: 'openai/gpt-4.1-nano' },
    });
    const twice = [...aliases, { name: 'PROD-CHAT', model: 'gpt-4o-mini' }];
    expect(match({ model: 'prod-chat' }, twice)).toMatchObject({ model: { modelId: 'openai/gpt-4o-mini' } });
  });

  it('keeps an alias with a provider to that provider', () => {
    expect(match({ provider: 'openai', model: 'support-bot' }, aliases)).toMatchObject({
      kind: 'miss',
      cause: 'unknown',
    });
  });

  it('does not follow an alias from another alias', () => {
    const chain = [
      { name: 'a', model: 'b' },
      { name: 'b', model: 'gpt-4o' },
    ];
    expect(match({ model: 'a' }, chain)).toMatchObject({ kind: 'miss', sentence: expect.stringContaining('"b"') });
  });

  it('says so when the model of an alias is gone', () => {
    expect(match({ model: 'lost' }, aliases)).toEqual({
      kind: 'miss',
      cause: 'unreadable',
      sentence: 'The alias "lost" stands for "openai/gpt-99", which no price book has.',
      nextStep: 'Correct the alias.',
      between: [],
    });
  });
});

describe('names that fit several models', () => {
  const acme = { id: 'acme' };

  it('are a miss that names them, in a fixed order', () => {
    const book: NamedBook = {
      models: [
        model('acme/large-b-2', { displayName: 'Acme Large' }),
        model('acme/large-1', { displayName: 'Acme Large' }),
      ],
      providers: [acme],
    };
    const found = createNameMatcher(book)({ provider: 'acme', model: 'Acme Large' });
    expect(found).toMatchObject({
      kind: 'miss',
      cause: 'ambiguous',
      sentence: '"Acme Large" may be acme/large-1 or acme/large-b-2, whose prices differ.',
    });
  });

  it('are no matter when the prices are equal', () => {
    const book: NamedBook = {
      models: ['acme/large-b-2', 'acme/large-1'].map((id) =>
        model(id, { displayName: 'Acme Large', priceKey: 'same' }),
      ),
      providers: [acme],
    };
    expect(createNameMatcher(book)({ provider: 'acme', model: 'Acme Large' })).toMatchObject({
      model: { modelId: 'acme/large-1' },
    });
  });

  it('go to the id before the name for people, and to the order of words before their set', () => {
    const book: NamedBook = {
      models: [
        model('acme/swift-2-mini', { displayName: 'Acme 2' }),
        model('acme/2-acme', { displayName: 'Other' }),
        model('acme/acme-2', { displayName: 'Another' }),
      ],
      providers: [acme],
    };
    expect(createNameMatcher(book)({ provider: 'acme', model: 'Acme 2' })).toMatchObject({
      model: { modelId: 'acme/acme-2' },
    });
  });
});

describe("a book's own conditions", () => {
  const book: NamedBook = {
    models: [
      model('acme/swift-2', { logic: { starts_with: 'swift-2' } }),
      model('acme/mini', { logic: { and: [{ contains: 'mini' }, { regex: '^(?!.*tts)' }] } }),
      model('acme/odd', {
        logic: { or: [{ equals: 'ODD-1' }, { ends_with: '-odd' }, { regex: '^odd\\d$' }, { regex: '(' }] },
      }),
    ],
    providers: [{ id: 'acme' }],
  };
  const acme = createNameMatcher(book);

  it.each([
    ['swift-2', 'acme/swift-2'],
    ['swift-2-preview', 'acme/swift-2'],
    ['swift-2-0613', 'acme/swift-2'],
    ['swift-2-001', 'acme/swift-2'],
    ['MINI-latest', 'acme/mini'],
    ['odd-1', 'acme/odd'],
    ['the-odd', undefined],
    ['odd7', 'acme/odd'],
    ['odd77', undefined],
    ['swift-2.5', undefined],
    ['swift-2-5', undefined],
    ['swift-2-turbo', undefined],
    ['swift-2-70b', undefined],
    ['swift-2-fast', undefined],
    ['mini-tts', undefined],
  ])('%s: %s', (name, modelId) => {
    const found = acme({ provider: 'acme', model: name });
    expect(found.kind === 'match' ? found.model.modelId : undefined).toBe(modelId);
  });
});
