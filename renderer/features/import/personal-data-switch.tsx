import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';

/** Asks whether personal data is to be kept: without a yes it does not enter the ledger. */
export function PersonalDataSwitch(props: {
  readonly checked: boolean;
  readonly onChange: (keeps: boolean) => void;
}): ReactNode {
  return (
    <Switch
      size="sm"
      label="Keep personal data"
      description="E-mail addresses, names of keys, IP addresses and prompts are left out at the door unless this is on. The report says what was left out."
      checked={props.checked}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
