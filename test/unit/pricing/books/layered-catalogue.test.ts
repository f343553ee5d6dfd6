import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#pricing/books';
import { explainPrice } from '#pricing';
import { modelSummarySchema } from '#shared/contract.ts';
import { priceCardSchema } from '#shared/domain/price.ts';
import {
  bookContent,
  bundled,
  catalogueWith,
  documentRows,
  inputAt,
  litellmText,
  overrideContent,
} from './book-fixtures.ts';

const gpt4o = 'openai/gpt-4o';
const november = Date.UTC(2026, 10, 1);
const december = Date.UTC(2026, 11, 1);
const january = Date.UTC(2027, 0, 1);

/** The bundled book has GPT-4o at $2.50, without dates. */
const bundledUsd = 2.5;

describe('without documents', () => {
  it('is the bundled catalogue', () => {
    const catalogue = catalogueWith();
    expect(catalogue.list({}, november)).toEqual(bundled.list({}, november));
    expect(catalogue.modelCount()).toBe(bundled.modelCount());
    expect(catalogue.resolve({ model: gpt4o }, november)).toEqual(bundled.resolve({ model: gpt4o }, november));
    expect(catalogue.disagreements(november)).toEqual([]);
  });
});

describe('a name that a later book knows by itself', () => {
  const snapshot = 'openai/gpt-4o-2024-08-06';
  const earlier = bookContent(litellmText({ 'gpt-4o': { input: 2 } }), november);
  const later = bookContent(litellmText({ 'gpt-4o-2024-08-06': { input: 3 } }), december);

  it('keeps until that book the prices of the model that it was', () => {
    const [before, after] = [catalogueWith(earlier), catalogueWith(earlier, later)];
    for (const atMs of [november - 1, november, december - 1])
      expect(inputAt(after, snapshot, atMs)).toBe(inputAt(before, snapshot, atMs));
    expect(inputAt(after, snapshot, december - 1)).toBe(2);
    expect(inputAt(after, snapshot, december)).toBe(3);
  });

  it('keeps the overrides of the model that it was outside the time of its own', () => {
    const all = catalogueWith(
      overrideContent(gpt4o, november, 1),
      overrideContent(snapshot, december, 9, { effectiveToMs: january }),
    );
    expect(inputAt(all, snapshot, november)).toBe(1);
    expect(inputAt(all, snapshot, december)).toBe(9);
    expect(inputAt(all, snapshot, january)).toBe(1);
  });
});

