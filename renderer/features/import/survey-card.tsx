import { Button, Group, List, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { FileDraft } from '../../store/state.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { PersonalDataSwitch } from './personal-data-switch.tsx';

/** Several files before they are imported: which import each will be part of, and which cannot be read. */
export function SurveyCard({
  draft,
}: {
  readonly draft: Extract<FileDraft, { readonly step: 'surveyed' }>;
}): ReactNode {
  const { name, survey } = draft;
  const startSurveyed = useApp((state) => state.startSurveyed);
  const discard = useApp((state) => state.discardDraft);
  const [keepsPersonalData, setKeepsPersonalData] = useState(false);
  const { groups, failures } = survey;
  return (
    <Section
      title={name}
      description={`${formatCounted(groups.length, 'import')}, one after the other; a folder of agent logs is one.`}
      aside={
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={discard}>
            Cancel
          </Button>
          <Button
            disabled={groups.length === 0}
            loading={draft.starting}
            onClick={() => void startSurveyed(keepsPersonalData ? { keepPersonalData: true } : {})}
          >
            Import all
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <ScrollArea.Autosize mah={320} type="auto">
          <Table aria-label="Files to import" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Import</Table.Th>
                <Table.Th className="number-cell" w={80}>
                  Files
                </Table.Th>
                <Table.Th>Read as</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group, index) => (
                // Two files may have one name; their place is their identity.
                // oxlint-disable-next-line react/no-array-index-key
                <Table.Tr key={index}>
                  <Table.Td>{group.name}</Table.Td>
                  <Table.Td className="number-cell">{formatCount(group.files.length)}</Table.Td>
                  <Table.Td>
                    <Text size="sm">{group.presetName}</Text>
                    <Text size="xs" c="dimmed">
                      Recognised: {group.reason}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        {failures.length > 0 && (
          <div>
            <Text size="sm" fw={500}>
              {formatCounted(failures.length, 'file')} cannot be read as usage and will be passed over
            </Text>
            <List size="sm" c="dimmed">
              {failures.slice(0, 20).map(({ file, message }) => (
                <List.Item key={`${file} ${message}`}>{message}</List.Item>
              ))}
            </List>
          </div>
        )}
        <PersonalDataSwitch checked={keepsPersonalData} onChange={setKeepsPersonalData} />
      </Stack>
    </Section>
  );
}
