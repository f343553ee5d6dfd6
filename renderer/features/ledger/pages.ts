import { hashOf } from '../../store/screens.ts';

/** The pages of the Ledger, in the order of their tabs. */
export const ledgerPages = ['usage', 'records', 'file'] as const;
export type LedgerPage = (typeof ledgerPages)[number];

/** Titles of the pages. */
export const ledgerPageTitles: Readonly<Record<LedgerPage, string>> = {
  usage: 'Cost',
  records: 'Records',
  file: 'Backup and check',
};

/** The page that a place within the Ledger names; the first for any other. @param within the place's parts. */
export function ledgerPageOf(within: readonly string[]): LedgerPage {
  return ledgerPages.find((page) => page === within[0]) ?? 'usage';
}

/** URL fragment of a page. */
export function ledgerHash(page: LedgerPage): string {
  return page === 'usage' ? hashOf('ledger') : hashOf('ledger', page);
}
