import { serviceTiers, usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import type { ModelReference } from '#pricing';
import { leftOutRemark } from '../personal-data.ts';
import type { ColumnPlan, PlannedName } from '../presets/column-plan.ts';
import { maximumNameLength, readName } from '../read/cells.ts';
import { withoutGuard } from '../read/guards.ts';
import type { BatchNames } from './batch.ts';
import { NameTable, type ResolvedName } from './name-table.ts';

/** A cell that makes its row one to be read as text. */
const unusual: ResolvedName = { id: -1 };
const nothing: ResolvedName = { id: 0 };

/** How the names of a table are read. */
export interface NamingOptions {
  /** Brings the cell of a column into the plain dialect. */
  readonly clean: (column: number, text: string) => string;
  readonly keepsPersonalData: boolean;
}

/** The names of a plan, with lists that begin empty but for what is the same in every row. */
export interface PlannedNames {
  readonly names: BatchNames;
  /** Tables of the plan's names, in their order. */
  readonly tables: readonly NameTable[];
  /** Tables of the service tier's columns, in their order. */
  readonly tierTables: readonly NameTable[];
  /** Index of the service tier of entries in those tables; −1 = the row is read as text. */
  tierOf(entries: Int32Array, first: number): number;
}

/**
 * The plan for rows that name no model: the user's model is theirs, and its provider, where the user gives one, goes
 * before the file's.
 */
export function planWithModel(plan: ColumnPlan, fallback: ModelReference | undefined): ColumnPlan {
  if (!namesNoModel(plan) || fallback === undefined) return plan;
  const { provider = '', model } = fallback;
  return {
    ...plan,
    names: provider === '' ? plan.names : plan.names.filter(({ dimension }) => dimension !== 'provider'),
    constants: { ...plan.constants, model, ...(provider === '' ? {} : { provider }) },
  };
}

/** True when no row of a plan names its model: it is the user's then. */
export function namesNoModel(plan: ColumnPlan | undefined): boolean {
  return plan?.constants.model === '' && !plan.names.some(({ dimension }) => dimension === 'model');
}

/** What is the same in every row of a plan. */
export function fixedNames({ names, constants }: ColumnPlan): readonly (readonly [UsageDimension, string])[] {
  const dimensions = ['provider', 'model'] as const;
  return dimensions
    .filter((dimension) => constants[dimension] !== '' && !names.some((name) => name.dimension === dimension))
    .map((dimension) => [dimension, constants[dimension]] as const);
}

/** Begins lists of names; a name of `fixedNames` has the id 1. */
export function createPlannedNames(plan: ColumnPlan, options: NamingOptions): PlannedNames {
  const names: BatchNames = { provider: [''], model: [''], project: [''], user: [''], task: [''], conversation: [''] };
  for (const [dimension, name] of fixedNames(plan)) names[dimension].push(name);
  const known = new Map(usageDimensions.map((dimension) => [dimension, new Map<string, number>()] as const));

  function idOf(dimension: UsageDimension, name: string): number {
    const ids = known.get(dimension);
    let id = ids?.get(name);
    if (id === undefined) {
      id = names[dimension].push(name) - 1;
      ids?.set(name, id);
    }
    return id;
  }

  function resolve({ column, dimension, isLowerCase, whenEmpty }: PlannedName, cell: string): ResolvedName {
    const name = readName(options.clean(column, withoutGuard(cell))) ?? whenEmpty;
    if (name === undefined || name === '') return nothing;
    const remark = leftOutRemark(dimension, name, options.keepsPersonalData);
    if (remark !== undefined) return { id: 0, remark };
    if (name.length > maximumNameLength) return unusual;
    return { id: idOf(dimension, isLowerCase === true ? name.toLowerCase() : name) };
  }

  const tierCells = (plan.serviceTier?.columns ?? []).map((column) => {
    const texts: string[] = [];
    const table = new NameTable((cell) => ({ id: texts.push(options.clean(column, withoutGuard(cell))) - 1 }));
    return { texts, table };
  });
  const tiers = new Map<number, number>();

  return {
    names,
    tables: plan.names.map((name) => new NameTable((cell) => resolve(name, cell))),
    tierTables: tierCells.map(({ table }) => table),
    tierOf(entries, first) {
      let key = 0;
      for (let index = 0; index < tierCells.length; index++) key = key * keptEntries + (entries[first + index] ?? 0);
      let tier = tiers.get(key);
      if (tier === undefined) {
        const texts = tierCells.map(
          ({ texts: all, table }, index) => all[table.ids[entries[first + index] ?? 0] ?? 0] ?? '',
        );
        const read = plan.serviceTier?.read(texts);
        tier = read === undefined ? -1 : serviceTiers.indexOf(read);
        tiers.set(key, tier);
      }
      return tier;
    },
  };
}

/** Entries of a table stay below this: the lists start over before. */
const keptEntries = 2 ** 20;
