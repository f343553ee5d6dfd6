import { ActionIcon, Button, Group, Menu, ScrollArea, Text } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import { useApp } from '../../store/use-app.ts';
import { formatRate } from '../../ui/format.ts';
import { useLatest } from '../../ui/use-latest.ts';

/** A published price of storage, queries or traffic, with where it comes from. */
export interface CataloguePrice {
  readonly name: string;
  /** What is priced: `GB-month`, or `million queries` where one of them costs too little to type. */
  readonly unit: string;
  readonly usdPerUnit: number;
  /** Card, book and page. */
  readonly source: string;
}

interface CataloguePriceMenuProps {
  readonly label: string;
  readonly onPick: (price: CataloguePrice) => void;
}

/** Puts a price of the catalogue (a vector store, a database, storage) in the place of a price that was typed. */
export function CataloguePriceMenu({ label, onPick }: CataloguePriceMenuProps): ReactNode {
  return <StaticMenu label={label} onPick={useLatest(onPick)} />;
}

/** Left alone while the numbers beside it are dragged: it looks through the whole catalogue. */
const StaticMenu = memo(function StaticMenu({ label, onPick }: CataloguePriceMenuProps): ReactNode {
  const models = useApp((state) => state.models);
  const prices = models?.flatMap(pricesOf) ?? [];
  return (
    <Menu position="bottom-start" shadow="md" width={340}>
      <Menu.Target>
        <ActionIcon
          size="sm"
          c="dimmed"
          aria-label={`Catalogue price for ${label}`}
          title="Take a price of the catalogue: vector stores, databases, storage"
        >
          <IconBook2 size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {prices.length === 0 && <Menu.Label>The catalogue holds no prices of infrastructure.</Menu.Label>}
        <ScrollArea.Autosize mah={320}>
          {prices.map((price) => (
            <Menu.Item key={`${price.source} ${price.unit}`} onClick={() => onPick(price)}>
              {price.name}
              <Text size="xs" c="dimmed">
                {formatRate(price.usdPerUnit)} per {price.unit}
              </Text>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
});

/**
 * Says that a price is a copy of the catalogue's, and offers the catalogue's own where that has changed since. Nothing for a
 * price that was typed.
 * @param source as the price's note names it.
 */
export function CatalogueCopy(props: {
  readonly label: string;
  readonly usdPerUnit: number;
  readonly source: string | undefined;
  readonly onPick: (price: CataloguePrice) => void;
}): ReactNode {
  const { label, usdPerUnit, source, onPick } = props;
  const models = useApp((state) => state.models);
  if (source === undefined) return null;
  const [card] = source.split(', ', 1);
  const prices = models?.filter(({ modelId }) => modelId === card).flatMap(pricesOf) ?? [];
  if (prices.length === 0) return null;
  const same = prices.find((price) => price.usdPerUnit === usdPerUnit);
  if (same !== undefined) {
    return (
      <Text size="xs" c="dimmed">
        Copied from the catalogue, where it is {formatRate(same.usdPerUnit)} per {same.unit} today. The plan keeps this
        price when the catalogue changes.
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        Copied from the catalogue, which says otherwise by now:
      </Text>
      {prices.map((price) => (
        <Button
          key={price.unit}
          size="compact-xs"
          variant="default"
          aria-label={`Take ${formatRate(price.usdPerUnit)} per ${price.unit} for ${label}`}
          onClick={() => onPick(price)}
        >
          {formatRate(price.usdPerUnit)} per {price.unit}
        </Button>
      ))}
    </Group>
  );
}

/** A price below this is given for a million units. */
const leastUsd = 0.001;

function pricesOf({ subject, displayName, modelId, unitRates = {}, source }: ModelSummary): readonly CataloguePrice[] {
  if (subject !== 'infrastructure') return [];
  return billableUnits.flatMap((unit) => {
    const rate = unitRates[unit];
    return rate === undefined
      ? []
      : [
          {
            name: displayName,
            ...(rate.usdPerUnit < leastUsd
              ? {
                  unit: `million ${billableUnitLabels[unit].label.toLowerCase()}`,
                  usdPerUnit: Number((rate.usdPerUnit * 1e6).toPrecision(12)),
                }
              : { unit: billableUnitLabels[unit].one, usdPerUnit: rate.usdPerUnit }),
            source: `${modelId}, ${source.book} ${source.bookVersion}: ${rate.source ?? source.url ?? ''}`.slice(
              0,
              500,
            ),
          },
        ];
  });
}
