import { Badge, Button, Group, List, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LeverVerdict, Optimisation } from '#shared/domain/optimisation.ts';
import { writeSentence } from '#shared/domain/sentence.ts';
import { ParetoChart } from '../../charts/pareto.tsx';
import { useApp } from '../../store/use-app.ts';
import { useEdits } from '../../store/use-edits.ts';
import { formatPercent, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** What a search found: the recommended plan as a difference, the frontier, and what comes of each lever. */
export function OptimiseResult({
  optimisation,
  canApply,
}: {
  readonly optimisation: Optimisation;
  /** False when the plan is another one than the search looked at. */
  readonly canApply: boolean;
}): ReactNode {
  const { frontier, verdicts, search, notes } = optimisation;
  return (
    <Stack gap="md">
      <Recommended optimisation={optimisation} canApply={canApply} />
      <ParetoChart frontier={frontier} />
      {verdicts.length > 0 && (
        <Section title="Lever by lever" description="What each lever is worth beside the rest of the recommended plan.">
          <Stack gap="sm">
            {verdicts.map((verdict) => (
              <Verdict key={verdict.leverId} verdict={verdict} />
            ))}
          </Stack>
        </Section>
      )}
      <Section title="What was searched">
        <List size="sm" spacing={4}>
          {[search.sentence, ...notes].map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Section>
    </Stack>
  );
}

function Recommended({
  optimisation,
  canApply,
}: {
  readonly optimisation: Optimisation;
  readonly canApply: boolean;
}): ReactNode {
  const { current, recommended, changes, scenario } = optimisation;
  const { editOnce } = useEdits();
  const branch = useApp((state) => state.branchScenario);
  const measure = optimisation.objective === 'p95' ? 'P95 of the mean month' : 'Expected cost of the mean month';
  const saved = current.usd - recommended.usd;
  const quality =
    recommended.quality === null ? 'Quality not known' : `${formatPercent(recommended.quality)} good answers`;
  const wait =
    recommended.latencySeconds === null ? 'wait not known' : `${recommended.latencySeconds.toFixed(1)} s mean wait`;
  const headline =
    changes.length === 0
      ? `Nothing to change: the plan costs ${formatUsd(current.usd)} a month, and none that was searched costs less within the limits.`
      : `${formatUsd(recommended.usd)} a month instead of ${formatUsd(current.usd)}: ${formatUsd(Math.abs(saved))} ${saved >= 0 ? 'saved' : 'more, as the limits ask'}. ${quality}, ${wait}.`;
  return (
    <Section title="Recommended plan" description={measure}>
      <Text mb="sm" aria-live="polite">
        {headline}
      </Text>
      {changes.length > 0 && (
        <>
          <div className="table-scroll">
            <Table aria-label="Changes of the recommended plan">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Lever or call</Table.Th>
                  <Table.Th>Setting</Table.Th>
                  <Table.Th>Now</Table.Th>
                  <Table.Th>Recommended</Table.Th>
                  <Table.Th className="number-cell">Saves a month</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {changes.map(({ subjectId, subject, attribute, from, to, savingUsd }) => (
                  <Table.Tr key={`${subjectId} ${attribute}`}>
                    <Table.Td>{subject}</Table.Td>
                    <Table.Td>{attribute}</Table.Td>
                    <Table.Td>{from}</Table.Td>
                    <Table.Td>{to}</Table.Td>
                    <Table.Td className="number-cell">{formatUsd(savingUsd)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <Group mt="sm" gap="xs">
            <Button disabled={!canApply} onClick={() => editOnce('Apply the recommended plan', () => scenario)}>
              Apply to this plan
            </Button>
            <Button variant="default" onClick={() => void branch(scenario, 'optimised')}>
              Save as a branch
            </Button>
          </Group>
        </>
      )}
    </Section>
  );
}

const verdictLabels: Readonly<Record<LeverVerdict['verdict'], string>> = {
  use: 'Use',
  needed: 'Needed',
  dont: 'Don’t',
  idle: 'No effect',
  held: 'Held back',
};

function Verdict({ verdict: { verdict, parts, breakEvens } }: { readonly verdict: LeverVerdict }): ReactNode {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Badge
        variant={verdict === 'dont' ? 'filled' : 'light'}
        color={verdict === 'dont' ? 'ember' : 'gray'}
        w={96}
        style={{ flexShrink: 0 }}
      >
        {verdictLabels[verdict]}
      </Badge>
      <div>
        <Text size="sm">{writeSentence(parts, formatUsd)}</Text>
        {breakEvens.map((one) => (
          <Text key={one} size="xs" c="dimmed">
            {one}
          </Text>
        ))}
      </div>
    </Group>
  );
}
