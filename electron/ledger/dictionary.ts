import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';

/** Ids of the table `dimension`, as the first migration gave them. */
export const dimensionIds = {
  provider: 1,
  model: 2,
  project: 3,
  user: 4,
  task: 5,
  conversation: 6,
} as const satisfies Record<UsageDimension, number>;

/** Names kept in memory for each dimension; beyond that the cache starts over, so memory stays bounded. */
const cachedNames = 65_536;

/** A dictionary that remembers the names it has read. */
export interface CachedDictionary extends UsageDictionary {
  /** Id of a name that is not empty; undefined when the ledger has none. */
  find(dimension: UsageDimension, name: string): number | undefined;
  /** Names of a dimension that hold a text, in any case of ASCII letters, in alphabetical order. */
  list(dimension: UsageDimension, search: string, limit: number): { readonly total: number; readonly names: string[] };
  /** Forgets every name: after a rolled-back import its ids mean nothing, or something else later. */
  forget(): void;
}

/**
 * Reads names by id. Ids never change their meaning once committed, so a cached name cannot go stale; an id that
 * another connection has added since is read when it is first asked for.
 */
export function createDictionary(connection: Connection, file: string): CachedDictionary {
  const selectName = connection
    .prepare<[number, number], string>('SELECT name FROM dictionary_entry WHERE dimension_id = ? AND id = ?')
    .pluck();
  const selectId = connection
    .prepare<[number, string], number>('SELECT id FROM dictionary_entry WHERE dimension_id = ? AND name = ?')
    .pluck();
  const selectNames = connection
    .prepare<[number, string, number], string>(
      "SELECT name FROM dictionary_entry WHERE dimension_id = ? AND name LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?",
    )
    .pluck();
  const countNames = connection
    .prepare<[number, string], number>(
      "SELECT count(*) FROM dictionary_entry WHERE dimension_id = ? AND name LIKE ? ESCAPE '\\'",
    )
    .pluck();
  const caches = emptyCaches<number, string>();

  function list(dimension: UsageDimension, search: string, limit: number): ReturnType<CachedDictionary['list']> {
    const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const dimensionId = dimensionIds[dimension];
    return {
      total: countNames.get(dimensionId, pattern) ?? 0,
      names: selectNames.all(dimensionId, pattern, limit),
    };
  }

  function name(dimension: UsageDimension, id: number): string {
    if (id === 0) return '';
    const cached = caches[dimension].get(id);
    if (cached !== undefined) return cached;
    const stored = selectName.get(dimensionIds[dimension], id);
    if (stored === undefined) throw new LedgerError(corruptLedger(file, `${dimension} ${id} has no name`));
    remember(caches[dimension], id, stored);
    return stored;
  }

  function forget(): void {
    for (const dimension of usageDimensions) caches[dimension].clear();
  }

  return { name, find: (dimension, text) => selectId.get(dimensionIds[dimension], text), list, forget };
}

/** Gives names ids during one import. */
export interface DictionaryWriter {
  /**
   * Id of a name, new where the ledger has none; 0 for an empty or absent name.
   * @param dimension Index into `usageDimensions`.
   */
  id(dimension: number, name: string | undefined): number;
  /** Writes the next free ids; call once, before the import's transaction commits. */
  finish(): void;
}

/** Begins giving ids. Call inside the import's transaction and drop it when that ends. */
export function createDictionaryWriter(connection: Connection): DictionaryWriter {
  const selectId = connection
    .prepare<[number, string], number>('SELECT id FROM dictionary_entry WHERE dimension_id = ? AND name = ?')
    .pluck();
  const insert = connection.prepare('INSERT INTO dictionary_entry (dimension_id, id, name) VALUES (?, ?, ?)');
  const nextIds = new Map(
    connection
      .prepare<[], { readonly id: number; readonly nextId: number }>('SELECT id, next_id AS nextId FROM dimension')
      .all()
      .map(({ id, nextId }) => [id, nextId]),
  );
  const caches = usageDimensions.map((dimension) => ({
    dimension,
    ids: new Map<string, number>(),
    lastName: '',
    lastId: 0,
  }));

  function add(dimension: UsageDimension, name: string): number {
    const dimensionId = dimensionIds[dimension];
    const id = nextIds.get(dimensionId) ?? 1;
    insert.run(dimensionId, id, name);
    nextIds.set(dimensionId, id + 1);
    return id;
  }

  function id(index: number, name: string | undefined): number {
    const cache = caches[index];
    if (cache === undefined || name === undefined || name === '') return 0;
    // Rows of a file mostly repeat the names of the row before.
    if (name === cache.lastName) return cache.lastId;
    let known = cache.ids.get(name);
    if (known === undefined) {
      known = selectId.get(dimensionIds[cache.dimension], name) ?? add(cache.dimension, name);
      remember(cache.ids, name, known);
    }
    cache.lastName = name;
    cache.lastId = known;
    return known;
  }

  function finish(): void {
    const update = connection.prepare('UPDATE dimension SET next_id = ? WHERE id = ?');
    for (const [dimensionId, nextId] of nextIds) update.run(nextId, dimensionId);
  }

  return { id, finish };
}

function emptyCaches<Key, Value>(): Readonly<Record<UsageDimension, Map<Key, Value>>> {
  return {
    provider: new Map(),
    model: new Map(),
    project: new Map(),
    user: new Map(),
    task: new Map(),
    conversation: new Map(),
  };
}

function remember<Key, Value>(cache: Map<Key, Value>, key: Key, value: Value): void {
  if (cache.size >= cachedNames) cache.clear();
  cache.set(key, value);
}
