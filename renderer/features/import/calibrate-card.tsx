import { Button, Group, List, Modal, Text } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCompact } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** The next step after an import: a baseline scenario from what the ledger holds. */
export function CalibrateCard(): ReactNode {
  const imports = useApp((state) => state.imports);
  const calibrate = useApp((state) => state.calibrate);
  const [isWorking, setWorking] = useState(false);
  const [calibrated, setCalibrated] = useState<Scenario | null>(null);
  const records = (imports ?? []).reduce((sum, entry) => sum + entry.records, 0);

  async function run(): Promise<void> {
    setWorking(true);
    const scenario = await calibrate();
    setWorking(false);
    if (scenario !== undefined) setCalibrated(scenario);
  }

  return (
    <>
      {records > 0 && (
        <Section
          title="Next step"
          description={`The ledger holds ${formatCompact(records)} usage records: enough for traffic, token distributions, cache share and model mix of a baseline.`}
          aside={
            <Button
              leftSection={<IconRulerMeasure size={18} aria-hidden />}
              loading={isWorking}
              onClick={() => void run()}
              style={{ flexShrink: 0 }}
            >
              Calibrate a baseline scenario
            </Button>
          }
        />
      )}
      <Modal
        opened={calibrated !== null}
        onClose={() => setCalibrated(null)}
        title="Baseline calibrated"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {calibrated !== null && <CalibrationSummary scenario={calibrated} onClose={() => setCalibrated(null)} />}
      </Modal>
    </>
  );
}

function CalibrationSummary({
  scenario,
  onClose,
}: {
  readonly scenario: Scenario;
  readonly onClose: () => void;
}): ReactNode {
  const assumptions = scenario.provenance?.assumptions ?? [];
  return (
    <>
      <Text size="sm">“{scenario.name}” is in the library and open.</Text>
      {assumptions.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="sm">
            What the data could not tell, and what was assumed
          </Text>
          <List size="sm" spacing={4} mt={4}>
            {assumptions.map((assumption) => (
              <List.Item key={assumption}>{assumption}</List.Item>
            ))}
          </List>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Stay here
        </Button>
        <Button component="a" href="#/scenario" onClick={onClose} data-autofocus>
          Open the scenario
        </Button>
      </Group>
    </>
  );
}
