import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Traffic, UserTier } from '#shared/domain/traffic.ts';
import { editWorkload } from '../../store/edits.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { useEdits, useProblemAt } from './use-edits.ts';

/** A workload's traffic: requests per day, or its users by tier. */
export function TrafficFields(props: { readonly traffic: Traffic; readonly workloadIndex: number }): ReactNode {
  const { traffic, workloadIndex } = props;
  const { edit, done } = useEdits();
  const path = `workloads[${workloadIndex}].traffic`;
  const problem = useProblemAt(`${path}.requestsPerDay`);

  function set(key: string, change: (present: Traffic) => Traffic): void {
    edit(`${path}.${key}`, (scenario) =>
      editWorkload(scenario, workloadIndex, (workload) => ({ ...workload, traffic: change(workload.traffic) })),
    );
  }

  if (traffic.tiers !== undefined) {
    return traffic.tiers.map((tier, tierIndex) => (
      <TierFields
        key={tier.id}
        tier={tier}
        path={`${path}.tiers[${tierIndex}]`}
        onEdit={(key, change) =>
          set(`tiers[${tierIndex}].${key}`, (present) => ({
            ...present,
            tiers: (present.tiers ?? []).map((other, index) => (index === tierIndex ? { ...other, ...change } : other)),
          }))
        }
        onDone={done}
      />
    ));
  }
  return (
    <QuantityField
      label="Requests per day"
      unit="requests per day"
      max={1_000_000}
      value={traffic.requestsPerDay ?? 0}
      error={problem}
      onEdit={(requestsPerDay) => set('requestsPerDay', (present) => ({ ...present, requestsPerDay }))}
      onDone={done}
    />
  );
}

function TierFields(props: {
  readonly tier: UserTier;
  readonly path: string;
  readonly onEdit: (key: string, change: Partial<UserTier>) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { tier, path, onEdit, onDone } = props;
  const usersProblem = useProblemAt(`${path}.users`);
  const requestsProblem = useProblemAt(`${path}.requestsPerUserPerDay`);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {tier.name}
      </Text>
      <QuantityField
        label="Users"
        unit="users"
        max={100_000}
        value={tier.users}
        error={usersProblem}
        onEdit={(users) => onEdit('users', { users })}
        onDone={onDone}
      />
      <QuantityField
        label="Requests per user"
        unit="requests per user and day"
        max={200}
        value={tier.requestsPerUserPerDay}
        error={requestsProblem}
        onEdit={(requestsPerUserPerDay) => onEdit('requestsPerUserPerDay', { requestsPerUserPerDay })}
        onDone={onDone}
      />
      {tier.usdPerUserMonth !== undefined && (
        <QuantityField
          label="A user pays"
          unit="USD per month"
          max={500}
          value={tier.usdPerUserMonth}
          onEdit={(usdPerUserMonth) => onEdit('usdPerUserMonth', { usdPerUserMonth })}
          onDone={onDone}
        />
      )}
    </Stack>
  );
}
