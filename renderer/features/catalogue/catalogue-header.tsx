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
        Every price with its source and date: {info === null ? 'the bundled book' : bundledBook(info.catalogue)}, the
        books that you import, and your own prices.
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

function bundledBook({ book, bookVersion }: { readonly book: string; readonly bookVersion: string }): string {
  return `the bundled ${book} ${bookVersion}`;
}
