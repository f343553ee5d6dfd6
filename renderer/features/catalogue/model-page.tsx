import { Anchor, Badge, Button, Code, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconScale } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ModelPrices } from '#shared/domain/price-book.ts';
import { PriceHistory } from '../../charts/price-history.tsx';
import { useApp } from '../../store/use-app.ts';
import { formatDay } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { DisagreementNote } from './disagreement-note.tsx';
import { DocumentTable } from './document-table.tsx';
import { LayerTable } from './layer-table.tsx';
import { ModelFacts } from './model-facts.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { pageHash } from './pages.ts';
import { RateTable } from './rate-table.tsx';

/** Height of the history, in pixels. */
const chartHeight = 250;

/** Everything that is known of one price. @param name a model id, or any spelling of it. */
export function ModelPage({ name }: { readonly name: string }): ReactNode {
  const opened = useApp((state) => state.openedModel);
  const openModel = useApp((state) => state.openModel);
  useScreenTitle('Catalogue', name);
  useEffect(() => {
    void openModel(name);
  }, [openModel, name]);
  const isHere = opened?.name === name;
  return (
    <Stack gap="md" maw={1240}>
      <Anchor href={pageHash('models')} size="sm" w="fit-content">
        <Group gap={4} component="span">
          <IconArrowLeft size={15} aria-hidden />
          All prices
        </Group>
      </Anchor>
      {isHere && opened.error !== null ? (
        <FailureNote title={`${name} has no page`} error={opened.error} onRetry={() => void openModel(name)} />
      ) : isHere && opened.prices !== null ? (
        <ModelContent name={name} prices={opened.prices} />
      ) : (
        <Stack gap="md" aria-busy="true" aria-label="Reading the prices">
          <Skeleton h={56} w={420} />
          <Skeleton h={260} />
          <Skeleton h={320} />
        </Stack>
      )}
    </Stack>
  );
}

function ModelContent({ name, prices }: { readonly name: string; readonly prices: ModelPrices }): ReactNode {
  const { card, history, layers, disagreements, documents, matchReason, modelId } = prices;
  const isCompared = useApp((state) => state.comparedModels.includes(modelId));
  const toggleCompared = useApp((state) => state.toggleCompared);
  const [isEditing, setEditing] = useState(false);
  // The page is read, not watched: the moment it was opened is today.
  const [nowMs] = useState(Date.now);
  const next = history.find(({ effectiveFromMs }) => effectiveFromMs !== null && effectiveFromMs > nowMs);
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Group gap="xs" mb={2}>
            <Title order={1}>{card.displayName}</Title>
            {card.subject !== undefined && <Badge variant="light">{card.subject}</Badge>}
            {next?.effectiveFromMs !== undefined && next.effectiveFromMs !== null && (
              <Badge variant="light">price changes {formatDay(next.effectiveFromMs)}</Badge>
            )}
            <LifecycleBadge card={card} nowMs={nowMs} />
          </Group>
          <Text size="sm" c="dimmed">
            <Code>{modelId}</Code> · {card.providerName}
            {name !== modelId && ` · “${name}” is this model: ${matchReason}`}
          </Text>
        </div>
        <Group gap="xs">
          {card.subject === undefined && (
            <Button
              variant="default"
              leftSection={<IconScale size={16} aria-hidden />}
              onClick={() => toggleCompared(modelId)}
              aria-pressed={isCompared}
            >
              {isCompared ? 'In the comparison' : 'Add to comparison'}
            </Button>
          )}
          <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(true)}>
            Override a price…
          </Button>
        </Group>
      </Group>
      <DisagreementNote disagreements={disagreements} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Price today" description={priceOrigin(card)}>
          <RateTable card={card} />
        </Section>
        <Section title="What else moves the bill">
          <ModelFacts card={card} />
        </Section>
      </SimpleGrid>
      <PriceHistory cards={history} nowMs={nowMs} height={chartHeight} />
      <Section
        title="What each book says"
        description="The uppermost one with a price for a day decides that day. Nothing here is ever overwritten."
      >
        <LayerTable layers={layers} nowMs={nowMs} />
      </Section>
      {documents.length > 0 && (
        <Section title="Your changes to this price">
          <DocumentTable documents={documents} label="Your changes to this price" />
        </Section>
      )}
      <OverrideDialog opened={isEditing} onClose={() => setEditing(false)} card={card} />
    </>
  );
}

function LifecycleBadge(props: { readonly card: ModelPrices['card']; readonly nowMs: number }): ReactNode {
  const { lifecycle } = props.card;
  const { retiredFromMs, deprecatedFromMs } = lifecycle ?? {};
  if (retiredFromMs !== undefined) {
    return (
      <Badge variant="light" color="ember">
        {retiredFromMs <= props.nowMs ? 'retired' : 'retires'} {formatDay(retiredFromMs)}
      </Badge>
    );
  }
  if (deprecatedFromMs === undefined) return null;
  return (
    <Badge variant="light" color="ember">
      deprecated {formatDay(deprecatedFromMs)}
    </Badge>
  );
}

function priceOrigin({ source, effectiveFromMs, effectiveToMs }: ModelPrices['card']): string {
  const since = effectiveFromMs === null ? 'no start date given' : `in force since ${formatDay(effectiveFromMs)}`;
  const until = effectiveToMs === null ? '' : `, until ${formatDay(effectiveToMs)}`;
  return `${source.book} ${source.bookVersion}, ${since}${until}${source.url === undefined ? '' : ` · ${source.url}`}`;
}
