import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FleetAlternative } from '#shared/domain/fleet.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import type { FleetEdits } from './fleet-edits.ts';

/** Other APIs that the fleet is compared with, at prices that the user gives. */
export function AlternativeFields({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { fleet, choose } = edits;
  const { alternatives } = fleet;
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        The scenario’s own models are always compared with, together and each by itself. Add an API that you could use
        instead, at its list price.
      </Text>
      {alternatives.map((alternative, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two alternatives may have the same name while it is typed
        <AlternativeRow key={index} edits={edits} alternative={alternative} index={index} />
      ))}
      <Group>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            choose('alternatives', {
              alternatives: [...alternatives, { name: 'Other API', inputUsdPerMTok: 1, outputUsdPerMTok: 4 }],
            })
          }
        >
          Compare with another API
        </Button>
      </Group>
    </Stack>
  );
}

function AlternativeRow(props: {
  readonly edits: FleetEdits;
  readonly alternative: FleetAlternative;
  readonly index: number;
}): ReactNode {
  const { edits, alternative, index } = props;
  const { fleet, path, set, choose, done } = edits;
  const change = (key: keyof FleetAlternative, next: Partial<FleetAlternative>): void =>
    set(`alternatives[${index}].${key}`, {
      alternatives: fleet.alternatives.map((other, at) => (at === index ? { ...other, ...next } : other)),
    });
  return (
    <Group gap="sm" wrap="nowrap" align="flex-end">
      <FieldGrid flex={1}>
        <TextInput
          size="xs"
          label="API"
          maxLength={200}
          value={alternative.name}
          onChange={(event) => change('name', { name: event.currentTarget.value })}
          onBlur={done}
        />
        <NumberCell
          label="Input"
          unit="USD per million tokens"
          path={`${path}.alternatives[${index}].inputUsdPerMTok`}
          value={alternative.inputUsdPerMTok}
          onEdit={(inputUsdPerMTok) => change('inputUsdPerMTok', { inputUsdPerMTok })}
          onDone={done}
        />
        <NumberCell
          label="Output"
          unit="USD per million tokens"
          path={`${path}.alternatives[${index}].outputUsdPerMTok`}
          value={alternative.outputUsdPerMTok}
          onEdit={(outputUsdPerMTok) => change('outputUsdPerMTok', { outputUsdPerMTok })}
          onDone={done}
        />
      </FieldGrid>
      <ActionIcon
        variant="subtle"
        aria-label={`Remove ${alternative.name}`}
        onClick={() =>
          choose('alternatives', { alternatives: fleet.alternatives.filter((_other, at) => at !== index) })
        }
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
