import { Anchor, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { CostPage } from './cost-page.tsx';
import { FilePage } from './file-page.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerProblem } from './ledger-problem.tsx';
import { ledgerHash, ledgerPageOf, ledgerPages, ledgerPageTitles } from './pages.ts';
import { RecordsPage } from './records-page.tsx';
import { TotalsLine } from './totals-line.tsx';

/** What the ledger holds: its cost by any dimension, its records, its file. */
export function LedgerScreen(): ReactNode {
  const within = useApp((state) => state.within);
  const readLedger = useApp((state) => state.readLedger);
  const page = ledgerPageOf(within);
  useScreenTitle('Ledger', page === 'usage' ? undefined : ledgerPageTitles[page]);
  useEffect(() => {
    void readLedger();
  }, [readLedger]);
  return (
    <Stack gap="sm">
      <div>
        <Title order={1} mb={2}>
          Ledger
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          The usage that was imported, each record at the price of its day. It stays on this machine.
        </Text>
        <nav className="page-tabs" aria-label="Ledger pages">
          {ledgerPages.map((candidate) => (
            <a key={candidate} href={ledgerHash(candidate)} aria-current={candidate === page ? 'page' : undefined}>
              {ledgerPageTitles[candidate]}
            </a>
          ))}
        </nav>
      </div>
      <PageInState page={page} />
    </Stack>
  );
}

function PageInState({ page }: { readonly page: ReturnType<typeof ledgerPageOf> }): ReactNode {
  const status = useApp((state) => state.ledgerStatus);
  const usage = useApp((state) => state.ledgerUsage);
  const error = useApp((state) => state.ledgerError);
  const readLedger = useApp((state) => state.readLedger);
  if (status === null) {
    return error === null ? (
      <Waiting />
    ) : (
      <FailureNote title="The ledger could not be read" error={error} onRetry={() => void readLedger()} />
    );
  }
  if (status.problem !== undefined) return <LedgerProblem status={status} problem={status.problem} />;
  if (page === 'file') return <FilePage status={status} />;
  if (status.records === 0 || status.state === 'missing') return <Empty hasBills={(status.imports ?? 0) > 0} />;
  return (
    <>
      <LedgerFilters />
      {error !== null && <FailureNote title="This usage could not be read" error={error} />}
      {usage === null ? (
        error === null && <Waiting />
      ) : (
        <>
          <TotalsLine totals={usage.grouped.totals} what={page === 'records' ? 'records' : 'groups'} />
          {page === 'records' ? <RecordsPage /> : <CostPage usage={usage} />}
        </>
      )}
    </>
  );
}

function Empty({ hasBills }: { readonly hasBills: boolean }): ReactNode {
  return (
    <NothingYet
      icon={<IconDatabase aria-hidden />}
      title={hasBills ? 'The ledger holds bills, but no usage' : 'The ledger is empty'}
      description="Import a usage export, a request log or a folder of agent logs: it appears here by day, model and project. A backup can be put back on the page Backup and check."
    >
      <Button component="a" href={hashOf('import')}>
        Import usage
      </Button>
      <Anchor size="sm" href={ledgerHash('file')}>
        Backup and check
      </Anchor>
    </NothingYet>
  );
}

function Waiting(): ReactNode {
  return (
    <Stack gap="sm" aria-busy="true" aria-label="Reading the ledger">
      <Skeleton h={58} />
      <Skeleton h={52} />
      <Skeleton h={290} />
    </Stack>
  );
}
