import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** Blocks as high as what is being worked out, in its place. @param props.label what is being done, for those who hear the page. */
export function Waiting(props: { readonly label: string; readonly heights: readonly number[] }): ReactNode {
  return (
    <Stack gap="sm" aria-busy="true" aria-label={props.label}>
      {props.heights.map((height, index) => (
        // The blocks never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={index} h={height} />
      ))}
    </Stack>
  );
}
