import { Group, Text, TextInput } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Fee } from '#shared/domain/scenario.ts';
import { editFee, removeFee } from '../../store/edits-scenario-parts.ts';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';
import { DistributionInputs } from '../../ui/distribution-inputs.tsx';
import { InputNote } from '../../ui/input-note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RangeMenu } from '../../ui/range-inputs.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';

/** A tool's or third party's price or use for one request: a number, a range, or what the ledger says. */
export const FeeRow = memo(function FeeRow(props: {
  readonly fee: Fee;
  readonly workloadIndex: number;
  readonly feeIndex: number;
}): ReactNode {
  const { fee, workloadIndex, feeIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].fees[${feeIndex}]`;
  const amountPath = `${path}.${'usdPerRequest' in fee ? 'usdPerRequest' : 'unitsPerRequest'}`;

  function change(intent: string, update: (present: Fee) => Fee): void {
    edit(intent, (scenario) => editFee(scenario, workloadIndex, feeIndex, update));
  }
  function setAmount(amount: Quantity): void {
    change(path, (present) => withAmount(present, amount));
  }

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
            change(`${path}.name`, (present) => ({ ...present, name }));
          }}
          onBlur={done}
        />
        <RangeMenu
          label={fee.name}
          path={amountPath}
          unit={unitOf(fee)}
          value={amountOf(fee)}
          onPick={(amount) => {
            setAmount(amount);
            done();
          }}
        />
        <InputNote path={amountPath} label={fee.name} />
        <RemoveCross
          label={`Remove the fee ${fee.name}`}
          onRemove={() => editOnce('Remove fee', (scenario) => removeFee(scenario, workloadIndex, feeIndex))}
        />
      </Group>
      <FeeAmount fee={fee} path={path} onEdit={setAmount} onDone={done} />
    </div>
  );
});

function FeeAmount(props: {
  readonly fee: Fee;
  readonly path: string;
  readonly onEdit: (amount: Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { fee, path, onEdit, onDone } = props;
  const problem = useProblemAt(path);
  const isPriced = 'usdPerRequest' in fee;
  const amount = amountOf(fee);
  if (typeof amount !== 'number') {
    return (
      <DistributionInputs
        label={fee.name}
        unit={unitOf(fee)}
        value={amount}
        error={problem}
        onEdit={onEdit}
        onDone={onDone}
      />
    );
  }
  return (
    <>
      <Text size="xs" c="dimmed">
        {isPriced ? 'Fee in USD per request' : `${billableUnitLabels[fee.unit].label} per request, ${fee.card}`}
      </Text>
      <NumberField
        size="xs"
        aria-label={`${fee.name}, ${unitOf(fee)}`}
        prefix={isPriced ? '$' : ''}
        decimalScale={9}
        value={amount}
        error={problem}
        onEdit={onEdit}
        onDone={onDone}
        styles={{ input: { textAlign: 'right' } }}
      />
    </>
  );
}

function unitOf(fee: Fee): string {
  return 'usdPerRequest' in fee ? 'USD per request' : 'units per request';
}

function amountOf(fee: Fee): Quantity {
  return 'usdPerRequest' in fee ? fee.usdPerRequest : fee.unitsPerRequest;
}

function withAmount(fee: Fee, amount: Quantity): Fee {
  return 'usdPerRequest' in fee ? { ...fee, usdPerRequest: amount } : { ...fee, unitsPerRequest: amount };
}
