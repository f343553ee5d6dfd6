import { Button } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';

/** The next step after an import: a baseline scenario from what the ledger holds. Absent while it holds nothing. */
export function CalibrateCard(): ReactNode {
  const imports = useApp((state) => state.imports);
  const calibrate = useApp((state) => state.calibrate);
  const isWorking = useApp((state) => state.isCalibrating);
  const cancel = useApp((state) => state.cancelCalibration);
  const records = (imports ?? []).reduce((sum, entry) => sum + entry.records, 0);
  if (records === 0) return null;

  async function run(): Promise<void> {
    if (await calibrate()) window.location.hash = '#/scenario';
  }

  return (
    <Section
      title="Next step"
      description={`The ledger holds ${formatCounted(records, 'usage record')}. Traffic, tokens per call, cache share and model mix of a baseline come from them.`}
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
    >
      {isWorking && <WorkProgress kind="calibrate" label="Reading the ledger" onCancel={() => void cancel()} />}
    </Section>
  );
}
