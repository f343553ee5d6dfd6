import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveCatalogue } from '#pricing';
import { createCatalogue, maximumBookSize } from '#pricing/books';
import { contract } from '#shared/contract.ts';
import type { PriceDocumentRow } from '#shared/domain/price-book.ts';
import { failure, success } from '#shared/result.ts';
import { createFileGrants } from '../../../../electron/api/file-grants.ts';
import { catalogueHandlers } from '../../../../electron/api/handlers/catalogue.ts';
import { priceDocumentHandlers } from '../../../../electron/api/handlers/price-documents.ts';
import { bundled, litellmText } from '../../pricing/books/book-fixtures.ts';

const now = Date.UTC(2026, 10, 23, 12);
const today = Date.UTC(2026, 10, 23);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-books-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The handlers over a ledger in memory. */
function createServices() {
  const rows: PriceDocumentRow[] = [];
  let changes = 0;
  const files = createFileGrants();
  const catalogue = createLiveCatalogue(() => {
    const built = createCatalogue({ bundled, documents: rows });
    if (!built.ok) throw new Error(built.error.message);
    return built.value;
  });
  const store = {
    rows: () => rows,
    ledger: () => ({
      addPriceDocument(document: Omit<PriceDocumentRow, 'id' | 'withdrawnAtMs'>) {
        const row = { ...document, id: rows.length + 1, withdrawnAtMs: null };
        rows.push(row);
        return success(row);
      },
      withdrawPriceDocument(id: number, atMs: number) {
        const index = rows.findIndex((row) => row.id === id && row.withdrawnAtMs === null);
        const row = rows[index];
        if (row === undefined) return failure('unknown-price-document', `No document ${id}.`);
        rows[index] = { ...row, withdrawnAtMs: atMs };
        return success(undefined);
      },
    }),
    onChanged() {
      changes += 1;
    },
    now: () => now,
  };
  const handlers = {
    ...catalogueHandlers({ catalogue, ...store }),
    ...priceDocumentHandlers({ bundled, catalogue, files, ...store }),
  };
  function grant(text: string, name = 'book.json'): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return files.grant(path, name);
  }
  return { handlers, rows, grant, changes: () => changes };
}

type Services = ReturnType<typeof createServices>;

async function inputRate({ handlers }: Services, model: string, atMs: number): Promise<number | undefined> {
  const priced = await handlers['catalogue.model']({ model, atMs });
  return priced.ok ? priced.value.card.rates.input?.usdPerMTok : undefined;
}

