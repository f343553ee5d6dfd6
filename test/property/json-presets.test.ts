import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKinds, totalTokens } from '#shared/domain/token-kinds.ts';
import { normaliseCharge } from '../../electron/importing/charges.ts';
import { normalise } from '../../electron/importing/normalise.ts';
import { jsonPresets } from '../../electron/importing/presets/index.ts';
import type { JsonPreset, RowOutcome } from '../../electron/importing/presets/preset.ts';
import { isRejection } from '../../electron/importing/presets/row-cells.ts';
import { expectSuccess, fixture } from '../unit/importing/in-memory.ts';

const files = [
  'claude-code-session.jsonl',
  'codex-rollout.jsonl',
  'ccusage-daily.json',
  'ccusage-blocks.json',
  'otel-genai.json',
  'gemini-cli-chat.jsonl',
  'api-responses.jsonl',
  'openai-admin-completions.json',
  'openai-admin-costs.json',
  'anthropic-usage-report.json',
  'anthropic-cost-report.json',
  'openrouter-activity-api.json',
];

/** Values that break readers. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    1e21,
    '1e999',
    '9'.repeat(60),
    'NaN',
    [],
    {},
    true,
    '__proto__',
    '\u0000',
  ),
  fc.string(),
  fc.double(),
  fc.jsonValue(),
);

function valuesOf(file: string): readonly unknown[] {
  const text = readFileSync(fixture(file), 'utf8');
  if (file.endsWith('.json')) return [JSON.parse(text)];
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** The value with another one at a path; unchanged where the path has gone. */
function changedAt(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === key ? changedAt(item, rest, to) : item));
  }
  return { ...value, [key]: changedAt((value as Record<string, unknown>)[key], rest, to) };
}

function outcomesOf(preset: JsonPreset, values: readonly unknown[]): readonly RowOutcome[] {
  preset.detect(values);
  preset.needsModel(values, {});
  const reader = expectSuccess(preset.reader({}, 'file'));
  const rows = values.flatMap((value, index) => [...reader.read(value, { line: index + 1, file: 'file' })]);
  return [...rows, ...(reader.endFile?.() ?? [])].map((row) => row.outcome);
}

/** What the usage of outcomes comes to; fails the test for a count that is none. */
function countedTokens(outcomes: readonly RowOutcome[]): number {
  let sum = 0;
  for (const outcome of outcomes) {
    if (outcome.kind === 'charge') normaliseCharge(outcome.charge, () => 1);
    const draft = outcome.kind === 'usage' || outcome.kind === 'charge' ? outcome.draft : undefined;
    const record = draft === undefined ? undefined : normalise(draft, undefined);
    if (record === undefined || isRejection(record)) continue;
    for (const kind of tokenKinds) {
      const count = record.tokens[kind] ?? 0;
      expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
    }
    sum += totalTokens(record.tokens);
  }
  return sum;
}

describe('the JSON presets', () => {
  it.each(files)('give an outcome for every value, whatever is changed in %s', (file) => {
    const values = valuesOf(file);
    const paths = pathsOf(values);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(paths.length - 1), oddValue), { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = changes.reduce<unknown>(
          (value, [index, to]) => changedAt(value, paths[index] ?? [], to),
          values,
        );
        for (const preset of jsonPresets)
          countedTokens(outcomesOf(preset, Array.isArray(changed) ? changed : [changed]));
      }),
      { numRuns: 100 },
    );
  });

  it('count of a Codex session what its last totals say, however its steps are cut, repeated or left empty', () => {
    const codex = presetOf('codex');
    const step = fc.record({
      input: fc.nat(50_000),
      cachedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      output: fc.nat(5000),
      repeats: fc.nat(2),
      isEmpty: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let input = 0;
        let cached = 0;
        let output = 0;
        const lines: unknown[] = [{ type: 'turn_context', payload: { model: 'gpt-5-codex' } }];
        for (const [index, { repeats, isEmpty, ...used }] of steps.entries()) {
          input += used.input;
          cached += Math.floor(used.input * used.cachedShare);
          output += used.output;
          const totals = { input_tokens: input, cached_input_tokens: cached, output_tokens: output };
          const timestamp = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString();
          const event = (info: unknown) => ({ timestamp, type: 'event_msg', payload: { type: 'token_count', info } });
          if (isEmpty) lines.push(event(null));
          for (let copy = 0; copy <= repeats; copy++) lines.push(event({ total_token_usage: totals }));
        }
        expect(countedTokens(outcomesOf(codex, lines))).toBe(input + output);
      }),
    );
  });

  it('count of OTLP spans the calls alone, whatever agents stand around them', () => {
    const otel = presetOf('otel-genai');
    const call = fc.record({ input: fc.nat(10_000), output: fc.nat(1000), depth: fc.nat(3), isNamed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 8 }), (calls) => {
        const spans = calls.flatMap(({ input, output, depth, isNamed }, index) => {
          const span = (level: number, operation: string | undefined) => ({
            traceId: 't',
            spanId: `${index}-${level}`,
            parentSpanId: level === 0 ? '' : `${index}-${level - 1}`,
            startTimeUnixNano: '1772445600000000000',
            attributes: [
              { key: 'gen_ai.usage.input_tokens', value: { intValue: String(input) } },
              { key: 'gen_ai.usage.output_tokens', value: { intValue: String(output) } },
              ...(operation === undefined ? [] : [{ key: 'gen_ai.operation.name', value: { stringValue: operation } }]),
            ],
          });
          const around = Array.from({ length: depth }, (_value, level) =>
            span(level, isNamed ? 'invoke_agent' : undefined),
          );
          return [...around, span(depth, 'chat')];
        });
        const document = { resourceSpans: [{ scopeSpans: [{ spans }] }] };
        const expected = calls.reduce((sum, { input, output }) => sum + input + output, 0);
        expect(countedTokens(outcomesOf(otel, [document]))).toBe(expected);
      }),
    );
  });
});

function presetOf(id: string): JsonPreset {
  const preset = jsonPresets.find((each) => each.id === id);
  if (preset === undefined) throw new Error(`There is no preset ${id}.`);
  return preset;
}
