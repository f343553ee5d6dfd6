import { Anchor, Group, Loader, Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { priceLineLabel, type PriceLine } from '#shared/domain/price.ts';
import { failureText } from '#shared/result.ts';
import {
  comparisonView,
  daysPerMonth,
  shortName,
  type ComparedLine,
  type ComparedModel,
} from '../../store/comparison.ts';
import { useApp } from '../../store/use-app.ts';
import { Change } from '../../ui/amount.tsx';
import { formatCount, formatRate, formatUsd, formatUsdChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { modelHash } from './pages.ts';

/** Cost of the mix on each model, line by line, and against the first. Nothing without a price is shown as $0. */
export function ComparisonTable(): ReactNode {
  const compared = useApp((state) => state.comparedModels);
  const mix = useApp((state) => state.mix);
  const comparison = useApp((state) => state.comparison);
  const view = useMemo(() => {
    // While new answers are on their way the lines show what the old ones price.
    const { mix: pricedMix, entries } = comparison;
    return comparisonView(compared, { ...pricedMix, requestsPerDay: mix.requestsPerDay }, entries);
  }, [compared, mix.requestsPerDay, comparison]);
  const { models, lines, sentence } = view;
  const notes = notesOf(models);
  return (
    <Section title="What the mix costs" description={`${sentence} A month is ${daysPerMonth} days.`}>
      <div className="table-scroll">
        <Table aria-label="Cost of the mix by model" layout="fixed" miw={190 + models.length * 170}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={190} />
              {models.map(({ modelId, displayName, providerName }) => (
                <Table.Th key={modelId} className="number-cell" style={{ whiteSpace: 'normal' }}>
                  <Anchor href={modelHash(modelId)} inherit title={modelId}>
                    {displayName}
                  </Anchor>
                  <Text size="xs" c="dimmed" fw={400} truncate title={modelId}>
                    {providerName === '' ? modelId : providerName}
                  </Text>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr fw={600} fz="md">
              <Table.Th scope="row">
                Per month
                <Text size="xs" c="dimmed" fw={400}>
                  {formatCount(daysPerMonth * mix.requestsPerDay)} requests
                </Text>
              </Table.Th>
              {models.map((model) => (
                <Table.Td key={model.modelId} className="number-cell" data-testid={`month-${model.modelId}`}>
                  <Total model={model} usd={model.usdPerMonth} />
                </Table.Td>
              ))}
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                Against the first
              </Table.Th>
              {models.map((model, index) => (
                <Table.Td key={model.modelId} className="number-cell">
                  {index === 0 ? (
                    <Text span c="dimmed" inherit>
                      the measure
                    </Text>
                  ) : (
                    <Difference model={model} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
            <MonthTerms models={models} />
            <Table.Tr fw={600}>
              <Table.Th scope="row">Per request</Table.Th>
              {models.map((model) => (
                <Table.Td key={model.modelId} className="number-cell">
                  <Total model={model} usd={model.usdPerRequest} />
                </Table.Td>
              ))}
            </Table.Tr>
            <Heading text="What one request is made of" columns={models.length} />
            {lines.map((line) => (
              <LineRow key={line.kind} line={line} models={models} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {notes.length > 0 && (
        <Text size="xs" c="dimmed" component="ul" pl="md" mt="sm" mb={0}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </Text>
      )}
    </Section>
  );
}

const stepNames: Readonly<Record<ComparedModel['monthTerms'][number]['step'], string>> = {
  usage: 'Usage',
  provisioned: 'Provisioned capacity',
  covered: 'Usage that it carries',
  volume: 'Volume discount',
  commitment: 'Up to the commitment',
};

/** What contracts add to each month or take off it; each amount says how it comes about. Nothing without such terms. */
function MonthTerms({ models }: { readonly models: readonly ComparedModel[] }): ReactNode {
  const all = models.flatMap(({ monthTerms }) => monthTerms);
  const terms = [...new Map(all.map((term) => [`${term.step} ${term.name}`, term])).values()];
  if (terms.length === 0) return null;
  return (
    <>
      <Heading text="Of which by contracts, per month, as if the mix were all that is used" columns={models.length} />
      {terms.map(({ step, name }) => (
        <Table.Tr key={`${step} ${name}`}>
          <Table.Th scope="row" fw={400}>
            {name}
            <Text size="xs" c="dimmed">
              {stepNames[step]}
            </Text>
          </Table.Th>
          {models.map(({ modelId, monthTerms }) => {
            const own = monthTerms.filter((term) => term.step === step && term.name === name);
            const usd = own.reduce((sum, term) => sum + term.usd, 0);
            return (
              <Table.Td key={modelId} className="number-cell">
                {own.length === 0 ? (
                  <Text span c="dimmed" inherit>
                    –
                  </Text>
                ) : (
                  <span title={own.map(({ formula }) => formula).join(' ')}>{formatUsdChange(usd)}</span>
                )}
              </Table.Td>
            );
          })}
        </Table.Tr>
      ))}
    </>
  );
}

function Heading({ text, columns }: { readonly text: string; readonly columns: number }): ReactNode {
  return (
    <Table.Tr>
      <Table.Th colSpan={columns + 1} scope="rowgroup" c="dimmed" fw={400} fz="xs" pt="sm">
        {text}
      </Table.Th>
    </Table.Tr>
  );
}

function LineRow(props: { readonly line: ComparedLine; readonly models: readonly ComparedModel[] }): ReactNode {
  const { line, models } = props;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {priceLineLabel(line.kind)}
        {line.quantity !== null && (
          <Text size="xs" c="dimmed">
            {formatCount(line.quantity)} tokens
          </Text>
        )}
      </Table.Th>
      {models.map(({ modelId, error }, index) => (
        <Table.Td key={modelId} className="number-cell">
          {error === null && <LineCell line={line.lines[index] ?? null} isTokens={line.quantity !== null} />}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function LineCell({ line, isTokens }: { readonly line: PriceLine | null; readonly isTokens: boolean }): ReactNode {
  if (line === null)
    return isTokens ? (
      <Waiting />
    ) : (
      <Text span c="dimmed" inherit>
        not billed
      </Text>
    );
  if (line.usd === null || line.usdPerUnit === null)
    return (
      <Text span inherit className="increase" title={line.notes.join(' ')}>
        unknown
      </Text>
    );
  return (
    <>
      {formatUsd(line.usd)}
      <Text size="xs" c="dimmed" title={originOf(line)}>
        {formatRate(line.usdPerUnit)}
        {line.multiplier !== 1 && ` × ${formatCount(line.multiplier)} `}
        {line.unit.replace('USD', '')}
      </Text>
    </>
  );
}

/** Source of a line's rate and of every step between it and the price. */
function originOf({ source, modifiers, notes }: PriceLine): string {
  const steps = modifiers.map(
    ({ name, multiplier, source: page }) => `${name}: × ${formatCount(multiplier)} (${page})`,
  );
  return [source, ...steps, ...notes].join(' · ');
}

/** A sum; marked where a part of it is unknown. */
function Total({ model, usd }: { readonly model: ComparedModel; readonly usd: number | null }): ReactNode {
  if (model.error !== null)
    return (
      <Text span inherit className="increase" title={model.error.message} style={{ whiteSpace: 'normal' }}>
        no price
      </Text>
    );
  if (usd === null)
    return model.isPartial ? (
      <Text span inherit className="increase">
        unknown
      </Text>
    ) : (
      <Waiting />
    );
  return (
    <>
      {formatUsd(usd)}
      {model.isPartial && (
        <Text span inherit className="increase" title="A part of the mix has no price on this model.">
          {' '}
          + unknown
        </Text>
      )}
    </>
  );
}

function Difference({ model }: { readonly model: ComparedModel }): ReactNode {
  if (model.differenceUsdPerMonth === null) {
    return (
      <Text span inherit c="dimmed">
        unknown
      </Text>
    );
  }
  return <Change usd={model.differenceUsdPerMonth} share={model.differenceShare} />;
}

function Waiting(): ReactNode {
  return (
    <Group justify="flex-end">
      <Loader size={12} aria-label="Pricing" />
    </Group>
  );
}

/** What qualifies each model's price. */
function notesOf(models: readonly ComparedModel[]): readonly string[] {
  return models.flatMap((model) => {
    const { notes, error } = model;
    const refused = error === null ? [] : [failureText(error)];
    return [...refused, ...notes].map((note) => `${shortName(model, models)}: ${note}`);
  });
}