describe('previewing and applying a book', () => {
  const text = litellmText({ 'gpt-4o': { input: 2 } });

  it('shows what would change, in the form of the contract, and changes nothing', async () => {
    const services = createServices();
    const preview = await services.handlers['catalogue.previewBook']({ fileId: services.grant(text) });
    if (!preview.ok) throw new Error(preview.error.message);
    expect(contract['catalogue.previewBook'].output.parse(preview.value)).toEqual(preview.value);
    expect(preview.value).toMatchObject({
      file: 'book.json',
      effectiveFromMs: today,
      changed: [{ modelId: 'openai/gpt-4o', changes: expect.arrayContaining([]) }],
    });
    expect(services.rows).toEqual([]);
    expect(services.changes()).toBe(0);
    expect(await inputRate(services, 'openai/gpt-4o', now)).toBe(2.5);
  });

  it('applies what was looked at, once', async () => {
    const services = createServices();
    const fileId = services.grant(text);
    const preview = await services.handlers['catalogue.previewBook']({ fileId, effectiveFromMs: today });
    if (!preview.ok) throw new Error(preview.error.message);
    const input = { fileId, sha256: preview.value.fileSha256, effectiveFromMs: today };
    const applied = await services.handlers['catalogue.applyBook'](input);
    expect(applied).toMatchObject({ ok: true, value: { document: { id: 1, content: { kind: 'book', models: 1 } } } });
    expect(await inputRate(services, 'openai/gpt-4o', now)).toBe(2);
    expect(await inputRate(services, 'openai/gpt-4o', today - 1)).toBe(2.5);
    expect(await services.handlers['catalogue.applyBook'](input)).toEqual(applied);
    expect(services.rows).toHaveLength(1);
    expect(services.changes()).toBe(1);
    expect(await services.handlers['catalogue.previewBook']({ fileId, effectiveFromMs: today })).toMatchObject({
      value: { appliedAs: 1, changed: [], unchanged: 1 },
    });
  });

  it('refuses a file that changed since it was looked at', async () => {
    const services = createServices();
    const fileId = services.grant(text);
    const preview = await services.handlers['catalogue.previewBook']({ fileId });
    if (!preview.ok) throw new Error(preview.error.message);
    writeFileSync(join(folder, 'book.json'), litellmText({ 'gpt-4o': { input: 1.9 } }));
    expect(
      await services.handlers['catalogue.applyBook']({
        fileId,
        sha256: preview.value.fileSha256,
        effectiveFromMs: today,
      }),
    ).toMatchObject({ ok: false, error: { code: 'book-changed' } });
    expect(services.rows).toEqual([]);
  });

  it('compares with the last book of the same name: what it no longer has keeps its price', async () => {
    const services = createServices();
    const first = services.grant(litellmText({ 'gpt-4o': { input: 2 }, 'acme/old': { input: 1 } }), 'first.json');
    const preview = await services.handlers['catalogue.previewBook']({ fileId: first });
    if (!preview.ok) throw new Error(preview.error.message);
    const { fileSha256: sha256, effectiveFromMs } = preview.value;
    await services.handlers['catalogue.applyBook']({ fileId: first, sha256, effectiveFromMs });
    const second = services.grant(text, 'second.json');
    expect(await services.handlers['catalogue.previewBook']({ fileId: second })).toMatchObject({
      value: { removed: { count: 1, modelIds: ['acme/old'] } },
    });
    expect(await inputRate(services, 'acme/old', now)).toBe(1);
  });

  it('refuses bad books with the file and the path inside, and nothing applied', async () => {
    const services = createServices();
    const fileId = services.grant(text.replace('0.000002', '-1'));
    const refusal = {
      ok: false,
      error: { code: 'bad-price', at: { file: 'book.json', path: 'gpt-4o.input_cost_per_token' } },
    };
    expect(await services.handlers['catalogue.previewBook']({ fileId })).toMatchObject(refusal);
    const input = { fileId, sha256: '0'.repeat(64), effectiveFromMs: today };
    expect(await services.handlers['catalogue.applyBook'](input)).toMatchObject(refusal);
    expect(services.rows).toEqual([]);
  });

  it('refuses files that are not there, not granted, or too large to be a book', async () => {
    const { handlers, grant } = createServices();
    expect(await handlers['catalogue.previewBook']({ fileId: 'x' })).toMatchObject({ error: { code: 'unknown-file' } });
    const gone = grant('{}', 'gone.json');
    rmSync(join(folder, 'gone.json'));
    expect(await handlers['catalogue.previewBook']({ fileId: gone })).toMatchObject({
      error: { code: 'file-not-found', at: { file: 'gone.json' } },
    });
    const large = grant(' '.repeat(maximumBookSize + 1), 'large.json');
    expect(await handlers['catalogue.previewBook']({ fileId: large })).toMatchObject({
      error: { code: 'book-too-large' },
    });
  });
});

