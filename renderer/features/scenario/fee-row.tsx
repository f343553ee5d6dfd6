import { ActionIcon, Group, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import type { Fee } from '#shared/domain/scenario.ts';
import { editFee, removeFee } from '../../store/edits-scenario-parts.ts';
import { InputNote } from '../../ui/input-note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { useEdits, useProblemAt } from './use-edits.ts';

/** A tool's or third party's price or use for one request; a distribution shows its mean and becomes a number when changed. */
export const FeeRow = memo(function FeeRow(props: {
  readonly fee: Fee;
  readonly workloadIndex: number;
  readonly feeIndex: number;
}): ReactNode {
  const { fee, workloadIndex, feeIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].fees[${feeIndex}]`;
  const problem = useProblemAt(path);
  const isPriced = 'usdPerRequest' in fee;
  return (
    <div className="slider-row">
      <Group gap={4} wrap="nowrap">
        <TextInput
          size="xs"
          variant="unstyled"
          flex={1}
          aria-label="Name of the fee"
          maxLength={200}
          value={fee.name}
          onChange={(event) => {
            const name = event.currentTarget.value;
            edit(`${path}.name`, (scenario) =>
              editFee(scenario, workloadIndex, feeIndex, (present) => ({ ...present, name })),
            );
          }}
          onBlur={done}
        />
        <InputNote path={isPriced ? `${path}.usdPerRequest` : `${path}.unitsPerRequest`} label={fee.name} />
        <ActionIcon
          size="sm"
          aria-label={`Remove the fee ${fee.name}`}
          title={`Remove the fee ${fee.name}`}
          onClick={() => editOnce('Remove fee', (scenario) => removeFee(scenario, workloadIndex, feeIndex))}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Group>
      <Text size="xs" c="dimmed">
        {isPriced ? 'Fee in USD per request' : `${billableUnitLabels[fee.unit].label} per request, ${fee.card}`}
      </Text>
      <NumberField
        size="xs"
        aria-label={isPriced ? `${fee.name}, USD per request` : `${fee.name}, units per request`}
        prefix={isPriced ? '$' : ''}
        decimalScale={9}
        value={meanOf(isPriced ? fee.usdPerRequest : fee.unitsPerRequest)}
        error={problem}
        onEdit={(amount) =>
          edit(path, (scenario) => editFee(scenario, workloadIndex, feeIndex, (present) => withAmount(present, amount)))
        }
        onDone={done}
        styles={{ input: { textAlign: 'right' } }}
      />
    </div>
  );
});

function withAmount(fee: Fee, amount: number): Fee {
  return 'usdPerRequest' in fee ? { ...fee, usdPerRequest: amount } : { ...fee, unitsPerRequest: amount };
}
