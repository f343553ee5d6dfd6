import { Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { meanOf } from '#shared/domain/quantity.ts';
import type { Fee } from '#shared/domain/scenario.ts';
import { editWorkload } from '../../store/edits.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { useEdits, useProblemAt } from './use-edits.ts';

/** A tool's or third party's price for one request; a distribution shows its mean and becomes a number when changed. */
export const FeeRow = memo(function FeeRow(props: {
  readonly fee: Fee;
  readonly workloadIndex: number;
  readonly feeIndex: number;
}): ReactNode {
  const { fee, workloadIndex, feeIndex } = props;
  const { edit, done } = useEdits();
  const path = `workloads[${workloadIndex}].fees[${feeIndex}]`;
  const problem = useProblemAt(path);
  return (
    <div className="slider-row">
      <Text size="sm">{fee.name}</Text>
      <Text size="xs" c="dimmed">
        Fee in USD per request
      </Text>
      <NumberField
        size="xs"
        aria-label={`${fee.name}, USD per request`}
        prefix="$"
        decimalScale={9}
        value={meanOf(fee.usdPerRequest)}
        error={problem}
        onEdit={(usdPerRequest) =>
          edit(path, (scenario) =>
            editWorkload(scenario, workloadIndex, (workload) => ({
              ...workload,
              fees: workload.fees.map((other, index) => (index === feeIndex ? { ...other, usdPerRequest } : other)),
            })),
          )
        }
        onDone={done}
        styles={{ input: { textAlign: 'right' } }}
      />
    </div>
  );
});