describe('an imported book', () => {
  const catalogue = catalogueWith(
    bookContent(litellmText({ 'gpt-4o': { input: 2 }, 'acme/new': { input: 1 } }), november),
  );

  it('holds from its start on, to the millisecond, and moves nothing before', () => {
    expect(inputAt(catalogue, gpt4o, november - 1)).toBe(bundledUsd);
    expect(inputAt(catalogue, gpt4o, november)).toBe(2);
    expect(catalogue.cards({ model: gpt4o }).map((card) => [card.effectiveFromMs, card.effectiveToMs])).toEqual([
      [null, november],
      [november, null],
    ]);
  });

  it('brings models that the bundled book has not, from its start on', () => {
    expect(inputAt(catalogue, 'acme/new', november)).toBe(1);
    expect(catalogue.resolve({ model: 'acme/new' }, november - 1)).toMatchObject({
      ok: false,
      error: {
        code: 'no-price-yet',
        message: 'No price of "acme/new" is known for 2026-10-31: the first is from 2026-11-01.',
      },
    });
    expect(catalogue.resolve({ provider: 'ACME', model: 'New' }, november)).toMatchObject({
      ok: true,
      value: { reason: 'exact id', card: { modelId: 'acme/new' } },
    });
    expect(catalogue.modelCount()).toBe(bundled.modelCount() + 1);
  });

  it('keeps prices of other units that it does not give, with their source', () => {
    const match = catalogue.resolve({ model: gpt4o }, november);
    if (!match.ok) throw new Error(match.error.message);
    expect(match.value.card.unitRates.fileSearch).toEqual({ usdPerUnit: 0.0025, source: 'genai-prices 0.1.8' });
    expect(match.value.card.source.book).toBe('litellm');
  });

  it('keeps the display name and context window that it does not know', () => {
    expect(catalogue.cards({ model: gpt4o }).at(-1)).toMatchObject({
      displayName: bundled.cards({ model: gpt4o })[0]?.displayName,
      contextWindowTokens: 128_000,
    });
  });

  it('applied later goes before one applied earlier, whatever their starts', () => {
    const layered = catalogueWith(
      bookContent(litellmText({ 'gpt-4o': { input: 2 } }), november),
      bookContent(litellmText({ 'gpt-4o': { input: 2.2 } }), november - 1000),
    );
    expect(inputAt(layered, gpt4o, november - 1001)).toBe(bundledUsd);
    expect(inputAt(layered, gpt4o, november - 1000)).toBe(2.2);
    expect(inputAt(layered, gpt4o, november)).toBe(2.2);
  });

  it('that is withdrawn no longer counts for any date', () => {
    const rows = documentRows([bookContent(litellmText({ 'gpt-4o': { input: 2 } }), november)]);
    const layered = createCatalogue({ bundled, documents: rows.map((row) => ({ ...row, withdrawnAtMs: 1 })) });
    expect(layered.ok && inputAt(layered.value, gpt4o, december)).toBe(bundledUsd);
  });

  it('without dates leaves a price change alone that the bundled book has a later date for', () => {
    // Gemini 3.8 Flash rises from $0.75 to $1.50 on 2027-01-01 (genai-prices 0.1.8).
    const text = JSON.stringify({
      'gemini/gemini-3.8-flash': {
        litellm_provider: 'gemini',
        mode: 'chat',
        input_cost_per_token: 7e-7,
        output_cost_per_token: 3.75e-6,
      },
    });
    const layered = catalogueWith(bookContent(text, november));
    expect(inputAt(layered, 'google/gemini-3.8-flash', november)).toBe(0.7);
    expect(inputAt(layered, 'google/gemini-3.8-flash', january)).toBe(1.5);
  });

  it('with dates keeps them after its start', () => {
    const text = JSON.stringify([
      {
        id: 'openai',
        name: 'OpenAI',
        models: [
          {
            id: 'gpt-4o',
            match: { equals: 'gpt-4o' },
            prices: [
              { prices: { input_mtok: 2 } },
              { constraint: { start_date: '2027-01-01' }, prices: { input_mtok: 1 } },
            ],
          },
        ],
      },
    ]);
    const layered = catalogueWith(bookContent(text, november));
    expect([november - 1, november, january - 1, january].map((atMs) => inputAt(layered, gpt4o, atMs))).toEqual([
      bundledUsd,
      2,
      2,
      1,
    ]);
  });
});

describe('a snapshot that only an imported book prices by itself', () => {
  const snapshot = 'openai/gpt-4o-2024-08-06';
  const text = litellmText({ 'gpt-4o-2024-08-06': { input: 2.1 } });

  it('is priced by it from its start on, and before as the model that its name means', () => {
    const catalogue = catalogueWith(bookContent(text, november));
    expect(inputAt(catalogue, snapshot, november - 1)).toBe(bundledUsd);
    expect(inputAt(catalogue, snapshot, november)).toBe(2.1);
    expect(inputAt(catalogue, gpt4o, november)).toBe(bundledUsd);
  });

  it('takes the override of the model that its name means: the user’s price goes before every book', () => {
    const catalogue = catalogueWith(bookContent(text, november), overrideContent(gpt4o, december, 1));
    expect(inputAt(catalogue, snapshot, november)).toBe(2.1);
    expect(inputAt(catalogue, snapshot, december)).toBe(1);
  });
});

