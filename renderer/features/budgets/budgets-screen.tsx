import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconPigMoney, IconPlus } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { BudgetStatus } from '#shared/domain/budget.ts';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { AlertHistory } from './alert-history.tsx';
import { BudgetCard } from './budget-card.tsx';
import { BudgetDialog } from './budget-dialog.tsx';

/** What may be spent, what is, where it will end, and who was told. */
export function BudgetsScreen(): ReactNode {
  useScreenTitle('Budgets');
  const budgets = useApp((state) => state.budgets);
  const error = useApp((state) => state.budgetsError);
  const read = useApp((state) => state.readBudgets);
  const [edited, setEdited] = useState<BudgetStatus | 'new' | null>(null);
  useEffect(() => {
    void read();
  }, [read]);
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Budgets"
        description="What may be spent in a time, on what. Each threshold is told once in each period. Burnrate watches; it stops no request."
        aside={
          budgets !== null &&
          budgets.length > 0 && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
              New budget
            </Button>
          )
        }
      />
      {error !== null && <FailureNote title="Budgets could not be read" error={error} onRetry={() => void read()} />}
      {budgets === null ? (
        error === null && <Waiting label="Reading budgets" heights={[150, 150]} />
      ) : budgets.length === 0 ? (
        <NothingYet
          icon={<IconPigMoney aria-hidden />}
          title="No budget yet"
          description="Say what a day, week or month may cost: for everything, a project, a model, or each user. You are told at 50, 75, 90 and 100 percent, or where you like."
        >
          <Button onClick={() => setEdited('new')}>New budget</Button>
        </NothingYet>
      ) : (
        <>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            {budgets.map((status) => (
              <BudgetCard key={status.entry.id} status={status} onEdit={() => setEdited(status)} />
            ))}
          </SimpleGrid>
          <AlertHistory />
        </>
      )}
      {edited !== null && (
        <BudgetDialog entry={edited === 'new' ? null : edited.entry} onClose={() => setEdited(null)} />
      )}
    </Stack>
  );
}
