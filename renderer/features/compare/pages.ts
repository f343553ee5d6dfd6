import { hashOf } from '../../store/screens.ts';

/** The pages of Compare, in the order of their tabs. */
export const comparePages = ['levers', 'plans'] as const;
export type ComparePage = (typeof comparePages)[number];

/** Titles of the pages. */
export const comparePageTitles: Readonly<Record<ComparePage, string>> = {
  levers: 'Levers of this plan',
  plans: 'Plans side by side',
};

/** The page that a place within Compare names; the first for any other. @param within the place's parts. */
export function comparePageOf(within: readonly string[]): ComparePage {
  return comparePages.find((page) => page === within[0]) ?? 'levers';
}

/** URL fragment of a page. */
export function compareHash(page: ComparePage): string {
  return page === 'levers' ? hashOf('compare') : hashOf('compare', page);
}
