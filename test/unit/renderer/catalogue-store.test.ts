import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookDiff, ModelPrices, PriceDocument } from '#shared/domain/price-book.ts';
import { failure } from '#shared/result.ts';
import { fakeHost } from './fake-host.ts';
import { cardOf, lineOf, recordOf, summaryOf } from './catalogue-samples.ts';

const prices: ModelPrices = {
  modelId: 'maker/large',
  card: cardOf(),
  matchReason: 'exact id',
  history: [cardOf()],
  layers: [],
  disagreements: [],
  documents: [],
};

const document: PriceDocument = {
  id: 7,
  name: 'maker/large',
  sha256: 'a'.repeat(64),
  recordedAtMs: 1,
  withdrawnAtMs: null,
  summary: 'maker/large costs $1.50 input from 2026-12-01.',
  content: {
    kind: 'override',
    version: 1,
    model: 'maker/large',
    effectiveFromMs: 1,
    rates: { input: { usdPerMTok: 1.5, tiers: [] } },
    unitRates: {},
  },
};

const diff: BookDiff = {
  format: 'litellm',
  book: 'litellm',
  bookVersion: '12345678',
  file: 'prices.json',
  fileSha256: 'b'.repeat(64),
  effectiveFromMs: 1000,
  models: 1,
  unknownKeys: [],
  skipped: [],
  notes: [],
  added: [],
  changed: [],
  unchanged: 1,
  removed: { count: 0, modelIds: [] },
};

const bookFile = new File(['{}'], 'prices.json');

function catalogueOf(...ids: readonly string[]) {
  return { total: ids.length, models: ids.map((id) => summaryOf(id)), providers: [], books: [] };
}

describe('news that prices changed', () => {
  it('refresh what is shown, which stays in sight meanwhile', async () => {
    const host = fakeHost({ 'catalogue.models': () => catalogueOf('maker/large') });
    host.store.getState().start();
    await host.store.getState().loadModels();
    const shown = host.store.getState().models;
    host.answers = { ...host.answers, 'catalogue.models': () => catalogueOf('maker/large', 'maker/new') };
    host.emit({ type: 'catalogue-changed' });
    expect(host.store.getState().models).toBe(shown);
    await vi.waitFor(() => expect(host.store.getState().models).toHaveLength(2));
  });

  it('ask for nothing that no screen has asked for', async () => {
    const host = fakeHost({});
    host.store.getState().start();
    await vi.waitFor(() => expect(host.store.getState().phase).toBe('failed'));
    const before = host.calls.length;
    await host.store.getState().receiveNewPrices();
    expect(host.calls).toHaveLength(before);
  });

  it('make the open scenario ask for its prices again', async () => {
    const host = fakeHost({ 'catalogue.cards': () => ({ cards: [cardOf()], unknown: [] }) });
    await host.store.getState().fetchCards(['maker/large']);
    await host.store.getState().receiveNewPrices();
    expect(host.store.getState()).toMatchObject({ cards: [] });
    expect(host.store.getState().askedModels.size).toBe(0);
  });
});

describe('the list', () => {
  it('that could not be read says why, and can be asked for again', async () => {
    const host = fakeHost({ 'catalogue.models': () => failure('broken', 'The catalogue is broken.') });
    await host.store.getState().loadModels();
    expect(host.store.getState()).toMatchObject({ models: null, modelsError: { code: 'broken' } });
    host.answers = { 'catalogue.models': () => catalogueOf('maker/large') };
    await host.store.getState().loadModels();
    expect(host.store.getState()).toMatchObject({ models: [{ modelId: 'maker/large' }], modelsError: null });
  });

  it('begins at its top after another filter or order, and keeps its place otherwise', () => {
    const { store } = fakeHost({});
    store.getState().keepListPlace({ offset: 900, rowKey: 'maker/large' });
    expect(store.getState().listPlace).toEqual({ offset: 900, rowKey: 'maker/large' });
    store.getState().filterModels({ search: 'x' });
    expect(store.getState().listPlace).toEqual({ offset: 0, rowKey: null });
    expect(store.getState().modelFilter).toMatchObject({ search: 'x', provider: null });
  });
});

