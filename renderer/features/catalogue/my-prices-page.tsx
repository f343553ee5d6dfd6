import { Button, Skeleton, Stack } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { PriceDocument, PriceDocumentKind } from '#shared/domain/price-book.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { AliasSection } from './alias-section.tsx';
import { CatalogueHeader } from './catalogue-header.tsx';
import { ContractSection } from './contract-section.tsx';
import { DocumentList } from './document-list.tsx';
import { ExchangeRateSection } from './exchange-rate-section.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { pageHash } from './pages.ts';

/** What the user adds to the books: overrides, aliases, contracts, exchange rates, and the books themselves. */
export function MyPricesPage(): ReactNode {
  const documents = useApp((state) => state.documents);
  const error = useApp((state) => state.documentsError);
  const loadDocuments = useApp((state) => state.loadDocuments);
  const loadModels = useApp((state) => state.loadModels);
  useScreenTitle('Catalogue', 'My prices');
  useEffect(() => {
    void loadDocuments();
    void loadModels();
  }, [loadDocuments, loadModels]);
  return (
    <Stack gap="md" maw={1240}>
      <CatalogueHeader page="my-prices" />
      {documents !== null ? (
        <Sections documents={documents} />
      ) : error === null ? (
        <Stack gap="md" aria-busy="true" aria-label="Reading your prices">
          <Skeleton h={120} />
          <Skeleton h={120} />
          <Skeleton h={120} />
        </Stack>
      ) : (
        <FailureNote title="Your prices could not be read" error={error} onRetry={() => void loadDocuments()} />
      )}
    </Stack>
  );
}

function Sections({ documents }: { readonly documents: readonly PriceDocument[] }): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const of = (kind: PriceDocumentKind): readonly PriceDocument[] =>
    documents.filter(({ content }) => content.kind === kind);
  return (
    <>
      <Section
        title="Overrides"
        description="Your own price of a model from a day on. It goes before every book."
        aside={
          <Button variant="default" size="xs" onClick={() => setEditing(true)} style={{ flexShrink: 0 }}>
            Add an override…
          </Button>
        }
      >
        <DocumentList
          documents={of('override')}
          label="Overrides"
          whenEmpty="None. Prices are those of the books. A model that no book knows gets its price here too."
        />
      </Section>
      <AliasSection documents={of('alias')} />
      <ContractSection documents={of('contract')} />
      <ExchangeRateSection documents={of('exchange-rate')} />
      <Section
        title="Imported books"
        description="The newest one with a price for a day goes before older ones and the bundled book."
        aside={
          <Button variant="default" size="xs" component="a" href={pageHash('import')} style={{ flexShrink: 0 }}>
            Import a price book…
          </Button>
        }
      >
        <DocumentList
          documents={of('book')}
          label="Imported books"
          whenEmpty="None. Only the bundled book is in use."
        />
      </Section>
      <OverrideDialog opened={isEditing} onClose={() => setEditing(false)} card={null} />
    </>
  );
}
