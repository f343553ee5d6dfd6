import { useState, type ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import { billableUnitLabels, type BillableUnit } from '#shared/domain/billable-units.ts';
import { dayOf } from '#shared/time.ts';
import type { ModelSortKey } from '../../store/model-list.ts';
import type { GridColumn } from '../../ui/data-grid-row.tsx';
import { formatCompact, formatCount, formatRate } from '../../ui/format.ts';
import { modelHash } from './pages.ts';

type ModelColumn = GridColumn<ModelSummary> & { readonly key: ModelSortKey | 'has' };

/** The columns of the list of prices. */
export const modelColumns: readonly ModelColumn[] = [
  {
    key: 'model',
    title: 'Name',
    track: 'minmax(250px, 3fr)',
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
    track: 'minmax(130px, 150px)',
    align: 'right',
    sortable: true,
    cell: (model) => <InputPrice model={model} />,
  },
  {
    key: 'output',
    title: 'Output',
    hint: 'USD per million output tokens',
    track: 'minmax(84px, 100px)',
    align: 'right',
    sortable: true,
    cell: (model) => <Price usd={model.outputUsdPerMTok} />,
  },
  {
    key: 'cacheRead',
    title: 'Cache read',
    hint: 'USD per million input tokens that are read from the prompt cache',
    track: 'minmax(92px, 100px)',
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
        <Dash name="No context window on record" />
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

function Price({ usd }: { readonly usd: number | null }): ReactNode {
  return usd === null ? <Dash name="No such rate" /> : formatRate(usd);
}

/** The input rate; of what is not billed by the token, the price of its unit. */
function InputPrice({ model }: { readonly model: ModelSummary }): ReactNode {
  const { inputUsdPerMTok, outputUsdPerMTok, unitRates } = model;
  if (inputUsdPerMTok !== null) return formatRate(inputUsdPerMTok);
  const [unit, rate] = Object.entries(unitRates ?? {})[0] ?? [];
  if (unit === undefined || rate === undefined || outputUsdPerMTok !== null) return <Dash name="No such rate" />;
  return (
    <span title={`${formatRate(rate.usdPerUnit)} per ${billableUnitLabels[unit as BillableUnit].one}`}>
      {formatRate(rate.usdPerUnit)}
      <span className="dimmed">/{billableUnitLabels[unit as BillableUnit].one}</span>
    </span>
  );
}

function Badges({ model }: { readonly model: ModelSummary }): ReactNode {
  return (
    <>
      {model.disagrees === true && (
        <Mark tone="warning" title="Price books differ by more than 1 %">
          books differ
        </Mark>
      )}
      {model.lifecycle?.retiredFromMs !== undefined && <RetirementMark fromMs={model.lifecycle.retiredFromMs} />}
      {model.hasContextTiers && (
        <Mark tone="plain" title="Long prompts cost more: see its page">
          tiers
        </Mark>
      )}
      <ServiceTierMark tiers={model.serviceTiers} />
    </>
  );
}

/** One mark for all of them: `batch +1`. */
function ServiceTierMark({ tiers }: { readonly tiers: ModelSummary['serviceTiers'] }): ReactNode {
  const [first, ...others] = tiers;
  if (first === undefined) return null;
  return (
    <Mark tone="plain" title={`Has prices for ${tiers.join(', ')}`}>
      {others.length === 0 ? first : `${first} +${others.length}`}
    </Mark>
  );
}

function RetirementMark({ fromMs }: { readonly fromMs: number }): ReactNode {
  const [nowMs] = useState(Date.now);
  const isOver = fromMs <= nowMs;
  return (
    <Mark
      tone="warning"
      title={`The provider ${isOver ? 'no longer serves it since' : 'stops serving it on'} ${dayOf(fromMs)}`}
    >
      {isOver ? 'retired' : 'retires'}
    </Mark>
  );
}

function Mark(props: {
  readonly tone: 'plain' | 'warning';
  readonly title: string;
  readonly children: string;
}): ReactNode {
  return (
    <span className="grid-mark" data-tone={props.tone} title={props.title}>
      {props.children}
    </span>
  );
}

/** Nothing on record: a dash to read, words to hear. */
function Dash({ name }: { readonly name: string }): ReactNode {
  return (
    <span className="dimmed" title={name} role="img" aria-label={name}>
      –
    </span>
  );
}
