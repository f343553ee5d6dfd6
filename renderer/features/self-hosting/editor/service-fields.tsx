import { MultiSelect, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { overflowRules, type OverflowRule } from '#shared/domain/fleet.ts';
import { useApp } from '../../../store/use-app.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import type { FleetEdits } from './fleet-edits.ts';
import { numbersOf } from './fleet-numbers.ts';

const ruleLabels: Readonly<Record<OverflowRule, string>> = {
  instant: 'At once (Erlang B)',
  queued: 'After a longest wait (Erlang C)',
  fluid: 'Only beyond an hour’s capacity',
};

/** Which calls the fleet serves, what it need not compute, and what goes to the API all the same. */
export function ServiceFields({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { fleet, path, set, choose, done } = edits;
  const { overflow } = fleet;
  return (
    <FieldGrid>
      <ServedWorkloads edits={edits} />
      <NumberCell
        label="Prompt still held (prefix cache)"
        isShare
        path={`${path}.prefixCacheShare`}
        max={1}
        value={fleet.prefixCacheShare}
        onEdit={(prefixCacheShare) => set('prefixCacheShare', { prefixCacheShare })}
        onDone={done}
      />
      <NumberCell
        label="Asked again of the API"
        isShare
        path={`${path}.escalationShare`}
        max={1}
        value={fleet.escalationShare}
        onEdit={(escalationShare) => set('escalationShare', { escalationShare })}
        onDone={done}
      />
      <Select
        size="xs"
        label="A full fleet hands calls to the API"
        allowDeselect={false}
        data={overflowRules.map((rule) => ({ value: rule, label: ruleLabels[rule] }))}
        value={overflow.rule}
        onChange={(value) => {
          const rule = overflowRules.find((known) => known === value);
          if (rule !== undefined) choose('overflow.rule', { overflow: { ...overflow, rule } });
        }}
      />
      {overflow.rule === 'queued' && (
        <NumberCell
          label="Longest wait before that"
          unit="seconds"
          max={86_400}
          {...numbersOf(edits, 'overflow', overflow).given('maxWaitSeconds')}
        />
      )}
    </FieldGrid>
  );
}

function ServedWorkloads({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { serves } = edits.fleet;
  const workloads = useApp(({ history }) => history?.present.workloads) ?? [];
  const chosen = serves.workloads ?? [];
  return (
    <MultiSelect
      size="xs"
      label="Serves"
      placeholder={chosen.length === 0 ? 'All workloads' : ''}
      data={workloads.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(ids) => {
        const { workloads: _earlier, ...others } = serves;
        edits.choose('serves', { serves: ids.length === 0 ? others : { ...others, workloads: ids } });
      }}
    />
  );
}
