import { Buffer } from 'node:buffer';
import { usageDimensions, type UsageRecord } from '#shared/domain/usage.ts';

/** Names remembered for each dimension; beyond that they are remembered anew. */
const rememberedNames = 65_536;

/**
 * Gives records names of their own. A name cut from a file's text keeps all of that piece of text in memory, and so
 * would a ledger's dictionary that remembers it.
 */
export function createInterner(): (record: UsageRecord) => UsageRecord {
  const known = usageDimensions.map(() => new Map<string, string>());

  function own(dimension: number, name: string): string {
    const names = known[dimension];
    let remembered = names?.get(name);
    if (remembered === undefined) {
      remembered = Buffer.from(name).toString();
      if (names !== undefined && names.size >= rememberedNames) names.clear();
      names?.set(remembered, remembered);
    }
    return remembered;
  }

  return (record) => {
    const named = { ...record };
    for (let index = 0; index < usageDimensions.length; index++) {
      const dimension = usageDimensions[index];
      const name = dimension === undefined ? undefined : record[dimension];
      if (dimension !== undefined && name !== undefined) named[dimension] = own(index, name);
    }
    return named;
  };
}
