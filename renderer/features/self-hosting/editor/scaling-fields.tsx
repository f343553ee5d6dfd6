import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetScaling } from '#shared/domain/fleet.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import type { FleetEdits } from './fleet-edits.ts';
import { numbersOf } from './fleet-numbers.ts';
import { scalingOfKind } from './fleet-starts.ts';

const kinds: readonly { readonly value: FleetScaling['kind']; readonly label: string }[] = [
  { value: 'fixed', label: 'Fixed number' },
  { value: 'peak', label: 'For the peak hour' },
  { value: 'autoscale', label: 'Autoscaling' },
];

/** How many replicas run: given, enough for the peak hour of the week at all hours, or as many as each hour needs. */
export function ScalingFields({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { scaling } = edits.fleet;
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label="How many replicas run"
        data={[...kinds]}
        value={scaling.kind}
        onChange={(kind) => edits.choose('scaling', { scaling: scalingOfKind(kind, scaling) })}
      />
      <FieldGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
        {scaling.kind === 'fixed' ? (
          <NumberCell
            label="Replicas"
            unit="replicas"
            isWhole
            min={1}
            {...numbersOf(edits, 'scaling', scaling).given('replicas')}
          />
        ) : (
          <>
            <SizingFields edits={edits} scaling={scaling} />
            {scaling.kind === 'autoscale' && <AutoscaleFields edits={edits} scaling={scaling} />}
          </>
        )}
      </FieldGrid>
    </>
  );
}

type Sized = Exclude<FleetScaling, { kind: 'fixed' }>;
type Autoscale = Extract<FleetScaling, { kind: 'autoscale' }>;

const sizes: readonly {
  readonly key: 'targetUtilisation' | 'squareRootBeta' | 'spareReplicas' | 'minimumReplicas';
  readonly label: string;
  readonly unit?: string;
  readonly max?: number;
}[] = [
  { key: 'targetUtilisation', label: 'Target utilisation at the peak', max: 1 },
  { key: 'squareRootBeta', label: 'Square-root staffing β', unit: 'load + β√load', max: 10 },
  { key: 'spareReplicas', label: 'Spares (N+1)', unit: 'replicas' },
  { key: 'minimumReplicas', label: 'Floor', unit: 'replicas' },
];

function SizingFields({ edits, scaling }: { readonly edits: FleetEdits; readonly scaling: Sized }): ReactNode {
  const numbers = numbersOf(edits, 'scaling', scaling);
  return (
    <>
      {sizes.map(({ key, label, unit, max }) => (
        <NumberCell
          key={key}
          label={label}
          {...(unit !== undefined && { unit })}
          {...(max !== undefined && { max })}
          isShare={key === 'targetUtilisation'}
          isWhole={key === 'spareReplicas' || key === 'minimumReplicas'}
          {...numbers.given(key)}
        />
      ))}
      <NumberCell
        label="Longest wait"
        unit="seconds"
        max={86_400}
        whenEmpty="not asked for"
        {...numbers.optional('maxWaitSeconds')}
      />
      {scaling.maxWaitSeconds !== undefined && (
        <NumberCell label="May wait longer" isShare max={1} {...numbers.given('lateShare')} />
      )}
    </>
  );
}

function AutoscaleFields({ edits, scaling }: { readonly edits: FleetEdits; readonly scaling: Autoscale }): ReactNode {
  const numbers = numbersOf(edits, 'scaling', scaling);
  return (
    <>
      <NumberCell label="Cold start" unit="seconds, paid" max={86_400} {...numbers.given('coldStartSeconds')} />
      <NumberCell label="Cool-down" unit="minutes, paid" max={1440} {...numbers.given('cooldownMinutes')} />
    </>
  );
}
