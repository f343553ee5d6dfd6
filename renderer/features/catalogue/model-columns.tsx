import { Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import { billableUnitLabels, type BillableUnit } from '#shared/domain/billable-units.ts';
import { formatUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';
import type { ModelSortKey } from '../../store/model-list.ts';
import { useApp } from '../../store/use-app.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { formatCompact, formatCount } from '../../ui/format.ts';
import { modelHash } from './pages.ts';

type ModelColumn = GridColumn<ModelSummary> & { readonly key: ModelSortKey | 'compare' | 'has' };

/** The columns of the list of prices. */
export const modelColumns: readonly ModelColumn[] = [
  { key: 'compare', title: '', track: '30px', cell: (model) => <CompareBox modelId={model.modelId} /> },
  {
    key: 'model',
    title: 'Model',
    track: 'minmax(260px, 3fr)',
    sortable: true,
    cell: ({ modelId, provider, displayName }) => (
      <a href={modelHash(modelId)} tabIndex={-1} title={`${displayName} · ${modelId}`}>
        {modelId.slice(provider.length + 1)}
      </a>
    ),
  },
  {
    key: 'provider',
    title: 'Provider',
    track: 'minmax(110px, 1fr)',
    sortable: true,
    cell: ({ providerName }) => <span title={providerName}>{providerName}</span>,
  },
  {
    key: 'input',
    title: 'Input',
    hint: 'USD per million uncached input tokens. A tool or service shows the price of its own unit.',
    track: 'minmax(96px, 120px)',
    align: 'right',
    sortable: true,
    cell: (model) => <InputPrice model={model} />,
  },
  {
    key: 'output',
    title: 'Output',
    hint: 'USD per million output tokens',
    track: 'minmax(84px, 110px)',
    align: 'right',
    sortable: true,
    cell: (model) => <Price usd={model.outputUsdPerMTok} />,
  },
  {
    key: 'cacheRead',
    title: 'Cache read',
    hint: 'USD per million input tokens that are read from the prompt cache',
    track: 'minmax(96px, 110px)',
    align: 'right',
    sortable: true,
    cell: (model) => <Price usd={model.cacheReadUsdPerMTok} />,
  },
  {
    key: 'context',
    title: 'Context',
    hint: 'Context window in tokens',
    track: '84px',
    align: 'right',
    sortable: true,
    cell: ({ contextWindowTokens }) =>
      contextWindowTokens === null ? (
        <Unknown what="context window" />
      ) : (
        <span title={`${formatCount(contextWindowTokens)} tokens`}>{formatCompact(contextWindowTokens)}</span>
      ),
  },
  {
    key: 'has',
    title: 'Also',
    hint: 'Long-context tiers, prices for other service tiers, and where price books disagree',
    track: 'minmax(120px, 1.4fr)',
    cell: (model) => <Badges model={model} />,
  },
  {
    key: 'since',
    title: 'In force since',
    hint: 'First day of the price that holds today, UTC; a dash when the book gives no date',
    track: '112px',
    sortable: true,
    cell: ({ effectiveFromMs }) => (effectiveFromMs === null ? <Dash name="No date" /> : dayOf(effectiveFromMs)),
  },
  {
    key: 'book',
    title: 'Source',
    hint: 'Price book and version',
    track: 'minmax(120px, 1fr)',
    sortable: true,
    cell: ({ source }) => (
      <span title={source.url ?? `${source.book} ${source.bookVersion}`}>
        {source.book} {source.bookVersion}
      </span>
    ),
  },
];

function CompareBox({ modelId }: { readonly modelId: string }): ReactNode {
  const isCompared = useApp((state) => state.comparedModels.includes(modelId));
  const toggle = useApp((state) => state.toggleCompared);
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={`Compare ${modelId}`}
      checked={isCompared}
      onChange={() => toggle(modelId)}
    />
  );
}

function Price({ usd }: { readonly usd: number | null }): ReactNode {
  return usd === null ? <Dash name="No such rate" /> : formatUsd(usd);
}

/** The input rate; of what is not billed by the token, the price of its unit. */
function InputPrice({ model }: { readonly model: ModelSummary }): ReactNode {
  const { inputUsdPerMTok, outputUsdPerMTok, unitRates } = model;
  if (inputUsdPerMTok !== null) return formatUsd(inputUsdPerMTok);
  const [unit, rate] = Object.entries(unitRates ?? {})[0] ?? [];
  if (unit === undefined || rate === undefined || outputUsdPerMTok !== null) return <Dash name="No such rate" />;
  return (
    <span title={`${formatUsd(rate.usdPerUnit)} per ${billableUnitLabels[unit as BillableUnit].one}`}>
      {formatUsd(rate.usdPerUnit)}
      <Text span inherit c="dimmed">
        /{billableUnitLabels[unit as BillableUnit].one}
      </Text>
    </span>
  );
}

function Badges({ model }: { readonly model: ModelSummary }): ReactNode {
  return (
    <>
      {model.disagrees === true && (
        <Mark colour="ember" title="Price books differ by more than 1 %">
          books differ
        </Mark>
      )}
      {model.lifecycle?.retiredFromMs !== undefined && (
        <Mark colour="ember" title={`The provider stops serving it on ${dayOf(model.lifecycle.retiredFromMs)}`}>
          retires
        </Mark>
      )}
      {model.hasContextTiers && (
        <Mark colour="gray" title="Long prompts cost more: see its page">
          tiers
        </Mark>
      )}
      {model.serviceTiers.map((tier) => (
        <Mark key={tier} colour="gray" title={`Has a ${tier} price`}>
          {tier}
        </Mark>
      ))}
    </>
  );
}

function Mark(props: {
  readonly colour: 'gray' | 'ember';
  readonly title: string;
  readonly children: string;
}): ReactNode {
  return (
    <Badge variant="light" size="sm" mr={4} color={props.colour} title={props.title}>
      {props.children}
    </Badge>
  );
}

function Unknown({ what }: { readonly what: string }): ReactNode {
  return <Dash name={`No ${what} on record`} />;
}

/** Nothing on record: a dash to read, words to hear. */
function Dash({ name }: { readonly name: string }): ReactNode {
  return (
    <Text span inherit c="dimmed" title={name} aria-label={name}>
      –
    </Text>
  );
}