describe('an override', () => {
  it('replaces what it gives and leaves the rest, each with its source', () => {
    const catalogue = catalogueWith(overrideContent(gpt4o, november, 1.5));
    const match = catalogue.resolve({ model: gpt4o }, november);
    if (!match.ok) throw new Error(match.error.message);
    const { lines } = explainPrice(match.value.card, {
      tokens: { input: 1_000_000, output: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
    });
    expect(lines.map(({ kind, usdPerUnit, source, usd }) => [kind, usdPerUnit, source, usd])).toEqual([
      ['input', 1.5, 'your override no. 1', 0.75],
      ['output', 10, 'genai-prices 0.1.8', 5],
    ]);
    expect(inputAt(catalogue, gpt4o, november - 1)).toBe(bundledUsd);
  });

  it('ends when it says so', () => {
    const catalogue = catalogueWith(overrideContent(gpt4o, november, 1.5, { effectiveToMs: december }));
    expect([november - 1, november, december - 1, december].map((atMs) => inputAt(catalogue, gpt4o, atMs))).toEqual([
      bundledUsd,
      1.5,
      1.5,
      bundledUsd,
    ]);
  });

  it('goes before every book, also one applied later', () => {
    const book = bookContent(litellmText({ 'gpt-4o': { input: 2 } }), november);
    const catalogue = catalogueWith(overrideContent(gpt4o, december, 1.5), book);
    expect(inputAt(catalogue, gpt4o, november)).toBe(2);
    expect(inputAt(catalogue, gpt4o, december)).toBe(1.5);
  });

  it('that starts later holds from then on, whichever was entered first; of equal starts the last entered', () => {
    const future = overrideContent(gpt4o, january, 5);
    const now = overrideContent(gpt4o, november, 4);
    for (const catalogue of [catalogueWith(future, now), catalogueWith(now, future)]) {
      expect(inputAt(catalogue, gpt4o, december)).toBe(4);
      expect(inputAt(catalogue, gpt4o, january)).toBe(5);
    }
    expect(inputAt(catalogueWith(now, overrideContent(gpt4o, november, 3)), gpt4o, november)).toBe(3);
  });

  it('keeps the share of tiers that have rates of their own', () => {
    const text = JSON.stringify({
      'acme/fast-one': {
        litellm_provider: 'acme',
        mode: 'chat',
        input_cost_per_token: 2e-6,
        input_cost_per_token_priority: 3e-6,
        output_cost_per_token: 8e-6,
      },
    });
    const catalogue = catalogueWith(bookContent(text, 0), overrideContent('acme/fast-one', november, 1));
    // Priority was $3 of $2: 1.5 times, so $1.50 of $1.
    const card = catalogue.cards({ model: 'acme/fast-one' }).at(-1);
    expect(card?.serviceTiers.priority?.rates?.input?.usdPerMTok).toBe(1.5);
  });

  it('makes a model of its own that no book has', () => {
    const catalogue = catalogueWith(overrideContent('acme/secret', november, 7));
    expect(catalogue.resolve({ provider: 'acme', model: 'secret' }, november)).toMatchObject({
      ok: true,
      value: { card: { modelId: 'acme/secret', rates: { input: { usdPerMTok: 7 } } } },
    });
  });

  it('reaches a seller that has another provider’s price: azure/gpt-4o', () => {
    const catalogue = catalogueWith(overrideContent('azure/gpt-4o', november, 2.75));
    expect(inputAt(catalogue, 'azure/gpt-4o', november)).toBe(2.75);
    expect(inputAt(catalogue, 'azure/gpt-4o', november - 1)).toBe(bundledUsd);
    expect(inputAt(catalogue, gpt4o, november)).toBe(bundledUsd);
  });
});

describe('an alias', () => {
  const catalogue = catalogueWith({ kind: 'alias', version: 1, name: 'my-deployment', model: gpt4o });

  it.each([
    { provider: 'azure', model: 'my-deployment' },
    { model: 'My-Deployment' },
    { model: 'azure/my-deployment' },
  ])('stands for its model: %j', (reference) => {
    const match = catalogue.resolve(reference, november);
    expect(match).toMatchObject({ ok: true, value: { card: { model: 'gpt-4o' } } });
    expect(match.ok && match.value.reason).toMatch(/alias "my-deployment" stands/);
  });

  it('is priced like the model, overrides too', () => {
    const layered = catalogueWith(
      { kind: 'alias', version: 1, name: 'my-deployment', model: 'acme/secret' },
      overrideContent('acme/secret', november, 7),
    );
    expect(inputAt(layered, 'my-deployment', november)).toBe(7);
  });
});

describe('a contract', () => {
  const terms = {
    format: 'burnrate-contract',
    version: 1,
    name: 'Ten off',
    from: '2026-11-01',
    to: '2027-01-01',
    discounts: [{ provider: 'openai', percentOff: 10 }],
  };
  const catalogue = catalogueWith({ kind: 'contract', version: 1, terms }, overrideContent(gpt4o, december, 2));

  it('is the last modifier of the cards in its days, and of no other', () => {
    const contracts = catalogue
      .cards({ model: gpt4o })
      .map(({ effectiveFromMs, rates, contract }) => [effectiveFromMs, rates.input?.usdPerMTok, contract?.multiplier]);
    expect(contracts).toEqual([
      [null, bundledUsd, undefined],
      [november, bundledUsd, 0.9],
      [december, 2, 0.9],
      [january, 2, undefined],
    ]);
    expect(catalogue.cards({ model: 'anthropic/claude-sonnet-4-5' }).every((card) => card.contract === undefined)).toBe(
      true,
    );
  });

  it('with the later start goes before another', () => {
    const later = { ...terms, name: 'Twenty off', from: '2026-12-01', discounts: [{ percentOff: 20 }] };
    const layered = catalogueWith(
      { kind: 'contract', version: 1, terms: later },
      { kind: 'contract', version: 1, terms },
    );
    const multiplierAt = (atMs: number): number | undefined => {
      const match = layered.resolve({ model: gpt4o }, atMs);
      return match.ok ? match.value.card.contract?.multiplier : undefined;
    };
    expect([november, december].map(multiplierAt)).toEqual([0.9, 0.8]);
    expect(layered.contracts.map(({ name }) => name)).toEqual(['Twenty off', 'Ten off']);
  });
});

describe('all layers together', () => {
  const catalogue = catalogueWith(
    bookContent(
      litellmText({ 'gpt-4o': { input: 2 }, 'gpt-4o-mini': { input: 0.15, output: 0.6 }, 'acme/new': { input: 1 } }),
      november,
    ),
    overrideContent(gpt4o, december, 1.5, { effectiveToMs: january }),
    {
      kind: 'contract',
      version: 1,
      terms: {
        format: 'burnrate-contract',
        version: 1,
        name: 'Five off',
        from: '2026-12-15',
        discounts: [{ percentOff: 5 }],
      },
    },
  );

  it('leave every card in the form of the contract, with a version of its own', () => {
    const models = catalogue.list({}, january);
    const cards = models.flatMap(({ modelId }) => catalogue.cards({ model: modelId }));
    for (const card of cards) expect(priceCardSchema.safeParse(card).error).toBeUndefined();
    for (const model of models) expect(modelSummarySchema.safeParse(model).error).toBeUndefined();
    expect(new Set(cards.map(({ priceVersion }) => priceVersion)).size).toBe(cards.length);
  });

  it('leave neither gap nor overlap from the first price on', () => {
    for (const { modelId } of catalogue.list({}, january)) {
      const cards = catalogue.cards({ model: modelId });
      expect(cards.at(-1)?.effectiveToMs).toBeNull();
      for (const [index, card] of cards.slice(1).entries())
        expect(cards[index]?.effectiveToMs).toBe(card.effectiveFromMs);
    }
  });

  it('show what each says by itself, highest first, and the documents behind it', () => {
    const model = catalogue.model({ model: gpt4o }, december);
    expect(model?.layers.map(({ layer, label, documentId }) => [layer, label, documentId])).toEqual([
      ['override', 'your override from 2026-12-01', 2],
      ['book', 'litellm abcdef01', 1],
      ['bundled', 'genai-prices 0.1.8', undefined],
    ]);
    expect(model?.documentIds).toEqual([3, 2, 1]);
    expect(model?.history).toEqual(catalogue.cards({ model: gpt4o }));
    expect(catalogue.model({ model: 'nobody/nothing' }, december)).toBeUndefined();
  });

  it('list providers with their entries, new ones too', () => {
    const providers = catalogue.providers();
    expect(providers.find(({ id }) => id === 'acme')).toEqual({ id: 'acme', name: 'acme', models: 1 });
    expect(providers.reduce((sum, { models }) => sum + models, 0)).toBe(catalogue.modelCount());
  });

  it('can be listed by book and by disagreement', () => {
    const listed = (filter: Parameters<typeof catalogue.list>[0]): string[] =>
      catalogue.list(filter, november).map(({ modelId }) => modelId);
    expect(listed({ book: 'litellm' })).toEqual(['acme/new', gpt4o, 'openai/gpt-4o-mini']);
    expect(listed({ disagreeing: true })).toEqual([gpt4o]);
    expect(listed({ subject: 'infrastructure' }).every((id) => id.startsWith('infrastructure/'))).toBe(true);
  });
});

describe('a book document without its cards', () => {
  it('fails the catalogue rather than price without it', () => {
    const content = { ...bookContent(litellmText({ 'gpt-4o': { input: 2 } }), november), cards: undefined };
    expect(createCatalogue({ bundled, documents: documentRows([content]) })).toMatchObject({
      ok: false,
      error: { code: 'price-document-unreadable' },
    });
  });
});

describe('a document that cannot be read', () => {
  it.each([
    ['broken JSON', '{'],
    ['another version', JSON.stringify({ ...overrideContent(gpt4o, 0, 1), version: 2 })],
    ['another shape', '{"kind":"override"}'],
  ])('fails the catalogue rather than price without it: %s', (_case, document) => {
    const rows = documentRows([overrideContent(gpt4o, 0, 1)]).map((row) => ({ ...row, document }));
    expect(createCatalogue({ bundled, documents: rows })).toMatchObject({
      ok: false,
      error: { code: 'price-document-unreadable', nextStep: expect.stringContaining('prices withdraw 1') },
    });
    const withdrawn = rows.map((row) => ({ ...row, withdrawnAtMs: 1 }));
    expect(createCatalogue({ bundled, documents: withdrawn })).toMatchObject({ ok: true });
  });
});
