import { Button, Collapse, List, ScrollArea, Skeleton, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import type { ImportReport } from '#shared/domain/importing.ts';
import type { Residual } from '#shared/domain/residual.ts';
import type { Result } from '#shared/result.ts';
import { useApp } from '../../store/use-app.ts';
import { formatUsd, formatUsdChange } from '../../ui/format.ts';
import { FailureNote } from '../../ui/states.tsx';
import { residualQueryOf, residualRowName } from './residual-model.ts';

/** Billed, computed and what is between them, by day and model: folded until it is asked for. */
export function ResidualTable({ report }: { readonly report: ImportReport }): ReactNode {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
        {isOpen ? 'Hide' : 'Show'} billed against computed, by day and model
      </Button>
      <Collapse expanded={isOpen} keepMounted={false}>
        <ResidualRows report={report} />
      </Collapse>
    </div>
  );
}

function ResidualRows({ report }: { readonly report: ImportReport }): ReactNode {
  const read = useApp((state) => state.readResidual);
  const [answer, setAnswer] = useState<Result<Residual> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void read(residualQueryOf(report)).then((given) => {
      if (isCurrent) setAnswer(given);
      return given;
    });
    return () => {
      isCurrent = false;
    };
  }, [read, report]);
  if (answer === null) return <Skeleton h={120} mt={4} />;
  if (!answer.ok) return <FailureNote title="It could not be compared" error={answer.error} />;
  const { rows, totals, notes } = answer.value;
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt={4}>
        There is nothing to compare.
      </Text>
    );
  }
  return (
    <>
      <ScrollArea.Autosize mah={360} type="auto" mt={4}>
        <Table aria-label="Billed against computed" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={110}>Day, UTC</Table.Th>
              <Table.Th>Model or line</Table.Th>
              <Table.Th className="number-cell">Billed</Table.Th>
              <Table.Th className="number-cell">Computed</Table.Th>
              <Table.Th className="number-cell">Residual</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={JSON.stringify([row.keys, row.attribution, row.category, row.lines])}>
                <Table.Td>{row.keys.day ?? ''}</Table.Td>
                <Table.Td>{residualRowName(row)}</Table.Td>
                <AmountCells amounts={row} />
              </Table.Tr>
            ))}
            <Table.Tr fw={600}>
              <Table.Td colSpan={2}>All</Table.Td>
              <AmountCells amounts={totals} />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {notes.length > 0 && (
        <List size="xs" c="dimmed" mt={6}>
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function AmountCells({ amounts }: { readonly amounts: Residual['totals'] }): ReactNode {
  const { billedUsd, computedUsd, residualUsd } = amounts;
  return (
    <>
      <Table.Td className="number-cell">{billedUsd === null ? 'not billed' : formatUsd(billedUsd)}</Table.Td>
      <Table.Td className="number-cell">{computedUsd === null ? 'unknown' : formatUsd(computedUsd)}</Table.Td>
      <Table.Td className="number-cell">{residualUsd === null ? 'unknown' : formatUsdChange(residualUsd)}</Table.Td>
    </>
  );
}
