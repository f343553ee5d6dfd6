import { Badge, Button, Group, ScrollArea, Select, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { FileDraft } from '../../store/state.ts';
import { useApp } from '../../store/use-app.ts';
import { formatBytes, formatCounted, formatPercent } from '../../ui/format.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { Section } from '../../ui/section.tsx';
import { asksForModel, genericPresetId, importOptions, startChoices, whatIsMissing } from './mapping-model.ts';
import { MappingForm } from './mapping-form.tsx';
import { DialectFields } from './dialect-fields.tsx';
import { MappingFile } from './mapping-file.tsx';
import { MonthScaleField } from './month-scale-field.tsx';
import { PersonalDataSwitch } from './personal-data-switch.tsx';

/** Rows of the preview shown. */
const previewRows = 50;

/** Greatest height of the preview in pixels. */
const previewHeight = 236;

/** A first look at a file: what it is, what its rows look like, and what only the user can say. */
export function InspectionCard({
  draft,
}: {
  readonly draft: Extract<FileDraft, { readonly step: 'inspected' }>;
}): ReactNode {
  const { inspection, name } = draft;
  const models = useApp((state) => state.models);
  const loadModels = useApp((state) => state.loadModels);
  const startImport = useApp((state) => state.startImport);
  const discard = useApp((state) => state.discardDraft);
  const [choices, setChoices] = useState(() => startChoices(inspection));
  const needsModel = asksForModel(inspection, choices);
  const missing = whatIsMissing(inspection, choices);
  const match = inspection.matches.find(({ preset }) => preset === choices.preset);
  useEffect(() => {
    if (needsModel) void loadModels();
  }, [needsModel, loadModels]);

  const presets = [
    ...inspection.matches.map(({ preset, name }) => ({ value: preset, label: name })),
    ...(inspection.matches.some(({ preset }) => preset === genericPresetId)
      ? []
      : [{ value: genericPresetId, label: 'Any CSV, with a mapping of its columns' }]),
  ];

  return (
    <Section
      title={name}
      description={`${formatBytes(inspection.sizeBytes)} · ${formatCounted(inspection.columns.length, 'column')}`}
      aside={
        <Group gap="xs" wrap="nowrap">
          {missing !== undefined && (
            <Text size="xs" c="dimmed" ta="right" maw={260} component="output">
              {missing}
            </Text>
          )}
          <Button variant="default" onClick={discard}>
            Cancel
          </Button>
          <Button
            disabled={missing !== undefined}
            loading={draft.starting}
            onClick={() => void startImport(importOptions(inspection, choices))}
          >
            Import
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <Group align="flex-end" gap="md">
          <Select
            label="Format"
            w={420}
            allowDeselect={false}
            data={presets}
            value={choices.preset}
            onChange={(preset) => {
              if (preset !== null) setChoices({ ...choices, preset });
            }}
          />
          {match !== undefined && (
            <Badge variant="light" mb={8} color={match.confidence >= 0.7 ? 'pine' : 'ember'}>
              {formatPercent(match.confidence)} sure
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" mt={-8}>
          {match === undefined ? 'Say below which column holds what.' : `Recognised: ${match.reason}.`}
        </Text>
        {(inspection.notes ?? []).map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
        {choices.preset === genericPresetId && (
          <MappingFile choices={choices} onMapping={(mapping) => setChoices({ ...choices, mapping })} />
        )}
        {choices.preset === genericPresetId && (
          <MappingForm
            columns={inspection.columns}
            mapping={choices.mapping}
            isGuessed={inspection.guessedMapping !== undefined}
            onChange={(mapping) => setChoices({ ...choices, mapping })}
          />
        )}
        {needsModel && (
          <ModelPicker
            label="Model"
            description="The file names no model. Every row is priced as this one."
            required
            w={420}
            models={models}
            value={choices.model}
            onPick={(model) => setChoices({ ...choices, model })}
          />
        )}
        {inspection.isTrace && choices.preset !== genericPresetId && (
          <MonthScaleField
            value={choices.monthScale}
            onChange={(monthScale) => setChoices({ ...choices, monthScale })}
          />
        )}
        <DialectFields inspection={inspection} choices={choices} onChange={setChoices} />
        <PersonalDataSwitch
          checked={choices.keepPersonalData}
          onChange={(keepPersonalData) => setChoices({ ...choices, keepPersonalData })}
        />
        <Preview columns={inspection.columns} rows={inspection.previewRows} />
      </Stack>
    </Section>
  );
}

function Preview({
  columns,
  rows,
}: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): ReactNode {
  if (rows.length === 0) return <Text size="sm">The file has a header but no rows.</Text>;
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        First rows
      </Text>
      <ScrollArea.Autosize mah={previewHeight} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Preview' }}>
        <Table stickyHeader aria-label="First rows of the file" fz="xs" verticalSpacing={3} withTableBorder>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, index) => (
                // Columns may share a name; their place is their identity.
                // oxlint-disable-next-line react/no-array-index-key
                <Table.Th key={index} className="preview-cell">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, previewRows).map((row, rowIndex) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a fixed preview
              <Table.Tr key={rowIndex}>
                {columns.map((_column, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- as above
                  <Table.Td key={index} className="preview-cell" title={row[index]}>
                    {row[index]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </div>
  );
}
