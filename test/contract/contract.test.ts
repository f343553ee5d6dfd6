import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methodNames, type MethodName } from '#shared/channels.ts';
import { contract, type MethodInput } from '#shared/contract.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Result } from '#shared/result.ts';
import { silentLogger } from '#api';
import { startLoopbackServer, type LoopbackServer } from '#loopback';
import { createContainer, type Container } from '../../electron/container.ts';
import { sampleScenario } from '../../electron/sample-scenario.ts';

/**
 * Every method of the contract, called with good and with bad input, directly and over loopback HTTP. Each answer
 * must be what the contract says.
 */

const trace = `TIMESTAMP,ContextTokens,GeneratedTokens\n${Array.from({ length: 24 }, (_none, second) => `2023-11-16 18:15:${String(10 + second)}.6805900,374,44\n`).join('')}`;

/** The sample with a number that is bound to the ledger. */
const boundScenario: Scenario = {
  ...sampleScenario,
  workloads: sampleScenario.workloads.map((workload) => ({
    ...workload,
    calls: workload.calls.map((call) => ({
      ...call,
      answer: {
        output: {
          kind: 'empirical',
          mean: 300,
          p5: 100,
          p25: 200,
          p50: 300,
          p75: 400,
          p95: 500,
          records: 20,
          binding: {
            measure: 'output',
            windowDays: 30,
            resolvedOn: '2026-11-01',
            from: '2026-10-01',
            to: '2026-10-31',
          },
        },
      },
    })),
  })),
};
const book = JSON.stringify({
  'gpt-4o': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 2e-6, output_cost_per_token: 8e-6 },
});

