import { ActionIcon, Button, Group, Radio, Table } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MethodOutput } from '#shared/contract.ts';
import type { PlanAccuracy } from '#shared/domain/plan-variance.ts';
import { monthLabel } from '../../store/period-view.ts';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCounted, formatLocalInstant, formatPercent } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** The pinned plans, newest first, and how near each came over the months that are recorded whole. */
export function PlanList({ plans }: { readonly plans: MethodOutput<'plan.list'> }): ReactNode {
  const shown = useApp((state) => state.variance?.entry.id);
  const choose = useApp((state) => state.choosePlan);
  const unpin = useApp((state) => state.unpinPlan);
  return (
    <Section
      title="Pinned plans"
      description="Accuracy is over the months that are recorded whole: the sum of their errors ÷ what was spent."
      aside={<RecalibrateButton />}
    >
      <div className="table-scroll">
        <Table aria-label="Pinned plans">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Plan</Table.Th>
              <Table.Th>Pinned</Table.Th>
              <Table.Th>Months</Table.Th>
              <Table.Th>Accuracy</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plans.map(({ id, name, pinnedAtMs, startMonth, months, accuracy }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Radio
                    name="plan"
                    label={name}
                    checked={id === shown}
                    onChange={() => void choose(id)}
                    aria-label={`Look at ${name}, plan ${id}`}
                  />
                </Table.Td>
                <Table.Td>{formatLocalInstant(pinnedAtMs)}</Table.Td>
                <Table.Td>
                  {formatCounted(months, 'month')} from {monthLabel(startMonth)}
                </Table.Td>
                <Table.Td>{accuracyWords(accuracy)}</Table.Td>
                <Table.Td>
                  <Group justify="flex-end">
                    <ActionIcon
                      variant="subtle"
                      aria-label={`Remove plan ${id}, ${name}`}
                      onClick={() => void unpin(id)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

/** Makes the next version of the plan that is looked at, and opens it. */
function RecalibrateButton(): ReactNode {
  const shown = useApp((state) => state.variance?.entry.id);
  const recalibrate = useApp((state) => state.recalibratePlan);
  async function makeNext(): Promise<void> {
    if (shown !== undefined && (await recalibrate(shown))) window.location.hash = hashOf('scenario');
  }

  return (
    <Button
      variant="default"
      size="xs"
      disabled={shown === undefined}
      title="Workloads as the ledger has them now; fixed costs, fleets and growth as planned"
      onClick={() => void makeNext()}
    >
      Make the next version from the ledger
    </Button>
  );
}

function accuracyWords(accuracy: PlanAccuracy | null): string {
  if (accuracy === null) return 'No whole month yet';
  const { months, wape, bias } = accuracy;
  if (wape === null || bias === null) return 'Nothing was spent';
  const side = bias > 0 ? 'too high' : 'too low';
  return `${formatPercent(wape)} off over ${formatCounted(months, 'month')}; planned ${formatPercent(Math.abs(bias))} ${side}`;
}
