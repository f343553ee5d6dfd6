import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** The sentence under a group of fields that cannot be used as they are; nothing while they can. */
export function FieldProblem({ sentence }: { readonly sentence: string | undefined }): ReactNode {
  if (sentence === undefined) return null;
  return (
    <Text size="xs" className="increase" role="alert">
      {sentence}
    </Text>
  );
}
