import { serviceUnits, type HostingBook } from '#shared/domain/hosting-book.ts';
import { assertNever } from '#shared/result.ts';
import type { OpenHostingBook } from '../../engine.ts';
import { formatRate } from '../../ui/format.ts';

/** Which entries of the book are listed. */
export type BookSubject = 'offers' | 'purchases' | 'gpus' | 'services';

/** What can be listed, in words. */
export const bookSubjects: readonly { readonly value: BookSubject; readonly label: string }[] = [
  { value: 'offers', label: 'Rent of GPUs' },
  { value: 'purchases', label: 'Purchase of GPUs' },
  { value: 'services', label: 'Electricity, network, storage, staff' },
  { value: 'gpus', label: 'GPUs' },
];

/** One entry for people. */
export interface BookRow {
  readonly key: string;
  readonly what: string;
  readonly figure: string;
  /** First day on which it was seen; empty for hardware, which has none. */
  readonly from: string;
  readonly source: string;
  readonly isOwn: boolean;
}

/** The entries of one subject; a scenario's own come first, as the book has them. */
export function bookRows(
  book: OpenHostingBook,
  own: HostingBook | undefined,
  subject: BookSubject,
): readonly BookRow[] {
  const ownIds = new Set(own?.[subject].map(({ id }) => id));
  switch (subject) {
    case 'offers':
      return book.offers.map(({ id, provider, instance, commitment, gpu, usdPerGpuHour, from, source }) => ({
        key: `${id} ${from}`,
        what: `${provider}${instance === undefined ? '' : ` ${instance}`}, ${gpu}, ${commitment}`,
        figure: `${formatRate(usdPerGpuHour)} per GPU-hour`,
        from,
        source,
        isOwn: ownIds.has(id),
      }));
    case 'purchases':
      return book.purchases.map(({ id, gpu, usdPerGpu, from, source }) => ({
        key: `${id} ${from}`,
        what: gpu,
        figure: `${formatRate(usdPerGpu)} per GPU`,
        from,
        source,
        isOwn: ownIds.has(id),
      }));
    case 'services':
      return book.services.map(({ id, kind, name, usd, from, source }) => ({
        key: `${id} ${from}`,
        what: `${name} (${kind})`,
        figure: `${formatRate(usd)} ${serviceUnits[kind].replace(/^USD /, '')}`,
        from,
        source,
        isOwn: ownIds.has(id),
      }));
    case 'gpus':
      return book.gpus.map(({ id, name, memoryGb, bandwidthGbPerS, watts, source }) => ({
        key: id,
        what: name,
        figure: `${memoryGb} GB, ${bandwidthGbPerS.toLocaleString('en-US')} GB/s, ${watts} W`,
        from: '',
        source,
        isOwn: ownIds.has(id),
      }));
    default:
      return assertNever(subject);
  }
}
