import { Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import type { Fee } from '#shared/domain/scenario.ts';
import { editWorkload } from '../../store/edits.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { useEdits, useProblemAt } from './use-edits.ts';

/** A tool's or third party's price or use for one request; a distribution shows its mean and becomes a number when changed. */
export const FeeRow = memo(function FeeRow(props: {
  readonly fee: Fee;
  readonly workloadIndex: number;
  readonly feeIndex: number;
}): ReactNode {
  const { fee, workloadIndex, feeIndex } = props;
  const { edit, done } = useEdits();
  const path = `workloads[${workloadIndex}].fees[${feeIndex}]`;
  const problem = useProblemAt(path);
  const isPriced = 'usdPerRequest' in fee;
  return (
    <div className="slider-row">
      <Text size="sm">{fee.name}</Text>
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
          edit(path, (scenario) =>
            editWorkload(scenario, workloadIndex, (workload) => ({
              ...workload,
              fees: workload.fees.map((other, index) => (index === feeIndex ? withAmount(other, amount) : other)),
            })),
          )
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
