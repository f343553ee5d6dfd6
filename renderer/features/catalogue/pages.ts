import { hashOf } from '../../store/screens.ts';

/** The pages of the Catalogue, in the order of their tabs. */
export const cataloguePages = ['models', 'compare', 'my-prices', 'import'] as const;
export type CataloguePage = (typeof cataloguePages)[number];

/** Titles of the pages. */
export const cataloguePageTitles: Readonly<Record<CataloguePage, string>> = {
  models: 'All prices',
  compare: 'Compare models',
  'my-prices': 'My prices',
  import: 'Import a price book',
};

/** The page that a place within the Catalogue names; the list for any other. @param within the place's parts. */
export function cataloguePageOf(within: readonly string[]): { readonly page: CataloguePage; readonly model?: string } {
  const [name, model] = within;
  if (name === 'model' && model !== undefined && model !== '') return { page: 'models', model };
  return { page: cataloguePages.find((page) => page === name) ?? 'models' };
}

/** URL fragment of a page. */
export function pageHash(page: CataloguePage): string {
  return page === 'models' ? hashOf('catalogue') : hashOf('catalogue', page);
}

/** URL fragment of a model's page. @param name a model id or any spelling of it. */
export function modelHash(name: string): string {
  return hashOf('catalogue', 'model', name);
}
