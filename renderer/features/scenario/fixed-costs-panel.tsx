import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconBuildingWarehouse, IconPlus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { meanOf } from '#shared/domain/quantity.ts';
import { fixedCostCategories, type FixedCost, type FixedCostCategory } from '#shared/domain/fixed-cost.ts';
import {
  addFixedCost,
  editFixedCost,
  removeFixedCost,
  replaceFixedCost,
  setInputNote,
} from '../../store/edits-scenario-parts.ts';
import { useApp } from '../../store/use-app.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { Section } from '../../ui/section.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { NothingYet } from '../../ui/states.tsx';
import { CatalogueCopy, CataloguePriceMenu, type CataloguePrice } from './catalogue-price-menu.tsx';
import { FixedCostOwners } from './fixed-cost-owners.tsx';
import { FixedCostSteps } from './fixed-cost-steps.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

const none: readonly FixedCost[] = [];

const categoryLabels: Readonly<Record<FixedCostCategory, string>> = {
  compute: 'Compute',
  storage: 'Storage',
  network: 'Network',
  database: 'Database',
  'vector-store': 'Vector store',
  monitoring: 'Monitoring',
  people: 'People',
  seats: 'Seats',
  other: 'Other',
};

/** Costs that come every month whatever the traffic: they are on both sides of every comparison. */
export function FixedCostsPanel(): ReactNode {
  const costs = useApp(({ history }) => history?.present.fixedCosts) ?? none;
  const { editOnce } = useEdits();
  const add = (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => editOnce('Add fixed cost', addFixedCost)}
    >
      Add fixed cost
    </Button>
  );
  if (costs.length === 0) {
    return (
      <NothingYet
        icon={<IconBuildingWarehouse aria-hidden />}
        title="No fixed costs"
        description="Servers, databases, seats, hours of work: what comes every month whatever the traffic."
      >
        {add}
      </NothingYet>
    );
  }
  return (
    <Stack gap="md">
      {costs.map((cost, index) => (
        <FixedCostCard key={cost.id} cost={cost} index={index} />
      ))}
      <Group>{add}</Group>
    </Stack>
  );
}

const FixedCostCard = memo(function FixedCostCard(props: {
  readonly cost: FixedCost;
  readonly index: number;
}): ReactNode {
  const { cost, index } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `fixedCosts[${index}]`;
  const problem = useProblemAt(path);
  const priceSource = useApp(({ history }) => history?.present.inputNotes[`${path}.usdPerUnitMonth`]?.source);

  function set(key: keyof FixedCost, change: Partial<FixedCost>): void {
    edit(`${path}.${key}`, (scenario) => editFixedCost(scenario, index, change));
  }

  function change(key: string, update: (present: FixedCost) => FixedCost): void {
    edit(`${path}.${key}`, (scenario) => replaceFixedCost(scenario, index, update));
  }

  function takePrice({ unit, usdPerUnit, source }: CataloguePrice): void {
    const note = `USD per ${unit}: that is what the units above count.`;
    editOnce('Take a catalogue price', (scenario) =>
      setInputNote(editFixedCost(scenario, index, { usdPerUnitMonth: usdPerUnit }), `${path}.usdPerUnitMonth`, {
        note,
        source,
      }),
    );
  }

  return (
    <Section
      title={cost.name}
      titleField={
        <TextInput
          className="title-input"
          variant="unstyled"
          aria-label="Name of the fixed cost"
          maw={420}
          maxLength={200}
          value={cost.name}
          error={problem}
          onChange={(event) => set('name', { name: event.currentTarget.value })}
          onBlur={done}
        />
      }
      aside={
        <Group gap="xs" wrap="nowrap">
          <Select
            size="xs"
            w={140}
            aria-label={`Category of ${cost.name}`}
            allowDeselect={false}
            data={fixedCostCategories.map((value) => ({ value, label: categoryLabels[value] }))}
            value={cost.category}
            onChange={(value) => {
              const category = fixedCostCategories.find((candidate) => candidate === value);
              if (category === undefined) return;
              set('category', { category });
              done();
            }}
          />
          <RemoveButton
            tooltip="Remove this fixed cost"
            label={`Remove the fixed cost ${cost.name}`}
            onRemove={() => editOnce('Remove fixed cost', (scenario) => removeFixedCost(scenario, index))}
          />
        </Group>
      }
    >
      <Stack gap="xs">
        <QuantityField
          label="Units"
          path={`fixedCosts[${index}].units`}
          unit="servers, seats, hours or GB a month"
          max={1000}
          value={cost.units}
          onEdit={(units) => set('units', { units })}
          onDone={done}
        />
        <QuantityField
          label="USD per unit"
          path={`fixedCosts[${index}].usdPerUnitMonth`}
          unit="USD per unit and month"
          max={10_000}
          value={cost.usdPerUnitMonth}
          action={<CataloguePriceMenu label={cost.name} onPick={takePrice} />}
          onEdit={(usdPerUnitMonth) => set('usdPerUnitMonth', { usdPerUnitMonth })}
          onDone={done}
        />
        <CatalogueCopy
          label={cost.name}
          usdPerUnit={meanOf(cost.usdPerUnitMonth)}
          source={priceSource}
          onPick={takePrice}
        />
        <ShareQuantityField
          label="Growth per month"
          path={`fixedCosts[${index}].growthPerMonth`}
          help="Compound growth of the number of units from one month to the next."
          value={cost.growthPerMonth}
          min={-0.5}
          max={1}
          step={0.005}
          onEdit={(growthPerMonth) => set('growthPerMonth', { growthPerMonth })}
          onDone={done}
        />
        <FixedCostSteps cost={cost} costIndex={index} path={path} onEdit={change} onDone={done} />
        <FixedCostOwners cost={cost} path={path} onEdit={change} onDone={done} />
      </Stack>
    </Section>
  );
});
