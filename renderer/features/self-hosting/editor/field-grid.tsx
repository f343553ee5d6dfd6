import { SimpleGrid, type SimpleGridProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** Fields of a group, as many beside each other as there is room for. */
export function FieldGrid(props: SimpleGridProps): ReactNode {
  return (
    <SimpleGrid className="field-grid" cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" verticalSpacing="xs" {...props} />
  );
}