let folder = '';
let container: Container;
let server: LoopbackServer;
let cookie = '';
let traceId = '';
let scenarioFileId = '';
let bookFileId = '';
let backupFileId = '';
let mappingFileId = '';
let documentId = 0;
let budgetId = 0;
let planId = 0;
let jobId = '';
let importId = 0;
let scenarioId = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-contract-'));
  container = createContainer({
    dataFolder: join(folder, 'data'),
    host: 'direct',
    workerFile: resolve(import.meta.dirname, '../../electron/workers/worker.ts'),
    logger: silentLogger,
    version: '0.0.0',
  });
  server = await startLoopbackServer({ ...container, pageFolder: folder });
  const signedIn = await fetch(server.url, { redirect: 'manual' });
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';

  writeFileSync(join(folder, 'trace.csv'), trace);
  writeFileSync(join(folder, 'plan.burnrate.json'), JSON.stringify(sampleScenario));
  traceId = container.files.grant(join(folder, 'trace.csv'), 'trace.csv');
  scenarioFileId = container.files.grant(join(folder, 'plan.burnrate.json'), 'plan.burnrate.json');
  writeFileSync(join(folder, 'book.json'), book);
  bookFileId = container.files.grant(join(folder, 'book.json'), 'book.json');
  const mapping = resolve(import.meta.dirname, '../fixtures/imports/semicolons.mapping.json');
  mappingFileId = container.files.grant(mapping, 'semicolons.mapping.json');
  const imported = await container.runner.run({
    kind: 'import',
    input: { path: join(folder, 'trace.csv'), name: 'trace.csv', options: { model: 'openai/gpt-4o' } },
  });
  if (!imported.ok || imported.value.importId === null) throw new Error('The trace was not imported.');
  importId = imported.value.importId;
  const started = await container.router.call('import.start', { fileId: traceId, options: { model: 'openai/gpt-4o' } });
  if (!started.ok) throw new Error(started.error.message);
  jobId = started.value.jobId;
  const created = await container.router.call('scenario.create', { scenario: sampleScenario });
  if (!created.ok) throw new Error(created.error.message);
  scenarioId = created.value.id;
  const aliased = await container.router.call('catalogue.saveAlias', { name: 'one-more', model: 'openai/gpt-4o' });
  if (!aliased.ok) throw new Error(aliased.error.message);
  documentId = aliased.value.document.id;
  const budget = await container.router.call('budget.save', {
    budget: { name: 'Each model', each: 'model', period: 'rolling', rollingDays: 30, amountUsd: 1e-6, limit: 'hard' },
  });
  if (!budget.ok) throw new Error(budget.error.message);
  budgetId = budget.value.id;
  const plan = await container.router.call('plan.pin', { scenario: sampleScenario });
  if (!plan.ok) throw new Error(plan.error.message);
  planId = plan.value.id;
  const backup = await container.router.call('ledger.backup', {});
  if (!backup.ok) throw new Error(backup.error.message);
  backupFileId = container.files.grant(backup.value.file, 'usage.backup');
});
afterAll(async () => {
  await server.close();
  await container.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Good input for each method; a method added to the contract does not compile until it has some. */
const goodInputs: { readonly [M in MethodName]: () => MethodInput<M> } = {
  'app.info': () => ({}),
  'budget.acknowledge': () => ({ ids: [1] }),
  'budget.alerts': () => ({}),
  'budget.check': () => ({}),
  'budget.list': () => ({}),
  'budget.remove': () => ({ id: budgetId }),
  'budget.save': () => ({ budget: { name: 'All of it', period: 'month', amountUsd: 100 } }),
  'calibration.run': () => ({}),
  'ledger.measure': () => ({ measure: 'output', windowDays: 30 }),
  'scenario.bind': () => ({
    scenario: sampleScenario,
    path: 'workloads[0].calls[0].answer.output',
    question: { measure: 'output', windowDays: 30 },
  }),
  'scenario.refresh': () => ({ scenario: boundScenario }),
  'catalogue.applyBook': () => ({
    fileId: bookFileId,
    sha256: createHash('sha256').update(book).digest('hex'),
    effectiveFromMs: Date.UTC(2026, 10, 1),
  }),
  'catalogue.disagreements': () => ({ limit: 5 }),
  'catalogue.documents': () => ({}),
  'catalogue.model': () => ({ model: 'openai/gpt-4o' }),
  'catalogue.previewBook': () => ({ fileId: bookFileId }),
  'catalogue.saveAlias': () => ({ name: 'my-deployment', model: 'openai/gpt-4o' }),
  'catalogue.saveContract': () => ({
    contract: {
      format: 'burnrate-contract',
      version: 1,
      name: 'Ten off',
      discounts: [{ provider: 'openai', percentOff: 10 }],
    },
  }),
  'catalogue.saveExchangeRate': () => ({
    currency: 'EUR',
    usdPerUnit: 1.08,
    fromMs: Date.UTC(2026, 0, 1),
    source: 'ECB',
  }),
  'catalogue.saveOverride': () => ({
    model: 'openai/gpt-4o',
    effectiveFromMs: Date.UTC(2026, 10, 1),
    rates: { input: { usdPerMTok: 2, tiers: [] } },
  }),
  'catalogue.withdraw': () => ({ documentId }),
  'catalogue.cards': () => ({ models: ['openai/gpt-4o', 'nobody/nothing'] }),
  'catalogue.models': () => ({ search: 'gpt-4o', limit: 5 }),
  'catalogue.price': () => ({ model: 'openai/gpt-4o', tokens: { input: 1000 } }),
  'anomalies.find': () => ({ minUsd: 1 }),
  'anomalies.mark': () => ({ day: '2023-11-16', series: '{}', acknowledged: true, note: 'A load test.' }),
  'export.part': () => ({ format: 'focus' }),
  'forecast.run': () => ({ months: 2, budgetUsd: 5 }),
  'import.inspect': () => ({ fileId: traceId }),
  'import.list': () => ({}),
  'import.mapping': () => ({ fileId: mappingFileId }),
  'import.rejects': () => ({ importId }),
  'import.startMany': () => ({ fileIds: [traceId], options: { model: 'openai/gpt-4o' } }),
  'import.survey': () => ({ fileIds: [traceId] }),
  'import.start': () => ({ fileId: traceId, options: { model: 'openai/gpt-4o' } }),
  'jobs.list': () => ({}),
  'jobs.cancel': () => ({ jobId }),
  'ledger.backup': () => ({}),
  'ledger.restore': () => ({ fileId: backupFileId }),
  'ledger.status': () => ({}),
  'ledger.verify': () => ({}),
  'overview.recent': () => ({ limit: 3 }),
  'overview.read': () => ({ timeZone: 'Europe/Berlin' }),
  'plan.list': () => ({}),
  'plan.pin': () => ({ scenario: sampleScenario }),
  'plan.recalibrate': () => ({ id: planId }),
  'plan.variance': () => ({ id: planId, timeZone: 'Europe/Berlin' }),
  'plan.unpin': () => ({ id: planId }),
  'scenario.create': () => ({ scenario: sampleScenario }),
  'scenario.list': () => ({}),
  'scenario.open': () => ({ id: scenarioId }),
  'scenario.openFile': () => ({ fileId: scenarioFileId }),
  'scenario.optimise': () => ({ scenario: sampleScenario, options: { maxChanges: 1 } }),
  'scenario.save': () => ({ id: scenarioId, scenario: sampleScenario }),
  'report.month': () => ({ month: '2023-11', format: 'pdf' }),
  'report.plan': () => ({ scenario: sampleScenario, format: 'html', sampling: { samples: 50, seed: 1 } }),
  'scenario.compare': () => ({
    scenarios: [sampleScenario, { ...sampleScenario, name: 'Without levers', levers: [] }],
  }),
  'scenario.selfHosting': () => ({ scenario: sampleScenario, samples: 20, seed: 1 }),
  'scenario.sensitivity': () => ({ scenario: sampleScenario }),
  'scenario.templates': () => ({}),
  'tokens.cancel': () => ({ countId: 'prompt' }),
  'tokens.count': () => ({ text: 'Hello world', model: 'openai/gpt-4o', countId: 'prompt' }),
  'scenario.simulate': () => ({ scenario: sampleScenario }),
  'scenario.remove': () => ({ id: scenarioId }),
  'settings.chooseDisplayCurrency': () => ({ currency: 'EUR' }),
  'settings.displayCurrency': () => ({}),
  'usage.export': () => ({ by: ['day'], what: 'groups' }),
  'usage.names': () => ({ dimension: 'model' }),
  'usage.records': () => ({ limit: 5 }),
  'usage.reprice': () => ({}),
  'usage.residual': () => ({}),
  'usage.summary': () => ({ by: ['model', 'day'] }),
  'import.undo': () => ({ importId }),
};

async function overHttp(method: string, input: unknown): Promise<Result<unknown>> {
  const response = await fetch(new URL(`/rpc/${method}`, server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Result<unknown>;
}

// Removing comes last, so that each method finds what it works on.
const removing = new Set<MethodName>([
  'budget.remove',
  'catalogue.withdraw',
  'plan.unpin',
  'ledger.restore',
  'scenario.remove',
  'import.undo',
]);
const ordered = [...methodNames].sort((a, b) => Number(removing.has(a)) - Number(removing.has(b)));

/** Stops every job and resolves when none is running: one that uses the ledger keeps it from being replaced. */
async function endJobs(): Promise<void> {
  async function running(): Promise<readonly string[]> {
    const jobs = await container.router.call('jobs.list', {});
    return jobs.ok ? jobs.value.filter(({ state }) => state === 'running').map(({ id }) => id) : [];
  }
  await Promise.all((await running()).map((id) => container.router.call('jobs.cancel', { jobId: id })));
  await expect.poll(running, { timeout: 60_000 }).toEqual([]);
}

describe('a change of prices', () => {
  it('is told to whoever listens, and holds for the next call', async () => {
    const heard: string[] = [];
    const stop = container.events.subscribe(({ type }) => heard.push(type));
    const saved = await container.router.call('catalogue.saveOverride', {
      model: 'acme/changed',
      newModel: true,
      effectiveFromMs: 0,
      rates: { input: { usdPerMTok: 3, tiers: [] } },
    });
    expect(saved).toMatchObject({ ok: true });
    expect(heard).toEqual(['catalogue-changed']);
    const price = { model: 'acme/changed', tokens: { input: 1_000_000 } };
    expect(await container.router.call('catalogue.price', price)).toMatchObject({ ok: true, value: { usd: 3 } });
    if (saved.ok) await container.router.call('catalogue.withdraw', { documentId: saved.value.document.id });
    expect(heard).toEqual(['catalogue-changed', 'catalogue-changed']);
    expect(await container.router.call('catalogue.price', price)).toMatchObject({ ok: false });
    stop();
  });
});

describe('the contract', () => {
  it.each(ordered.filter((method) => !removing.has(method)))('%s answers over HTTP as it says', async (method) => {
    const result = await overHttp(method, goodInputs[method]());
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && contract[method].output.safeParse(result.value).error).toBeUndefined();
  });

  it.each(ordered)('%s answers directly as it says', async (method) => {
    if (removing.has(method)) await endJobs();
    const result = await container.router.dispatch(method, goodInputs[method]());
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && contract[method].output.safeParse(result.value).error).toBeUndefined();
  });

  it('has an entry for every method and none besides', () => {
    expect(Object.keys(contract).sort()).toEqual([...methodNames].sort());
  });

  it.each(methodNames)('%s refuses input that it does not know', async (method) => {
    const bad = { ...goodInputs[method](), surprise: 1 };
    expect(await overHttp(method, bad)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await container.router.dispatch(method, null)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  });
});
