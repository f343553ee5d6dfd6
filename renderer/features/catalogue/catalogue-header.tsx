import { Group, Tabs, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { cataloguePages, cataloguePageTitles, pageHash, type CataloguePage } from './pages.ts';

/** The heading of the Catalogue and the tabs of its pages, each with its own place in the history. */
export function CatalogueHeader({ page }: { readonly page: CataloguePage }): ReactNode {
  const info = useApp((state) => state.appInfo);
  const compared = useApp((state) => state.comparedModels.length);
  return (
    <div>
      <Group justify="space-between" align="flex-end" wrap="nowrap" mb="xs">
        <div>
          <Title order={1} mb={2}>
            Catalogue
          </Title>
          <Text size="sm" c="dimmed">
            Every price with its source and date: {info === null ? 'the bundled book' : bundledBook(info.catalogue)},
            the books that you import, and your own prices.
          </Text>
        </div>
      </Group>
      <Tabs
        value={page}
        onChange={(next) => {
          const chosen = cataloguePages.find((candidate) => candidate === next);
          if (chosen !== undefined) window.location.hash = pageHash(chosen);
        }}
        // Arrow keys move between the tabs; Enter opens: each is a page of its own.
        activateTabWithKeyboard={false}
      >
        <Tabs.List aria-label="Catalogue pages">
          {cataloguePages.map((candidate) => (
            <Tabs.Tab key={candidate} value={candidate}>
              {cataloguePageTitles[candidate]}
              {candidate === 'compare' && compared > 0 && ` (${compared})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </div>
  );
}

function bundledBook({ book, bookVersion }: { readonly book: string; readonly bookVersion: string }): string {
  return `the bundled ${book} ${bookVersion}`;
}
