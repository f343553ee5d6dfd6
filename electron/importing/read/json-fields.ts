/** The fields of JSON objects as columns: what a table preset or a mapping sees of JSONL. */
export interface FieldTable {
  /** Dotted names of the fields: `usage.input_tokens`. */
  readonly columns: readonly string[];
  /** Text of each column's value in an object: empty for a field that it lacks, JSON for arrays and objects. */
  cells(value: unknown): readonly string[];
  /** Names of fields that objects laid out so far have beside the columns, the first of them. */
  furtherFields(): readonly string[];
  /** The table with columns for the fields of one more object, behind those that it has. */
  withFieldsOf(object: unknown): FieldTable;
}

/** Further fields that are named; their objects are not looked through for more. */
const namedFurtherFields = 2000;

/** Levels below the top that get columns of their own. */
const maximumLevels = 6;

/**
 * Lays JSON objects out as a table: a column for every field of the samples and for every further name asked for.
 * An object has a column for itself, with its JSON, and columns for its fields. Undefined when no sample is an object.
 * @param names further dotted names, as a mapping gives them.
 */
export function createFieldTable(
  samples: readonly unknown[],
  names: readonly string[],
  maximumColumns: number,
): FieldTable | undefined {
  const paths = new Map<string, readonly string[]>();
  for (const sample of samples) if (isObject(sample)) collect(sample, [], paths, maximumColumns);
  return paths.size === 0 ? undefined : fieldTable(paths, names, maximumColumns);
}

function fieldTable(
  paths: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
  maximumColumns: number,
): FieldTable {
  const columns = [...paths.keys(), ...names.filter((name) => !paths.has(name))];
  const known = knownFields(paths.values());
  const further = new Set<string>();
  return {
    columns,
    cells(value) {
      if (further.size < namedFurtherFields) findFurther(value, [], known, further);
      return columns.map((column) => {
        const path = paths.get(column);
        return fieldText(path === undefined ? valueByName(value, column) : valueAt(value, path));
      });
    },
    furtherFields: () => [...further].slice(0, namedFurtherFields).filter((name) => !names.includes(name)),
    withFieldsOf(object) {
      const more = new Map(paths);
      if (isObject(object)) collect(object, [], more, maximumColumns);
      return fieldTable(more, names, maximumColumns);
    },
  };
}

/** Known fields, each with those inside it. */
interface KnownFields {
  readonly fields: Map<string, KnownFields>;
}

function knownFields(paths: Iterable<readonly string[]>): KnownFields {
  const root: KnownFields = { fields: new Map() };
  for (const path of paths) {
    let parent = root;
    for (const key of path) {
      const field = parent.fields.get(key) ?? { fields: new Map() };
      parent.fields.set(key, field);
      parent = field;
    }
  }
  return root;
}

/** Adds the names of fields that are not known; of what is inside an unknown field nothing is said. */
function findFurther(value: unknown, parents: readonly string[], known: KnownFields, further: Set<string>): void {
  if (!isObject(value) || parents.length > maximumLevels) return;
  for (const key of Object.keys(value)) {
    const field = known.fields.get(key);
    if (field === undefined) further.add([...parents, key].join('.'));
    else if (isObject(value[key])) findFurther(value[key], [...parents, key], field, further);
  }
}

function collect(
  value: Readonly<Record<string, unknown>>,
  parents: readonly string[],
  paths: Map<string, readonly string[]>,
  maximumColumns: number,
): void {
  for (const [key, child] of Object.entries(value)) {
    if (paths.size >= maximumColumns) return;
    const path = [...parents, key];
    const name = path.join('.');
    if (!paths.has(name)) paths.set(name, path);
    if (isObject(child) && path.length <= maximumLevels) collect(child, path, paths, maximumColumns);
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The value of a dotted name, whose parts may hold dots themselves (`attributes.gen_ai.usage.input_tokens`). */
export function valueByName(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const key = name.slice(0, dot);
    if (!Object.hasOwn(value, key)) continue;
    const found = valueByName(value[key], name.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A JSON value as the text of a cell. */
function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
