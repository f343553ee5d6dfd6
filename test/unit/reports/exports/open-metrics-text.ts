/**
 * A strict reader of OpenMetrics 1.0 text, made from the specification's grammar: order of metadata, units as suffixes,
 * `_total` of counters, escapes, unique series, `# EOF` at the end.
 */

export interface ReadFamily {
  readonly type: string;
  readonly unit: string;
  readonly help: string;
  readonly samples: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

/** Families by name. @throws Error for any text that is not OpenMetrics. */
export function readOpenMetrics(text: string): ReadonlyMap<string, ReadFamily> {
  if (!text.endsWith('# EOF\n')) throw new Error('It does not end with # EOF.');
  const families = new Map<string, ReadFamily>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const metadata = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(line);
    if (metadata !== null) {
      const [, what = '', name = '', value = ''] = metadata;
      if (what === 'TYPE') {
        if (families.has(name)) throw new Error(`${name} comes twice.`);
        if (!['counter', 'gauge'].includes(value)) throw new Error(`${name} is of type ${value}.`);
        families.set(name, { type: value, unit: '', help: '', samples: [] });
        current = name;
      }
      const family = families.get(name);
      if (name !== current || family === undefined || family.samples.length > 0) throw new Error(`Misplaced: ${line}`);
      if (what === 'UNIT' && !name.endsWith(`_${value}`)) throw new Error(`${name} does not end in ${value}.`);
      families.set(name, {
        ...family,
        ...(what === 'UNIT' && { unit: value }),
        ...(what === 'HELP' && { help: unescape(value) }),
      });
      continue;
    }
    const sample = sampleLine.exec(line);
    const family = families.get(current);
    if (sample === null || family === undefined) throw new Error(`Not a sample: ${line}`);
    const [, name = '', labelText = '', value = ''] = sample;
    if (name !== (family.type === 'counter' ? `${current}_total` : current)) throw new Error(`${name} in ${current}`);
    if (family.type === 'counter' && Number(value) < 0) throw new Error(`${name} is negative.`);
    const labels = readLabels(labelText);
    const series = JSON.stringify([
      name,
      Object.entries(labels)
        .map(String)
        .toSorted((left, right) => left.localeCompare(right)),
    ]);
    if (seen.has(series)) throw new Error(`The series comes twice: ${series}`);
    seen.add(series);
    family.samples.push({ name, labels, value: Number(value) });
  }
  return families;
}

function readLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  label.lastIndex = 0;
  while (label.lastIndex < text.length) {
    const at = label.lastIndex;
    const match = label.exec(text);
    if (match === null) throw new Error(`Not labels: ${text.slice(at)}`);
    const [, name = '', value = ''] = match;
    if (name in labels) throw new Error(`${name} comes twice.`);
    labels[name] = unescape(value);
  }
  return labels;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter));
}
