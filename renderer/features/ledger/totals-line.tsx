import { Button, Group, Paper, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UsageTotals } from '#shared/domain/usage-query.ts';
import { costText, hasUnknownCost } from '../../store/ledger-view.ts';
import { useApp } from '../../store/use-app.ts';
import { exportChoices } from '../../store/output-formats.ts';
import { OutputMenu } from '../../ui/output-menu.tsx';
import { formatCompact, formatCount, formatCounted } from '../../ui/format.ts';

/** What the usage shown comes to, what of it has no price, and its way out. */
export function TotalsLine(props: {
  readonly totals: UsageTotals;
  /** What the page shows, and so what is exported. */
  readonly what: 'groups' | 'records';
}): ReactNode {
  const { totals, what } = props;
  const work = useApp((state) => state.ledgerWork);
  const exportUsage = useApp((state) => state.exportUsage);
  const cancelExport = useApp((state) => state.cancelExport);
  const exportLedger = useApp((state) => state.exportLedger);
  const isExporting = work?.kind === 'export';
  return (
    <Paper component="section" aria-label="Totals" py="xs">
      <Group justify="space-between" gap="md">
        <Group gap="xl" aria-live="polite">
          <Total name="Cost" value={costText(totals)} isMain />
          <Total name="Records" value={formatCount(totals.records)} />
          <Total name="Requests" value={formatCount(totals.requests)} />
          <Total name="Tokens" value={formatCompact(totals.totalTokens)} hint={formatCount(totals.totalTokens)} />
          <Total name="Without a price" value={unpricedText(totals)} isAlarming={hasUnknownCost(totals)} />
        </Group>
        <Group gap="xs" wrap="nowrap">
          {isExporting ? (
            <Button variant="default" onClick={cancelExport} style={{ flexShrink: 0 }}>
              {work.rows === 0 ? 'Cancel export' : `Cancel export · ${formatCompact(work.rows)}`}
            </Button>
          ) : (
            <Button
              variant="default"
              disabled={totals.records === 0 || work !== null}
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => void exportUsage(what)}
              style={{ flexShrink: 0 }}
            >
              Export {what} as CSV
            </Button>
          )}
          <OutputMenu
            label="Other formats"
            choices={exportChoices}
            disabled={totals.records === 0}
            onChoose={(format) => void exportLedger(format)}
          />
        </Group>
      </Group>
    </Paper>
  );
}

function unpricedText({ unpricedRecords, unpricedTokens, unpricedUnits }: UsageTotals): string {
  if (unpricedRecords > 0)
    return `${formatCounted(unpricedRecords, 'record')}, ${formatCompact(unpricedTokens)} tokens`;
  if (unpricedTokens > 0) return `${formatCompact(unpricedTokens)} tokens`;
  return Object.keys(unpricedUnits).length > 0 ? 'some units' : 'none';
}

function Total(props: {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly isMain?: boolean;
  readonly isAlarming?: boolean;
}): ReactNode {
  const { name, value, hint, isMain = false, isAlarming = false } = props;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text
        fz={isMain ? 20 : 16}
        lh={1.35}
        fw={600}
        title={hint}
        {...(isAlarming && { className: 'increase' })}
        {...(isMain && { 'data-testid': 'ledger-cost' })}
      >
        {value}
      </Text>
    </div>
  );
}