describe('the page of a model', () => {
  it('shows the model asked for last, whatever answers first', async () => {
    let answerFirst = (): void => undefined;
    const { store } = fakeHost({
      'catalogue.model': ({ model }) =>
        new Promise((done) => {
          const answer = (): void => done({ ok: true, value: { ...prices, modelId: model } });
          if (model === 'slow') answerFirst = answer;
          else answer();
        }),
    });
    const slow = store.getState().openModel('slow');
    await store.getState().openModel('fast');
    answerFirst();
    await slow;
    expect(store.getState().openedModel).toMatchObject({ name: 'fast', prices: { modelId: 'fast' } });
  });

  it('of an unknown name says so', async () => {
    const { store } = fakeHost({ 'catalogue.model': () => failure('unknown-model', 'There is no such model.') });
    await store.getState().openModel('nothing');
    expect(store.getState().openedModel).toMatchObject({ prices: null, error: { code: 'unknown-model' } });
  });
});

describe('the comparison', () => {
  const host = () =>
    fakeHost({
      'catalogue.price': ({ model }) =>
        model === 'gone' ? failure('unknown-model', 'Gone.') : recordOf(model, [lineOf('input', 0.001)]),
    });

  it('prices one request of the mix on every model, and keeps a refusal beside the others', async () => {
    const { store, calls } = host();
    store.getState().toggleCompared('a');
    store.getState().toggleCompared('gone');
    await vi.waitFor(() => expect(store.getState().comparison.entries.size).toBe(2));
    expect(store.getState().comparison.entries.get('a')).toMatchObject({ ok: true, record: { usd: 0.001 } });
    expect(store.getState().comparison.entries.get('gone')).toMatchObject({ ok: false });
    expect(calls.at(-1)?.input).toMatchObject({ requests: 1, serviceTier: 'standard', tokens: { input: 2000 } });
    expect(calls.at(-1)?.input).not.toHaveProperty('atMs');
    store.getState().setMix({ ...store.getState().mix, residency: 'us', atMs: 5 });
    expect(calls.at(-1)?.input).toMatchObject({ residency: 'us', atMs: 5 });
  });

  it('takes five models and refuses a sixth with a message', () => {
    const { store, notices } = host();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) store.getState().toggleCompared(id);
    expect(store.getState().comparedModels).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(notices).toMatchObject([{ tone: 'failed', title: '5 models are compared already' }]);
    store.getState().toggleCompared('c');
    expect(store.getState().comparedModels).toEqual(['a', 'b', 'd', 'e']);
  });

  it('keeps the answers to the newest question', async () => {
    const waiting: (() => void)[] = [];
    const { store } = fakeHost({
      'catalogue.price': ({ model, tokens }) =>
        new Promise((done) => {
          waiting.push(() => done({ ok: true, value: recordOf(model, [lineOf('input', tokens.input ?? 0)]) }));
        }),
    });
    store.getState().toggleCompared('a');
    const { mix } = store.getState();
    store.getState().setMix({ ...mix, tokens: { input: 2 } });
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.();
    await vi.waitFor(() => expect(store.getState().comparison.entries.size).toBe(1));
    waiting[0]?.();
    await Promise.resolve();
    expect(store.getState().comparison).toMatchObject({ mix: { tokens: { input: 2 } } });
    expect(store.getState().comparison.entries.get('a')).toMatchObject({ record: { usd: 2 } });
  });

  it('offers the ledger’s last 30 days, counted from its last record', async () => {
    const day = 86_400_000;
    const asked: unknown[] = [];
    const { store } = fakeHost({
      'usage.summary': (query) => {
        asked.push(query.fromMs);
        const totals = { requests: 10, totalTokens: 100, tokens: { input: 100 }, records: 10 };
        return {
          by: ['model'],
          totals,
          groups: [],
          firstMs: query.fromMs ?? 0,
          lastMs: 100 * day,
        } as never;
      },
    });
    await store.getState().readLedgerMix();
    expect(asked).toEqual([undefined, 70 * day]);
    expect(store.getState().ledgerMix?.choices.map(({ key, requestsPerDay }) => [key, requestsPerDay])).toEqual([
      ['recent', 10 / 30],
      ['all', 10 / 100],
    ]);
  });

  it('says why an empty ledger has no mix to offer', async () => {
    const { store } = fakeHost({
      'usage.summary': () =>
        ({ by: ['model'], totals: { records: 0 }, groups: [], firstMs: null, lastMs: null }) as never,
    });
    await store.getState().readLedgerMix();
    expect(store.getState().ledgerMix).toMatchObject({ choices: [], problem: expect.stringContaining('no usage yet') });
  });
});

