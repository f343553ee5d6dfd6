import { MultiSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FixedCost } from '#shared/domain/fixed-cost.ts';
import type { Workload } from '#shared/domain/scenario.ts';
import { giveFixedCost, ownersOf, setFixedCostShare } from '../../store/edits-fixed-costs.ts';
import { useApp } from '../../store/use-app.ts';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';

const none: readonly Workload[] = [];

/** Which workloads a fixed cost belongs to, and how several share it. */
export function FixedCostOwners(props: {
  readonly cost: FixedCost;
  /** JSON path of the cost. */
  readonly path: string;
  readonly onEdit: (key: string, change: (present: FixedCost) => FixedCost) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { cost, path, onEdit, onDone } = props;
  const workloads = useApp(({ history }) => history?.present.workloads) ?? none;
  const names = new Map(workloads.map(({ id, name }) => [id, name]));
  const owners = ownersOf(cost);
  return (
    <>
      <div className="slider-row">
        <Text size="sm" title="The workloads whose cost it is; none chosen = all of them together.">
          Belongs to
        </Text>
        <MultiSelect
          size="xs"
          style={{ gridColumn: 'span 2' }}
          aria-label={`Workloads that ${cost.name} belongs to`}
          placeholder={owners.length === 0 ? 'All workloads together' : ''}
          data={workloads.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...owners]}
          clearable
          clearButtonProps={{ 'aria-label': 'Give it to all workloads' }}
          onChange={(chosen) => {
            onEdit('allocation', (present) => giveFixedCost(present, chosen));
            onDone();
          }}
        />
      </div>
      {cost.allocation?.map(({ workload, share }, index) => (
        <ShareQuantityField
          key={workload}
          label={`Share of ${names.get(workload) ?? workload}`}
          path={`${path}.allocation[${index}].share`}
          help="What part of the cost this workload bears; the others keep their proportions."
          value={share}
          onEdit={(next) => onEdit(`allocation[${index}]`, (present) => setFixedCostShare(present, index, next))}
          onDone={onDone}
        />
      ))}
    </>
  );
}
