import { SegmentedControl } from '@mantine/core';
import { memo, type ReactNode } from 'react';

export interface SwitchBetweenProps<Value extends string> {
  /** What is switched: the control's name. */
  readonly label: string;
  readonly value: Value;
  /** Keep it the same array: the switch renders again when it changes. */
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A small switch between views of the same figures; left alone while the figures change. */
export const SwitchBetween = memo(SwitchBetweenValues) as typeof SwitchBetweenValues;

function SwitchBetweenValues<Value extends string>(props: SwitchBetweenProps<Value>): ReactNode {
  const { label, value, options, onChange } = props;
  return <SegmentedControl size="xs" aria-label={label} value={value} data={[...options]} onChange={onChange} />;
}
