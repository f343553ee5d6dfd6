import { Button, Group, Pill, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { mostCompared } from '../../store/comparison.ts';
import { useApp } from '../../store/use-app.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { Section } from '../../ui/section.tsx';
import { NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { CatalogueHeader } from './catalogue-header.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { MixForm } from './mix-form.tsx';
import { pageHash } from './pages.ts';

/** Up to five models on one mix of tokens: the ledger's own, or one typed by hand. */
export function ComparePage(): ReactNode {
  const models = useApp((state) => state.models);
  const compared = useApp((state) => state.comparedModels);
  const loadModels = useApp((state) => state.loadModels);
  const readLedgerMix = useApp((state) => state.readLedgerMix);
  const refresh = useApp((state) => state.refreshComparison);
  useScreenTitle('Catalogue', 'Compare models');
  useEffect(() => {
    void loadModels();
    void readLedgerMix();
    void refresh();
  }, [loadModels, readLedgerMix, refresh]);
  return (
    <Stack gap="md" maw={1240}>
      <CatalogueHeader page="compare" />
      <Section
        title="Models"
        description={`Up to ${mostCompared}. The first one is what the others are measured against.`}
      >
        <ModelChoice />
      </Section>
      <MixForm />
      {compared.length === 0 ? (
        <NothingYet
          icon={<IconScale aria-hidden />}
          title="No model is compared yet"
          description="Pick models above, or mark them in the list of prices with Space."
        >
          <Button component="a" href={pageHash('models')} variant="default" disabled={models === null}>
            Open the list
          </Button>
        </NothingYet>
      ) : (
        <ComparisonTable />
      )}
    </Stack>
  );
}

function ModelChoice(): ReactNode {
  const models = useApp((state) => state.models);
  const compared = useApp((state) => state.comparedModels);
  const toggle = useApp((state) => state.toggleCompared);
  return (
    <Group gap="xs" mih={36}>
      {compared.map((modelId) => (
        <Pill
          key={modelId}
          size="sm"
          variant="contrast"
          withRemoveButton
          removeButtonProps={{ 'aria-label': `Take ${modelId} out`, 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => toggle(modelId)}
        >
          {modelId}
        </Pill>
      ))}
      {compared.length < mostCompared ? (
        <ModelPicker
          // Picks once and is empty again.
          key={compared.join(' ')}
          aria-label="Add a model"
          placeholder="Add a model: type a part of its name"
          models={models?.filter(({ modelId }) => !compared.includes(modelId)) ?? null}
          value={null}
          onPick={toggle}
          w={320}
        />
      ) : (
        <Text size="sm" c="dimmed">
          Take one out to add another.
        </Text>
      )}
    </Group>
  );
}
