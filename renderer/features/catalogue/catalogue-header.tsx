import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { cataloguePages, cataloguePageTitles, pageHash, type CataloguePage } from './pages.ts';

/** The heading of the Catalogue and the tabs of its pages, each with its own place in the history. */
export function CatalogueHeader({ page }: { readonly page: CataloguePage }): ReactNode {
  const info = useApp((state) => state.appInfo);
  const compared = useApp((state) => state.comparedModels.length);
  return (
    <div>
      <Title order={1} mb={2}>
        Catalogue
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Every price with its source and date: {info === null ? 'the bundled books' : bundledText(info.catalogue.books)},
        the books that you import, and your own prices.
      </Text>
      <nav className="page-tabs" aria-label="Catalogue pages">
        {cataloguePages.map((candidate) => (
          <a key={candidate} href={pageHash(candidate)} aria-current={candidate === page ? 'page' : undefined}>
            {cataloguePageTitles[candidate]}
            {candidate === 'compare' && compared > 0 && ` (${compared})`}
          </a>
        ))}
      </nav>
    </div>
  );
}

/** `the bundled books genai-prices 0.1.8, burnrate-models 2026-11-28 and burnrate-infrastructure 2026-11-23`. */
function bundledText(books: readonly { readonly book: string; readonly version: string }[]): string {
  const named = books.map(({ book, version }) => `${book} ${version}`);
  return `the bundled ${named.length === 1 ? 'book' : 'books'} ${new Intl.ListFormat('en-US').format(named)}`;
}
