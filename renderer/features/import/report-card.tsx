import { Alert, Button, CloseButton, Collapse, Group, List, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { ImportReport } from '#shared/domain/importing.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { useApp } from '../../store/use-app.ts';
import { tokenKindLabels, tokenKinds, totalTokens } from '#shared/domain/token-kinds.ts';
import {
  formatCount,
  formatCounted,
  formatInstant,
  formatLocalInstant,
  formatUsd,
  formatUsdChange,
} from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { ResidualTable } from './residual-table.tsx';

/** Rejected rows shown; the ledger keeps more. */
const shownRejects = 100;

/** What an import did: rows, prices, tokens and cost, and every row that was refused with its reason. */
export function ReportCard({
  report,
  onClose,
}: {
  readonly report: ImportReport;
  readonly onClose: () => void;
}): ReactNode {
  const period =
    report.firstMs === null || report.lastMs === null
      ? ''
      : ` · ${formatInstant(report.firstMs)} to ${formatInstant(report.lastMs)}`;
  return (
    <Section
      title={report.duplicateOf === undefined ? `Imported ${report.file}` : `${report.file} is in the ledger already`}
      description={`Read as ${report.presetName}: ${report.presetReason}${period}`}
      aside={<CloseButton aria-label={`Close the report of ${report.file}`} onClick={onClose} />}
    >
      <Stack gap="md">
        {report.duplicateOf !== undefined && (
          <Text size="sm">
            The same content was imported on {formatLocalInstant(report.duplicateOf.importedAtMs)}. Nothing was added.
          </Text>
        )}
        <SimpleGrid cols={{ base: 4, md: 7 }} spacing="sm">
          <Count name="Rows read" value={report.rowsRead} />
          <Count name="Imported" value={report.imported} />
          <Count name="Duplicate" value={report.duplicate} />
          <Count name="Without usage" value={report.empty} />
          <Count name="Billed lines" value={report.charges} />
          <Count name="Rejected" value={report.rejected} isAlarming={report.rejected > 0} />
          <Count
            name="Without a price"
            value={report.unpriced + report.partlyPriced}
            isAlarming={report.unpriced + report.partlyPriced > 0}
          />
        </SimpleGrid>
        {report.imported > 0 && <TokensAndCost report={report} />}
        {report.billedNanoUsd !== null && report.importId !== null && <ResidualTable report={report} />}
        {report.unpricedModels.length > 0 && <UnpricedModels report={report} />}
        {report.rejects.length > 0 && <Rejects report={report} />}
        {report.notes.length > 0 && (
          <List size="sm" c="dimmed">
            {report.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Section>
  );
}

function Count(props: { readonly name: string; readonly value: number; readonly isAlarming?: boolean }): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {props.name}
      </Text>
      <Text fz={18} fw={600} {...(props.isAlarming === true && { className: 'increase' })}>
        {formatCount(props.value)}
      </Text>
    </div>
  );
}

function TokensAndCost({ report }: { readonly report: ImportReport }): ReactNode {
  const kinds = tokenKinds.filter((kind) => (report.tokens[kind] ?? 0) > 0);
  const isPartial = report.unpriced + report.partlyPriced > 0;
  const isUnknown = report.priced + report.partlyPriced === 0;
  return (
    <Table aria-label="Tokens and cost of this import">
      <Table.Tbody>
        {kinds.map((kind) => (
          <Table.Tr key={kind}>
            <Table.Td>{tokenKindLabels[kind]} tokens</Table.Td>
            <Table.Td className="number-cell">{formatCount(report.tokens[kind] ?? 0)}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td>All tokens, in {formatCounted(report.requests, 'request')}</Table.Td>
          <Table.Td className="number-cell">{formatCount(totalTokens(report.tokens))}</Table.Td>
        </Table.Tr>
        <Table.Tr fw={600}>
          <Table.Td>Cost at the list price of its day{isPartial ? ', priced part only' : ''}</Table.Td>
          <Table.Td className="number-cell">{isUnknown ? 'unknown' : formatUsd(report.costUsd)}</Table.Td>
        </Table.Tr>
        {report.billedNanoUsd !== null && (
          <Table.Tr>
            <Table.Td>Stated by the file</Table.Td>
            <Table.Td className="number-cell">{formatUsd(nanoUsdToUsd(BigInt(report.billedNanoUsd)))}</Table.Td>
          </Table.Tr>
        )}
        {report.residualUsd !== null && (
          <Table.Tr>
            <Table.Td>Stated by the file minus computed</Table.Td>
            <Table.Td className="number-cell">{formatUsdChange(report.residualUsd)}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}

function UnpricedModels({ report }: { readonly report: ImportReport }): ReactNode {
  return (
    <Alert color="ember" variant="light" title="Cost unknown for some models">
      <List size="sm">
        {report.unpricedModels.map(({ provider, model, records, tokens, candidates }) => (
          <List.Item key={`${provider} ${model}`}>
            {formatCounted(tokens, 'token')} in {formatCounted(records, 'record')} of{' '}
            {provider === '' ? '' : `${provider}/`}
            {model === '' ? 'no named model' : model}.
            {candidates.length > 0 && (
              <Text size="xs" c="dimmed">
                Near names: {candidates.slice(0, 4).join(', ')}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Rejects({ report }: { readonly report: ImportReport }): ReactNode {
  const [isOpen, { toggle }] = useDisclosure(report.rejects.length <= 5);
  const saveRejects = useApp((state) => state.saveRejects);
  const { importId } = report;
  const rest = report.rejected - Math.min(report.rejects.length, shownRejects);
  return (
    <div>
      <Group gap="xs">
        <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
          {isOpen ? 'Hide' : 'Show'} the rejected rows
        </Button>
        {importId !== null && (
          <Button variant="subtle" size="compact-sm" onClick={() => void saveRejects(importId)}>
            Save them as CSV
          </Button>
        )}
      </Group>
      <Collapse expanded={isOpen} keepMounted={false}>
        <Table aria-label="Rejected rows" mt={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90} className="number-cell">
                Line
              </Table.Th>
              <Table.Th w={180}>Column</Table.Th>
              <Table.Th>Reason</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.rejects.slice(0, shownRejects).map(({ line, column, reason }) => (
              <Table.Tr key={`${line} ${column ?? ''}`}>
                <Table.Td className="number-cell">{formatCount(line)}</Table.Td>
                <Table.Td>{column ?? '–'}</Table.Td>
                <Table.Td>{reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {rest > 0 && (
          <Group mt={4}>
            <Text size="xs" c="dimmed">
              and {formatCount(rest)} more
            </Text>
          </Group>
        )}
      </Collapse>
    </div>
  );
}
