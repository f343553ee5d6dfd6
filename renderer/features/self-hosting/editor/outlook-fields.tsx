import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetOutlook } from '#shared/domain/fleet.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import { without, type FleetEdits } from './fleet-edits.ts';
import { numbersOf } from './fleet-numbers.ts';

type RangeKey = 'growthPerMonth' | 'apiPriceDeclinePerYear' | 'gpuPriceDeclinePerYear';

const rangeLabels: Readonly<Record<RangeKey, string>> = {
  growthPerMonth: 'Growth of traffic a month',
  apiPriceDeclinePerYear: 'Fall of API prices a year',
  gpuPriceDeclinePerYear: 'Fall of GPU prices a year',
};

const points = [
  { key: 'low', label: 'lowest' },
  { key: 'likely', label: 'likely' },
  { key: 'high', label: 'highest' },
] as const;

/** What the coming years may bring: the beliefs behind bands and conditions. */
export function OutlookFields({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { choose } = edits;
  const { outlook } = edits.fleet;
  const numbers = numbersOf(edits, 'outlook', outlook);
  return (
    <Stack gap="sm">
      <FieldGrid>
        <NumberCell label="Compared over" unit="years, 1 to 5" isWhole min={1} max={5} {...numbers.given('years')} />
        <NumberCell label="Discount rate a year" isShare max={1} {...numbers.given('discountRate')} />
      </FieldGrid>
      {outlook.growthPerMonth === undefined ? (
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            Growth of traffic is the calendar’s first step, two points either way.
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              choose('outlook.growthPerMonth', {
                outlook: { ...outlook, growthPerMonth: { low: 0, likely: 0.02, high: 0.05 } },
              })
            }
          >
            Give it yourself
          </Button>
        </Group>
      ) : (
        <RangeFields edits={edits} name="growthPerMonth" range={outlook.growthPerMonth}>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => choose('outlook.growthPerMonth', { outlook: without(outlook, 'growthPerMonth') })}
          >
            As the calendar says
          </Button>
        </RangeFields>
      )}
      <RangeFields edits={edits} name="apiPriceDeclinePerYear" range={outlook.apiPriceDeclinePerYear} />
      <RangeFields edits={edits} name="gpuPriceDeclinePerYear" range={outlook.gpuPriceDeclinePerYear} />
    </Stack>
  );
}

function RangeFields(props: {
  readonly edits: FleetEdits;
  readonly name: RangeKey;
  readonly range: NonNullable<FleetOutlook[RangeKey]>;
  readonly children?: ReactNode;
}): ReactNode {
  const { edits, name, range, children } = props;
  const { outlook } = edits.fleet;
  return (
    <div>
      <FieldGrid cols={{ base: 1, sm: 3 }}>
        {points.map(({ key, label }) => (
          <NumberCell
            key={key}
            label={`${rangeLabels[name]}: ${label}`}
            isShare
            path={`${edits.path}.outlook.${name}.${key}`}
            min={name === 'growthPerMonth' ? -0.5 : -1}
            max={name === 'growthPerMonth' ? 1 : 0.95}
            value={range[key]}
            onEdit={(value) =>
              edits.set(`outlook.${name}.${key}`, { outlook: { ...outlook, [name]: { ...range, [key]: value } } })
            }
            onDone={edits.done}
          />
        ))}
      </FieldGrid>
      {children}
    </div>
  );
}