describe('a price of one’s own', () => {
  it('is saved and said; a refusal is given to the form', async () => {
    const host = fakeHost({ 'catalogue.saveOverride': () => ({ document }) });
    const input = { model: 'maker/large', effectiveFromMs: 1, rates: { input: { usdPerMTok: 1.5, tiers: [] } } };
    expect(await host.store.getState().savePriceDocument('catalogue.saveOverride', input)).toBeUndefined();
    expect(host.notices).toMatchObject([{ tone: 'done', message: document.summary }]);
    host.answers = { 'catalogue.saveOverride': () => failure('unknown-model', 'There is no such model.') };
    expect(await host.store.getState().savePriceDocument('catalogue.saveOverride', input)).toMatchObject({
      code: 'unknown-model',
    });
  });

  it('is withdrawn by its id', async () => {
    const host = fakeHost({ 'catalogue.withdraw': ({ documentId }) => ({ documentId }) });
    await host.store.getState().withdrawDocument(document);
    expect(host.calls).toEqual([{ method: 'catalogue.withdraw', input: { documentId: 7 } }]);
    expect(host.notices[0]?.tone).toBe('done');
  });
});

describe('a price book', () => {
  let host: ReturnType<typeof fakeHost>;

  beforeEach(() => {
    host = fakeHost({
      'catalogue.previewBook': ({ effectiveFromMs }) => ({ ...diff, effectiveFromMs: effectiveFromMs ?? 1000 }),
      'catalogue.applyBook': () => ({ document }),
    });
  });

  it('is previewed, and applied by the hash of what was previewed', async () => {
    await host.store.getState().previewBook(bookFile);
    expect(host.store.getState().bookDraft).toMatchObject({ step: 'previewed', diff: { book: 'litellm' } });
    await host.store.getState().previewBookFrom(5000);
    expect(await host.store.getState().applyBook()).toBe(true);
    expect(host.calls.at(-1)).toEqual({
      method: 'catalogue.applyBook',
      input: { fileId: 'id-of-prices.json', sha256: diff.fileSha256, effectiveFromMs: 5000 },
    });
    expect(host.store.getState().bookDraft).toEqual({ step: 'none' });
  });

  it('that is refused shows the sentence with its path, and nothing is applied', async () => {
    host.answers = {
      'catalogue.previewBook': () =>
        failure('bad-price', 'A price may not be negative.', { at: { file: 'prices.json', path: 'gpt-4o.input' } }),
    };
    await host.store.getState().previewBook(bookFile);
    expect(host.store.getState().bookDraft).toMatchObject({ step: 'failed', error: { at: { path: 'gpt-4o.input' } } });
    expect(await host.store.getState().applyBook()).toBe(false);
    expect(host.calls.map(({ method }) => method)).toEqual(['catalogue.previewBook']);
  });

  it('that is refused for prices that cannot be true can be taken without them', async () => {
    host.answers = {
      ...host.answers,
      'catalogue.previewBook': ({ leaveOutImplausible, effectiveFromMs }) =>
        leaveOutImplausible === true
          ? { ...diff, effectiveFromMs: effectiveFromMs ?? 1000 }
          : failure('price-implausible', 'Input would cost $135,000.'),
    };
    await host.store.getState().previewBook(bookFile);
    expect(host.store.getState().bookDraft).toMatchObject({ step: 'failed', error: { code: 'price-implausible' } });
    await host.store.getState().previewBelieved();
    await host.store.getState().previewBookFrom(5000);
    expect(host.store.getState().bookDraft).toMatchObject({ step: 'previewed', diff: { effectiveFromMs: 5000 } });
    expect(await host.store.getState().applyBook()).toBe(true);
    expect(host.calls.at(-1)?.input).toMatchObject({ effectiveFromMs: 5000, leaveOutImplausible: true });
  });

  it('keeps its preview when another day or the application is refused', async () => {
    await host.store.getState().previewBook(bookFile);
    host.answers = {
      'catalogue.previewBook': () => failure('too-late', 'Too late.'),
      'catalogue.applyBook': () => failure('book-changed', 'The file has changed.'),
    };
    await host.store.getState().previewBookFrom(9000);
    expect(host.store.getState().bookDraft).toMatchObject({
      error: { code: 'too-late' },
      diff: { effectiveFromMs: 1000 },
    });
    expect(await host.store.getState().applyBook()).toBe(false);
    expect(host.store.getState().bookDraft).toMatchObject({ error: { code: 'book-changed' }, isWorking: false });
  });

  it('that was put away does not come back with a late answer', async () => {
    const reading = host.store.getState().previewBook(bookFile);
    host.store.getState().discardBook();
    await reading;
    expect(host.store.getState().bookDraft).toEqual({ step: 'none' });
  });
});
