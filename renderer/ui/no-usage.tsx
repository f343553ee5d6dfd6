import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { hashOf } from '../store/screens.ts';
import { useApp } from '../store/use-app.ts';
import { NothingYet } from './states.tsx';

/** True once it is known that the ledger holds no usage. */
export function useHasNoUsage(): boolean {
  return useApp(({ imports }) => imports !== null && imports.every(({ records }) => records === 0));
}

/** A screen about recorded usage before there is any. @param props.description what appears here once there is. */
export function NoUsageYet(props: { readonly icon: ReactNode; readonly description: string }): ReactNode {
  return (
    <NothingYet icon={props.icon} title="No usage is recorded yet" description={props.description}>
      <Button component="a" href={hashOf('import')}>
        Import usage
      </Button>
    </NothingYet>
  );
}
