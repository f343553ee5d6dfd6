import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import { DocumentTable } from './document-table.tsx';

/** Documents of one kind, or what it means that there are none. */
export function DocumentList(props: {
  readonly documents: readonly PriceDocument[];
  readonly label: string;
  readonly whenEmpty: string;
  readonly onView?: (document: PriceDocument) => void;
}): ReactNode {
  const { documents, whenEmpty, ...others } = props;
  if (documents.length > 0) return <DocumentTable documents={documents} {...others} />;
  return (
    <Text size="sm" c="dimmed">
      {whenEmpty}
    </Text>
  );
}
