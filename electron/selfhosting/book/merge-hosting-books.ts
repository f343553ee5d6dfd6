import type { HostingBook } from '#shared/domain/hosting-book.ts';

/** What adding one book to another did, in entries. */
export interface BookMerge {
  readonly book: HostingBook;
  readonly added: number;
  /** Of the same id and date, with other figures. */
  readonly replaced: number;
  readonly unchanged: number;
}

/** Adds the entries of a book to those that are there: one of the same id and date takes the other's place, others follow it by date. */
export function mergeHostingBooks(present: HostingBook | undefined, given: HostingBook): BookMerge {
  const counts = { added: 0, replaced: 0, unchanged: 0 };
  const merged = <Entry extends { readonly id: string; readonly from?: string }>(
    own: readonly Entry[],
    more: readonly Entry[],
  ): Entry[] => {
    const byKey = new Map(own.map((entry) => [keyOf(entry), entry]));
    for (const entry of more) {
      const earlier = byKey.get(keyOf(entry));
      if (earlier === undefined) counts.added += 1;
      else if (sameEntry(earlier, entry)) counts.unchanged += 1;
      else counts.replaced += 1;
      byKey.set(keyOf(entry), entry);
    }
    return [...byKey.values()];
  };
  const book: HostingBook = {
    gpus: merged(present?.gpus ?? [], given.gpus),
    offers: merged(present?.offers ?? [], given.offers),
    purchases: merged(present?.purchases ?? [], given.purchases),
    services: merged(present?.services ?? [], given.services),
  };
  return { book, ...counts };
}

function keyOf({ id, from = '' }: { readonly id: string; readonly from?: string }): string {
  return `${id} ${from}`;
}

/** Both were read by the same schema, which puts the keys in one order. */
function sameEntry(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
