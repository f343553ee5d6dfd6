import type { z } from 'zod';
import { valueAt } from './value-at.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The first thing wrong with a document: where, and what in one sentence. */
export interface DescribedIssue {
  /** JSON path: `workloads[0].traffic.requestsPerDay`; empty for the document itself. */
  readonly path: string;
  /** One sentence, ending in a full stop, that names the field and the offending value. */
  readonly sentence: string;
}

/**
 * Turns the first issue of a failed parse into a sentence for people.
 * @param document the value that was parsed.
 * @param prefix JSON path of that value inside the file, when it is only a part of it.
 * @param whole what the document as a whole is called at the start of a sentence.
 */
export function describeIssue(
  error: z.core.$ZodError,
  document: unknown,
  prefix = '',
  whole = 'The file',
): DescribedIssue {
  const [issue] = error.issues;
  if (issue === undefined) return { path: prefix, sentence: 'The value is not valid.' };
  const { path, complaint } = explain(issue, [], document);
  const name = path.at(-1) === undefined ? (prefix.split('.').at(-1) ?? '') : nameOf(path);
  return {
    path: writePath(path, prefix),
    sentence: `${name === '' ? whole : introduce(name, complaint)} ${complaint}.`,
  };
}

/** `'share'` before a complaint about the field; `In 'models':` before one about what it holds. */
function introduce(name: string, complaint: string): string {
  return /^(must|is) /.test(complaint) ? `'${name}'` : `In '${name}':`;
}

/** Writes a JSON path: `levers[0].parameters.cuts`. Keys that are no identifiers are quoted. */
export function writePath(path: Path, prefix = ''): string {
  let text = prefix;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(String(key))) text += text === '' ? String(key) : `.${String(key)}`;
    else text += `[${JSON.stringify(String(key))}]`;
  }
  return text;
}

interface Explanation {
  readonly path: Path;
  /** What follows the field's name: `must be at most 1, but is 1.5`. */
  readonly complaint: string;
}

function explain(issue: Issue, base: Path, document: unknown): Explanation {
  const path = [...base, ...issue.path];
  const value = valueAt(document, path);
  if (value === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom')
    return { path, complaint: 'is missing' };
  switch (issue.code) {
    case 'invalid_type':
      return { path, complaint: `must be ${typeNames[issue.expected] ?? issue.expected}, but is ${show(value)}` };
    case 'too_big':
      return {
        path,
        complaint: `must ${limit('at most', issue.origin, issue.maximum, issue.inclusive)}, but ${measure(issue.origin, value)}`,
      };
    case 'too_small':
      return {
        path,
        complaint: `must ${limit('at least', issue.origin, issue.minimum, issue.inclusive)}, but ${measure(issue.origin, value)}`,
      };
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      return { path: [...path, key], complaint: 'is not a known field here' };
    }
    case 'invalid_value':
      return { path, complaint: `must be ${alternatives(issue.values.map(show))}, but is ${show(value)}` };
    case 'invalid_union':
      return explainUnion(issue, path, document, value);
    case 'invalid_key':
      return { path, complaint: 'is not a known field here' };
    case 'invalid_format':
    case 'custom':
      return {
        path,
        complaint:
          issue.message.startsWith('must ') && isSimple(value)
            ? `${issue.message}, but is ${show(value)}`
            : issue.message,
      };
    case 'not_multiple_of':
      return { path, complaint: `must be a multiple of ${issue.divisor}, but is ${show(value)}` };
    case 'invalid_element':
      return { path, complaint: issue.message };
  }
}

/** Of a union's branches, explains the one that the value was meant for: the one that got past its outermost type. */
function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  document: unknown,
  value: unknown,
): Explanation {
  const branches = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first]));
  const deep = branches.filter(
    (branch) => branch.path.length > 0 || (branch.code !== 'invalid_type' && branch.code !== 'invalid_value'),
  );
  // A branch that stumbles over what is there was meant rather than one that misses something.
  const meant = deep.find((branch) => valueAt(value, branch.path) !== undefined) ?? deep[0];
  if (meant !== undefined) return explain(meant, path, document);
  const allowed = branches.flatMap((branch) => (branch.code === 'invalid_value' ? branch.values : []));
  if (allowed.length > 0)
    return { path, complaint: `must be ${alternatives(allowed.map(show))}, but is ${show(value)}` };
  if (branches.length === 0) return { path, complaint: `is of no known kind: ${show(value)}` };
  const types = new Set(
    branches.flatMap((branch) =>
      branch.code === 'invalid_type' ? [typeNames[branch.expected] ?? branch.expected] : [],
    ),
  );
  return { path, complaint: `must be ${alternatives([...types])}, but is ${show(value)}` };
}

/** `a`, `a or b`, `a, b or c`. */
function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

const typeNames: Readonly<Partial<Record<string, string>>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function limit(word: string, origin: string, bound: number | bigint, inclusive: boolean | undefined): string {
  const strict = inclusive === false ? (word === 'at most' ? 'less than' : 'more than') : word;
  if (origin === 'string') return `have ${strict} ${bound} ${bound === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `have ${strict} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  return `be ${strict} ${bound}`;
}

function measure(origin: string, value: unknown): string {
  if (typeof value === 'string' && origin === 'string') return `has ${value.trim() === '' ? 0 : value.length}`;
  if (Array.isArray(value)) return `has ${value.length}`;
  return `is ${show(value)}`;
}

function isSimple(value: unknown): boolean {
  return typeof value !== 'object' && value !== undefined;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value === undefined ? 'nothing' : JSON.stringify(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last !== 'number') return String(last);
  const list = path.at(-2);
  return list === undefined ? `[${last}]` : `${String(list)}[${last}]`;
}