describe('overrides', () => {
  const rates = { input: { usdPerMTok: 1.5, tiers: [] } };

  it('hold for the model that the name means, from their start on', async () => {
    const services = createServices();
    const saved = await services.handlers['catalogue.saveOverride']({
      model: 'gpt-4o-2024-08-06',
      effectiveFromMs: today,
      rates,
      unitRates: {},
      note: 'invoice',
    });
    if (!saved.ok) throw new Error(saved.error.message);
    expect(contract['catalogue.saveOverride'].output.parse(saved.value)).toEqual(saved.value);
    expect(saved.value.document).toMatchObject({
      summary: 'openai/gpt-4o: input $1.50 from 2026-11-23 on.',
      content: { model: 'openai/gpt-4o', note: 'invoice' },
    });
    expect(await inputRate(services, 'openai/gpt-4o', now)).toBe(1.5);
    expect(await inputRate(services, 'openai/gpt-4o', today - 1)).toBe(2.5);
  });

  it('of unknown models need to say that they are new, with a provider', async () => {
    const services = createServices();
    const input = { model: 'acme/secret', effectiveFromMs: today, rates, unitRates: {} };
    expect(await services.handlers['catalogue.saveOverride'](input)).toMatchObject({
      error: { code: 'unknown-model', nextStep: expect.stringContaining('new model') },
    });
    expect(
      await services.handlers['catalogue.saveOverride']({ ...input, model: 'secret', newModel: true }),
    ).toMatchObject({ error: { code: 'unknown-model' } });
    expect(await services.handlers['catalogue.saveOverride']({ ...input, newModel: true })).toMatchObject({ ok: true });
    expect(await inputRate(services, 'acme/secret', now)).toBe(1.5);
  });

  it('that no one would charge are refused', async () => {
    const { handlers, rows } = createServices();
    const input = { model: 'openai/gpt-4o', effectiveFromMs: today, unitRates: {} };
    expect(
      await handlers['catalogue.saveOverride']({ ...input, rates: { output: { usdPerMTok: 10_000, tiers: [] } } }),
    ).toMatchObject({ error: { code: 'price-implausible', at: { path: 'rates.output' } } });
    expect(
      await handlers['catalogue.saveOverride']({ ...input, rates: {}, unitRates: { webSearch: { usdPerUnit: 500 } } }),
    ).toMatchObject({ error: { code: 'price-implausible', at: { path: 'unitRates.webSearch' } } });
    expect(rows).toEqual([]);
  });

  it('must give a price, and end after they start', () => {
    const { input } = contract['catalogue.saveOverride'];
    const base = { model: 'openai/gpt-4o', effectiveFromMs: 5 };
    expect(input.safeParse(base).success).toBe(false);
    expect(input.safeParse({ ...base, rates, effectiveToMs: 5 }).success).toBe(false);
    expect(input.safeParse({ ...base, rates, effectiveToMs: 6 }).success).toBe(true);
    expect(input.safeParse({ ...base, rates: { input: { usdPerMTok: -1, tiers: [] } } }).success).toBe(false);
  });
});

