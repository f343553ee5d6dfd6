import { Button, Group } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { Traffic } from '#shared/domain/traffic.ts';
import { editWorkload } from '../../store/edits.ts';
import { addTier, removeTier, trafficByRequests, trafficByUsers } from '../../store/edits-scenario-parts.ts';
import { pathsWithout } from '../../store/input-paths.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { TierFields } from './tier-fields.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** A workload's traffic: requests per day, or its users by tier. */
export const TrafficFields = memo(function TrafficFields(props: {
  readonly traffic: Traffic;
  readonly workloadIndex: number;
}): ReactNode {
  const { traffic, workloadIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].traffic`;
  const problem = useProblemAt(`${path}.requestsPerDay`);

  function set(key: string, change: (present: Traffic) => Traffic): void {
    edit(`${path}.${key}`, (scenario) =>
      editWorkload(scenario, workloadIndex, (workload) => ({ ...workload, traffic: change(workload.traffic) })),
    );
  }

  function setOnce(change: (present: Traffic) => Traffic): void {
    editOnce(path, (scenario) =>
      editWorkload(scenario, workloadIndex, (workload) => ({ ...workload, traffic: change(workload.traffic) })),
    );
  }

  function removeTierAt(tierIndex: number): void {
    editOnce(path, (scenario) =>
      pathsWithout(
        editWorkload(scenario, workloadIndex, (workload) => ({
          ...workload,
          traffic: removeTier(workload.traffic, tierIndex),
        })),
        `${path}.tiers`,
        tierIndex,
      ),
    );
  }

  if (traffic.tiers === undefined) {
    return (
      <>
        <QuantityField
          label="Requests per day"
          path={`${path}.requestsPerDay`}
          unit="requests per day"
          max={1_000_000}
          value={traffic.requestsPerDay ?? 0}
          error={problem}
          onEdit={(requestsPerDay) => set('requestsPerDay', (present) => ({ ...present, requestsPerDay }))}
          onDone={done}
        />
        <Group>
          <SmallButton onClick={() => setOnce(trafficByUsers)}>Plan by users and tiers</SmallButton>
        </Group>
      </>
    );
  }
  return (
    <>
      {traffic.tiers.map((tier, tierIndex, tiers) => (
        <TierFields
          key={tier.id}
          tier={tier}
          path={`${path}.tiers[${tierIndex}]`}
          onRemove={tiers.length === 1 ? undefined : () => removeTierAt(tierIndex)}
          onEdit={(key, change) =>
            set(`tiers[${tierIndex}].${key}`, (present) => ({
              ...present,
              tiers: (present.tiers ?? []).map((other, index) => (index === tierIndex ? change(other) : other)),
            }))
          }
          onDone={done}
        />
      ))}
      <Group gap="xs">
        <SmallButton onClick={() => setOnce(addTier)}>Add a tier</SmallButton>
        <SmallButton onClick={() => setOnce(trafficByRequests)}>Plan by requests per day</SmallButton>
      </Group>
    </>
  );
});

function SmallButton({ children, onClick }: { readonly children: string; readonly onClick: () => void }): ReactNode {
  return (
    <Button variant="subtle" size="compact-xs" onClick={onClick}>
      {children}
    </Button>
  );
}
