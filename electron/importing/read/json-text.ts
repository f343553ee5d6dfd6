import { failure, success, type Failed, type Result } from '#shared/result.ts';
import type { ReadLimits } from '../limits.ts';
import type { OpenText } from './open-text.ts';
import { parseJson } from './parse-json.ts';
import { createLineSplitter, type TextLine } from './split-lines.ts';

/** Values shown to presets, and rows of the preview. */
const sampleValueCount = 50;

/** Lines looked at for telling JSONL from a document when the first line is damaged. */
const probedLines = 20;

/** A value of a JSON file, or a line that holds none. */
export type JsonEntry =
  { readonly line: number; readonly value: unknown } | { readonly line: number; readonly problem: string };

/** How a JSON file is laid out: a value a line, or values over several lines, one in all as a rule. */
export type JsonLayout = 'lines' | 'document';

/** A JSON or JSONL file, open at its first value. `entries` can be iterated once; whoever does not must `close`. */
export interface JsonText {
  readonly reads: 'json';
  readonly sizeBytes: number;
  readonly layout: JsonLayout;
  /** The first values, at most 50; they come again in `entries`. */
  readonly sample: readonly unknown[];
  /** All values in batches; a failure is the last element. */
  readonly entries: AsyncIterable<Result<readonly JsonEntry[]>>;
  close(): Promise<void>;
}

/** True when a text is JSON by its first character. */
export function looksLikeJson(head: string): boolean {
  return /^\s*[[{]/.test(head);
}

/**
 * Opens JSON. Fails `json-too-large` for documents and `json-malformed` (with the line) for these and for lines of which
 * the first 50 are all damaged; else a line of JSONL that cannot be read is an entry with its problem.
 */
export async function openJson(text: OpenText, name: string, limits: ReadLimits): Promise<Result<JsonText>> {
  const layout = layoutOf(text.head.toString('utf8'), limits);
  const batches = layout === 'lines' ? readLines(text.chunks, limits) : readDocument(text.chunks, name, limits);

  async function close(): Promise<void> {
    await batches.return(undefined);
    await text.close();
  }

  const first: JsonEntry[] = [];
  while (first.length < sampleValueCount) {
    // Until the sample is full or the file ends.
    // oxlint-disable-next-line no-await-in-loop
    const next = await batches.next();
    if (next.done === true) break;
    if (!next.value.ok) {
      // oxlint-disable-next-line no-await-in-loop
      await close();
      return next.value;
    }
    first.push(...next.value.value);
  }
  const [damaged] = first;
  if (damaged !== undefined && 'problem' in damaged && first.every((entry) => 'problem' in entry)) {
    await close();
    return malformed(name, damaged.line, damaged.problem);
  }

  async function* allEntries(): AsyncGenerator<Result<readonly JsonEntry[]>> {
    try {
      if (first.length > 0) yield success(first);
      yield* batches;
    } finally {
      await close();
    }
  }

  return success({
    reads: 'json',
    sizeBytes: text.sizeBytes,
    layout,
    sample: first.flatMap((entry) => ('value' in entry ? [entry.value] : [])).slice(0, sampleValueCount),
    entries: allEntries(),
    close,
  });
}

/**
 * Lines, when the first line is a value by itself and not an array alone; a document, when the first line ends where
 * JSON must go on. Where neither holds the first line is damaged: then any of the next lines that is an object by itself speaks for lines.
 */
function layoutOf(head: string, limits: ReadLimits): JsonLayout {
  const lines = head.trimStart().split('\n');
  const [first = '', ...others] = lines;
  const isAlone = others.every((line) => line.trim() === '');
  if (isAlone && first.startsWith('[')) return 'document';
  if (isAlone || isValue(first, limits)) return 'lines';
  if (/[{[,:]\s*$/.test(first)) return 'document';
  // The last line of the head may be cut off.
  const whole = others.slice(0, -1).slice(0, probedLines);
  return whole.some((line) => line.startsWith('{') && isValue(line, limits)) ? 'lines' : 'document';
}

function isValue(line: string, { jsonDepth }: ReadLimits): boolean {
  return 'value' in parseJson(line, jsonDepth);
}

async function* readLines(
  chunks: AsyncIterable<Result<Buffer>>,
  limits: ReadLimits,
): AsyncGenerator<Result<readonly JsonEntry[]>> {
  const splitter = createLineSplitter(limits.jsonValueBytes);
  for await (const chunk of chunks) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    yield success(entriesOf(splitter.push(chunk.value), limits));
  }
  yield success(entriesOf(splitter.end(), limits));
}

function entriesOf(lines: readonly TextLine[], { jsonDepth, jsonValueBytes }: ReadLimits): readonly JsonEntry[] {
  const entries: JsonEntry[] = [];
  for (const { line, text } of lines) {
    if (text === undefined) {
      entries.push({ line, problem: `the line is longer than ${jsonValueBytes.toLocaleString('en-US')} bytes` });
    } else if (text.trim() !== '') {
      const parsed = parseJson(text, jsonDepth);
      entries.push('value' in parsed ? { line, value: parsed.value } : { line, problem: parsed.problem });
    }
  }
  return entries;
}

async function* readDocument(
  chunks: AsyncIterable<Result<Buffer>>,
  name: string,
  { jsonDepth, jsonValueBytes }: ReadLimits,
): AsyncGenerator<Result<readonly JsonEntry[]>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    bytes += chunk.value.length;
    if (bytes > jsonValueBytes) {
      yield failure(
        'json-too-large',
        `${name} is one JSON document of more than ${Math.floor(jsonValueBytes / 1024 ** 2)} MiB.`,
        { at: { file: name }, nextStep: 'Export it in parts, or as JSONL with one value a line.' },
      );
      return;
    }
    pieces.push(Buffer.from(chunk.value));
  }
  const entries: JsonEntry[] = [];
  let line = 1;
  for (const text of documentsIn(Buffer.concat(pieces).toString('utf8'))) {
    const parsed = parseJson(text, jsonDepth);
    if (!('value' in parsed)) {
      yield malformed(name, line + parsed.line - 1, parsed.problem);
      return;
    }
    entries.push({ line, value: parsed.value });
    line += text.split('\n').length - 1;
  }
  yield success(entries);
}

/** Documents one after another, each laid out over lines, as jq and answers of an API that were gathered in a file. */
function documentsIn(text: string): readonly string[] {
  return text.split(/(?<=^[}\]][ \t]*\r?\n)(?=\s*[{[])/m);
}

function malformed(name: string, line: number, problem: string): Failed {
  return failure('json-malformed', `${name} cannot be read as JSON: ${problem}.`, {
    at: { file: name, line },
    nextStep: 'Export the file again.',
  });
}
