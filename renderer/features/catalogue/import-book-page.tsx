import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { BookDiffCard } from './book-diff-card.tsx';
import { CatalogueHeader } from './catalogue-header.tsx';

/** From a price file to the catalogue: what it would change is shown before anything is applied. */
export function ImportBookPage(): ReactNode {
  const draft = useApp((state) => state.bookDraft);
  const previewBook = useApp((state) => state.previewBook);
  const previewBelieved = useApp((state) => state.previewBelieved);
  const discard = useApp((state) => state.discardBook);
  useScreenTitle('Catalogue', 'Import a price book');
  return (
    <Stack gap="md" maw={1240}>
      <CatalogueHeader page="import" />
      <DropZone
        title="Drop a price book here"
        hint="LiteLLM’s model_prices_and_context_window.json, a models.dev api.json, or a genai-prices data file. Nothing is applied until you say so."
        label="Price book"
        isReading={draft.step === 'reading'}
        onFiles={([picked]) => {
          if (picked !== undefined) void previewBook(picked.file);
        }}
      />
      {draft.step === 'reading' && (
        <Group gap="sm" role="status">
          <Loader size="xs" aria-hidden />
          <Text size="sm">Reading {draft.name} and comparing it with the prices in use. Nothing is applied.</Text>
          <Button variant="default" size="compact-sm" onClick={discard}>
            Cancel
          </Button>
        </Group>
      )}
      {draft.step === 'failed' && (
        <FailureNote title={`${draft.name} was refused; nothing was applied`} error={draft.error} onClose={discard} />
      )}
      {draft.step === 'failed' && draft.error.code === 'price-implausible' && (
        <Button variant="default" onClick={() => void previewBelieved()} style={{ alignSelf: 'flex-start' }}>
          Leave these entries out
        </Button>
      )}
      {draft.step === 'previewed' && <BookDiffCard key={draft.fileId} draft={draft} />}
      {draft.step === 'none' && (
        <Text size="sm" c="dimmed">
          Burnrate fetches nothing itself: download the file from its project when you want newer prices, and drop it
          here. Books that were applied are listed under My prices, where each can be withdrawn.
        </Text>
      )}
    </Stack>
  );
}
