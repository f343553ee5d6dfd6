import { Button, Group, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { tokenKindLabels, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers, type Residency } from '#shared/domain/usage.ts';
import { dayOf, parseInstant } from '#shared/time.ts';
import type { LedgerUsageMix, TokenMix } from '../../store/comparison.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount, formatCounted, formatDay } from '../../ui/format.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Section } from '../../ui/section.tsx';

/** Kinds whose fields are always there. */
const usualKinds: readonly TokenKind[] = ['input', 'cacheRead', 'cacheWrite5m', 'output', 'reasoning'];

/** The choice that stands for numbers typed by hand. */
const byHand = 'hand';

/** The tokens of one request and the requests of a day: from the ledger, or typed. */
export function MixForm(): ReactNode {
  const mix = useApp((state) => state.mix);
  const setMix = useApp((state) => state.setMix);
  const ledger = useApp((state) => state.ledgerMix);
  const chosen = ledger?.choices.find(({ key }) => mix.origin === 'ledger' && key === mix.ledgerKey);
  return (
    <Section
      title="Token mix"
      description="The tokens of one request by kind, and how many requests a day. Kinds do not overlap: input is what was not cached, output is without reasoning."
    >
      <Group gap="sm" align="flex-start" mb="sm">
        <Select
          label="From"
          w={330}
          allowDeselect={false}
          data={[
            { value: byHand, label: 'Typed by hand' },
            ...(ledger?.choices ?? []).map(({ key, label }) => ({ value: key, label })),
          ]}
          value={chosen?.key ?? byHand}
          onChange={(key) => {
            const choice = ledger?.choices.find((candidate) => candidate.key === key);
            setMix(choice === undefined ? { ...mix, origin: 'hand', ledgerKey: null } : mixOfLedger(mix, choice));
          }}
        />
        <Select
          label="Service tier"
          w={130}
          allowDeselect={false}
          data={[...serviceTiers]}
          value={mix.serviceTier}
          onChange={(value) => {
            const serviceTier = serviceTiers.find((tier) => tier === value);
            if (serviceTier !== undefined) setMix({ ...mix, serviceTier });
          }}
        />
        <Select
          label="Processed"
          w={150}
          allowDeselect={false}
          data={residencies.map((value) => ({ value, label: residencyLabels[value] }))}
          value={mix.residency}
          onChange={(value) => {
            const residency = residencies.find((place) => place === value);
            if (residency !== undefined) setMix({ ...mix, residency });
          }}
        />
        <PriceDay mix={mix} onChange={setMix} />
      </Group>
      <Text size="xs" c="dimmed" mih={18} mb="xs">
        {chosen === undefined ? (ledger?.problem ?? '') : originOf(chosen)}
      </Text>
      <MixFields mix={mix} onChange={setMix} />
    </Section>
  );
}

const residencyLabels: Readonly<Record<Residency, string>> = {
  global: 'anywhere',
  us: 'in the US',
  eu: 'in the EU',
  regional: 'in one region',
};

/** The day whose prices count: past ones and announced ones too. */
function PriceDay(props: { readonly mix: TokenMix; readonly onChange: (mix: TokenMix) => void }): ReactNode {
  const { mix, onChange } = props;
  const [today] = useState(() => dayOf(Date.now()));
  const [day, setDay] = useState(() => (mix.atMs === null ? today : dayOf(mix.atMs)));
  const isDay = parseInstant(day) !== undefined;
  return (
    <TextInput
      type="date"
      label="At the prices of"
      w={160}
      value={day}
      error={isDay ? undefined : 'Give a day.'}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setDay(value);
        const atMs = parseInstant(value);
        // A date that is half typed leaves the last one in force.
        if (atMs !== undefined) onChange({ ...mix, atMs: value === today ? null : atMs });
      }}
    />
  );
}

function mixOfLedger(mix: TokenMix, { key, tokens, requestsPerDay }: LedgerUsageMix): TokenMix {
  return { ...mix, origin: 'ledger', ledgerKey: key, tokens, requestsPerDay };
}

function originOf({ requests, fromMs, toMs }: LedgerUsageMix): string {
  return `The mean of ${formatCounted(requests, 'request')} from ${formatDay(fromMs)} to ${formatDay(toMs)}. Single requests differ: a long-context price is decided by the mean prompt.`;
}

function MixFields(props: { readonly mix: TokenMix; readonly onChange: (mix: TokenMix) => void }): ReactNode {
  const { mix, onChange } = props;
  const [showsAll, setShowsAll] = useState(false);
  const shown = tokenKinds.filter((kind) => showsAll || usualKinds.includes(kind) || (mix.tokens[kind] ?? 0) > 0);
  // A number typed over the ledger's makes it a mix by hand.
  function edit(change: Partial<TokenMix>): void {
    onChange({ ...mix, ...change, origin: 'hand', ledgerKey: null });
  }
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 6 }} spacing="sm" verticalSpacing="xs">
        <NumberField
          label="Requests per day"
          value={mix.requestsPerDay}
          onEdit={(requestsPerDay) => edit({ requestsPerDay })}
          onDone={() => undefined}
        />
        {shown.map((kind) => (
          <KindField
            key={kind}
            kind={kind}
            tokens={mix.tokens[kind] ?? 0}
            onEdit={(count) => edit({ tokens: withKind(mix.tokens, kind, count) })}
          />
        ))}
      </SimpleGrid>
      <Button
        variant="subtle"
        size="compact-xs"
        mt="xs"
        onClick={() => setShowsAll(!showsAll)}
        aria-expanded={showsAll}
      >
        {showsAll ? 'Show fewer kinds' : 'Show audio, image and other cache kinds'}
      </Button>
    </>
  );
}

function KindField(props: {
  readonly kind: TokenKind;
  readonly tokens: number;
  readonly onEdit: (tokens: number) => void;
}): ReactNode {
  const { kind, tokens, onEdit } = props;
  return (
    <NumberField
      label={tokenKindLabels[kind]}
      rightSection={
        <Text size="xs" c="dimmed" pr={8} aria-hidden>
          tokens
        </Text>
      }
      rightSectionWidth={54}
      value={tokens}
      onEdit={onEdit}
      onDone={() => undefined}
      title={`${tokenKindLabels[kind]}: ${formatCount(tokens)} tokens in one request`}
    />
  );
}

function withKind(tokens: TokenCounts, kind: TokenKind, count: number): TokenCounts {
  const { [kind]: _earlier, ...others } = tokens;
  return count > 0 ? { ...others, [kind]: count } : others;
}
