import { describe, expect, it } from 'vitest';
import { leverDefinitions, maxScenarioLength, parseScenario } from '#simulator';
import { findJsonSyntaxError } from '#shared/json-syntax.ts';
import { leverOf, scenarioOf } from './builders.ts';

/** A valid scenario's JSON with one field replaced; the path is written as in failures. */
function withField(path: string, value: unknown): string {
  const document: unknown = JSON.parse(
    JSON.stringify(scenarioOf({ levers: [leverOf('prompt-caching', { components: ['system'], hitRate: 0.5 })] })),
  );
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop();
  let parent: unknown = document;
  for (const key of keys) parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined;
  if (typeof parent !== 'object' || parent === null || last === undefined) throw new Error(`No such path: ${path}`);
  Reflect.set(parent, last, value);
  return JSON.stringify(document);
}

function errorOf(text: string): { code: string; message: string; line?: unknown; path?: unknown; file?: unknown } {
  const result = parseScenario(text, 'plan.burnrate.json');
  if (result.ok) throw new Error('The text was accepted');
  const { code, message, at } = result.error;
  return { code, message, file: at?.file, line: at?.line, path: at?.path };
}

describe('parseScenario', () => {
  it('reads a scenario and fills in defaults', () => {
    const result = parseScenario(JSON.stringify(scenarioOf()), 'plan.burnrate.json');
    expect(result.ok && result.value.workloads[0]?.calls[0]?.batchShare).toBe(0);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(parseScenario(`\uFEFF${JSON.stringify(scenarioOf())}`, 'x').ok).toBe(true);
  });

  it.each([
    ['{\n  "name": "x",\n}', 3, "expected a field name in double quotes, found '}'"],
    ['', 1, 'expected a value, found the end of the file'],
    ['{"share": NaN}', 1, "expected a value, found 'NaN'"],
    ['{"a": 01}', 1, "expected a value, found '01'"],
    ['[1,\n2', 2, "expected ',' or ']', found the end of the file"],
    ['{"a" 1}', 1, "expected ':', found '1'"],
    ['{} {}', 1, "expected the end of the file, found '{'"],
    ['{"a": "x\\q"}', 1, 'expected a value, found text that is not closed or not well formed'],
  ])('gives the line and problem of broken JSON: %j', (text, line, problem) => {
    expect(errorOf(text)).toEqual({
      code: 'invalid-json',
      message: `The file is not valid JSON: ${problem}.`,
      file: 'plan.burnrate.json',
      line,
      path: undefined,
    });
  });

  it('survives 100,000 nested brackets', () => {
    expect(errorOf('['.repeat(100_000)).code).toBe('invalid-json');
  });

  it.each([
    ['workloads[0].traffic.requestsPerDay', -1, "'requestsPerDay' must be at least 0, but is -1."],
    ['workloads[0].traffic.requestsPerDay', 1e308, "'requestsPerDay' must be at most 1000000000000000, but is 1e+308."],
    ['workloads[0].traffic.requestsPerDay', null, "'requestsPerDay' must be a number or an object, but is null."],
    ['workloads[0].calls[0].models[0].share', 1.5, "'share' must be at most 1, but is 1.5."],
    ['workloads[0].calls[0].batchShare', '0.5', `'batchShare' must be a number or an object, but is "0.5".`],
    ['calendar.months', 1.5, "'months' must be a whole number, but is 1.5."],
    ['calendar.daysPerMonth', 31, `'daysPerMonth' must be 30, 30.4375 or "calendar", but is 31.`],
    ['calendar.startMonth', '2026-13', `'startMonth' must be a month written YYYY-MM, but is "2026-13".`],
    ['levers[0].parameters.hitRate', 2, "'hitRate' must be at most 1, but is 2."],
    ['levers[0].parameters.ttl', '2h', `'ttl' must be "5m", "30m" or "1h", but is "2h".`],
    ['levers[0].parameters.surprise', 1, "'surprise' is not a known field here."],
    ['surprise', 1, "'surprise' is not a known field here."],
  ])('names the path and the problem of %s = %j', (path, value, message) => {
    expect(errorOf(withField(path, value))).toEqual({
      code: 'invalid-scenario',
      message,
      file: 'plan.burnrate.json',
      line: undefined,
      path,
    });
  });

  it('says which part of a distribution is wrong', () => {
    const path = 'workloads[0].traffic.requestsPerDay';
    expect(errorOf(withField(path, { kind: 'lognormal', p5: 10, p95: 2 }))).toMatchObject({
      path: `${path}.p95`,
      message: "In 'p95': p5 must not be above p95.",
    });
    expect(errorOf(withField(path, { kind: 'uniform', low: 1 }))).toMatchObject({
      path: `${path}.high`,
      message: "'high' is missing.",
    });
    expect(errorOf(withField(path, { kind: 'gamma' }))).toMatchObject({ path: `${path}.kind` });
  });

  it('refuses a lognormal range whose mean would be infinite', () => {
    const range = { kind: 'lognormal', p5: 1e-300, p95: 1e15 };
    expect(errorOf(withField('workloads[0].traffic.requestsPerDay', range)).message).toContain('too wide');
  });

  it('refuses an unknown lever and lists those that exist', () => {
    const result = parseScenario(withField('levers[0].kind', 'magic'), 'x');
    expect(result.ok ? undefined : result.error).toMatchObject({
      code: 'unknown-lever',
      at: { path: 'levers[0].kind' },
      nextStep: `Use one of: ${leverDefinitions.map(({ kind }) => kind).join(', ')}.`,
    });
  });

  it('refuses a scope that names a workload or call that is not there', () => {
    expect(errorOf(withField('levers[0].scope', { workloads: ['support', 'sales'] }))).toMatchObject({
      path: 'levers[0].scope.workloads[1]',
      message: "The scenario has no workload 'sales'.",
    });
    expect(errorOf(withField('levers[0].scope', { calls: ['ask'] }))).toMatchObject({
      path: 'levers[0].scope.calls[0]',
      message: "The scenario has no call 'ask'.",
    });
  });

  it('checks the parameters of levers that are switched off, too', () => {
    const text = withField('levers[0]', { id: 'x', kind: 'batch', enabled: false, parameters: { eligibleShare: 7 } });
    expect(errorOf(text).path).toBe('levers[0].parameters.eligibleShare');
  });

  it('refuses a file of a newer format plainly', () => {
    expect(errorOf(withField('version', 3))).toMatchObject({
      code: 'newer-scenario',
      message: 'The file was written by a newer Burnrate (format version 3); this one reads version 2.',
    });
  });

  it.each(['null', '[]', '{}', '"text"', '{"format":"other"}'])('refuses JSON that is no scenario: %s', (text) => {
    expect(errorOf(text).code).toBe('not-a-scenario');
  });

  it('refuses more than 10 MB without parsing it', () => {
    expect(errorOf(' '.repeat(maxScenarioLength + 1)).code).toBe('scenario-too-large');
  });
});

describe('findJsonSyntaxError', () => {
  it.each(['{}', '[]', ' [1, -2.5e3, "a\\u00e9\\n", true, false, null, {"k": []}] ', '0', '"x"'])(
    'finds nothing wrong with %s',
    (text) => {
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      expect(findJsonSyntaxError(text)).toBeUndefined();
    },
  );
});