describe('aliases, contracts and exchange rates', () => {
  it('are kept with what they mean', async () => {
    const { handlers } = createServices();
    await handlers['catalogue.saveAlias']({ name: 'my-deployment', model: 'gpt-4o' });
    await handlers['catalogue.saveContract']({
      contract: {
        format: 'burnrate-contract',
        version: 1,
        name: 'Ten off',
        from: '2026-11-01',
        discounts: [{ provider: 'openai', percentOff: 10 }],
        volume: [],
        provisioned: [],
        commitments: [],
      },
    });
    await handlers['catalogue.saveExchangeRate']({ currency: 'EUR', usdPerUnit: 1.08, fromMs: today, source: 'ECB' });
    const documents = await handlers['catalogue.documents']({});
    if (!documents.ok) throw new Error(documents.error.message);
    expect(contract['catalogue.documents'].output.parse(documents.value)).toEqual(documents.value);
    expect(documents.value.map(({ summary }) => summary)).toEqual([
      '1 EUR = $1.08 from 2026-11-23 on (ECB).',
      'Ten off: 1 discount from 2026-11-01.',
      'my-deployment stands for openai/gpt-4o.',
    ]);
    const model = await handlers['catalogue.model']({ model: 'my-deployment' });
    expect(model).toMatchObject({ value: { modelId: 'openai/gpt-4o', card: { contract: { multiplier: 0.9 } } } });
    expect(model.ok && model.value.documents.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('refuse an alias for nothing', async () => {
    const { handlers } = createServices();
    expect(await handlers['catalogue.saveAlias']({ name: 'x', model: 'nobody/nothing' })).toMatchObject({
      error: { code: 'unknown-model' },
    });
  });
});

describe('withdrawing', () => {
  it('ends a document for every date and keeps it in the list', async () => {
    const services = createServices();
    await services.handlers['catalogue.saveOverride']({
      model: 'openai/gpt-4o',
      effectiveFromMs: 0,
      rates: { input: { usdPerMTok: 1, tiers: [] } },
      unitRates: {},
    });
    expect(await services.handlers['catalogue.withdraw']({ documentId: 1 })).toEqual({
      ok: true,
      value: { documentId: 1 },
    });
    expect(await inputRate(services, 'openai/gpt-4o', 1)).toBe(2.5);
    expect(await services.handlers['catalogue.documents']({})).toMatchObject({ value: [{ withdrawnAtMs: now }] });
    expect(await services.handlers['catalogue.model']({ model: 'openai/gpt-4o' })).toMatchObject({
      value: { documents: [{ id: 1, withdrawnAtMs: now }] },
    });
    expect(await services.handlers['catalogue.withdraw']({ documentId: 1 })).toMatchObject({
      error: { code: 'unknown-price-document' },
    });
  });

  it('works for a document that another version wrote', async () => {
    const services = createServices();
    await services.handlers['catalogue.saveAlias']({ name: 'x', model: 'openai/gpt-4o' });
    services.rows[0] = { ...(services.rows[0] as PriceDocumentRow), document: '{"kind":"alias","version":9}' };
    expect(await services.handlers['catalogue.documents']({})).toMatchObject({
      error: { code: 'price-document-unreadable' },
    });
    expect(await services.handlers['catalogue.withdraw']({ documentId: 1 })).toMatchObject({ ok: true });
  });
});

describe('the list of models', () => {
  it('counts providers and books, and filters', async () => {
    const services = createServices();
    const fileId = services.grant(litellmText({ 'gpt-4o': { input: 2 }, 'acme/new': { input: 1 } }));
    const preview = await services.handlers['catalogue.previewBook']({ fileId });
    if (!preview.ok) throw new Error(preview.error.message);
    const { fileSha256: sha256, effectiveFromMs } = preview.value;
    await services.handlers['catalogue.applyBook']({ fileId, sha256, effectiveFromMs });
    const all = await services.handlers['catalogue.models']({});
    if (!all.ok) throw new Error(all.error.message);
    expect(contract['catalogue.models'].output.parse(all.value)).toEqual(all.value);
    expect(all.value.books.map(({ book }) => book)).toEqual([
      'burnrate-infrastructure',
      'burnrate-models',
      'genai-prices',
      'litellm',
    ]);
    expect(all.value.books.at(-1)).toEqual({ book: 'litellm', models: 2 });
    expect(all.value.providers).toContainEqual({ id: 'acme', name: 'acme', models: 1 });
    expect(all.value.total).toBe(all.value.models.length);

    const differing = await services.handlers['catalogue.models']({ disagreeing: true });
    expect(differing).toMatchObject({ value: { total: 1, models: [{ modelId: 'openai/gpt-4o', disagrees: true }] } });
    const earlier = await services.handlers['catalogue.models']({ book: 'litellm', atMs: effectiveFromMs - 1 });
    expect(earlier).toMatchObject({ value: { total: 0, models: [] } });
    const found = await services.handlers['catalogue.disagreements']({ limit: 1 });
    if (!found.ok) throw new Error(found.error.message);
    expect(contract['catalogue.disagreements'].output.parse(found.value)).toEqual(found.value);
    expect(found.value).toMatchObject({ total: 2, disagreements: [{ modelId: 'openai/gpt-4o' }] });
  });
});
