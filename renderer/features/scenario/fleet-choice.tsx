import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetField } from '../../engine.ts';
import { useApp } from '../../store/use-app.ts';

/** Which of the scenario's fleets a lever uses; empty = the first. */
export function FleetChoice(props: {
  readonly field: FleetField;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onPick: (fleetId: string) => void;
}): ReactNode {
  const { field, value, error, onPick } = props;
  const fleets = useApp(({ history }) => history?.present.fleets) ?? [];
  const [first] = fleets;
  return (
    <div className="slider-row">
      <Text size="sm" title={field.help}>
        {field.label}
      </Text>
      {first === undefined ? (
        <Text size="sm" component="a" href="#/self-hosting" style={{ gridColumn: 'span 2' }}>
          Describe a fleet first
        </Text>
      ) : (
        <Select
          size="xs"
          style={{ gridColumn: 'span 2' }}
          aria-label={field.label}
          allowDeselect={false}
          data={fleets.map(({ id, name }) => ({ value: id, label: name }))}
          value={value === '' ? first.id : value}
          error={error}
          onChange={(id) => {
            if (id !== null) onPick(id);
          }}
        />
      )}
    </div>
  );
}
