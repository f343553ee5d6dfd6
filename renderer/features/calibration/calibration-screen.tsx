import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Calibration } from '#shared/domain/calibration.ts';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCounted } from '../../ui/format.ts';
import { NoUsageYet, useHasNoUsage } from '../../ui/no-usage.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { FitGroup } from './fit-group.tsx';
import { fitGroups } from './fit-words.ts';

/** What the ledger says of every quantity that a scenario needs, how sure that is, and what it cannot say. */
export function CalibrationScreen(): ReactNode {
  useScreenTitle('Calibration');
  const isEmpty = useHasNoUsage();
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Calibration"
        description="A baseline scenario from recorded usage. Each quantity shows what was observed and fitted; what the data cannot tell is not fitted."
      />
      {isEmpty ? (
        <NoUsageYet
          icon={<IconRulerMeasure aria-hidden />}
          description="Import a usage export or a request log. The finer it is, the more can be fitted."
        />
      ) : (
        <Content />
      )}
    </Stack>
  );
}

function Content(): ReactNode {
  const [period, setPeriod] = useState({ fromDay: '', toDay: '' });
  const fit = useApp((state) => state.fitLedger);
  const calibration = useApp((state) => state.calibration);
  const error = useApp((state) => state.calibrationError);
  const isWorking = useApp((state) => state.isCalibrating);
  const cancel = useApp((state) => state.cancelCalibration);
  return (
    <>
      <Group gap="xs" align="flex-end">
        <TextInput
          type="date"
          label="From"
          w={146}
          value={period.fromDay}
          onChange={(event) => setPeriod({ ...period, fromDay: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To, included"
          w={146}
          value={period.toDay}
          onChange={(event) => setPeriod({ ...period, toDay: event.currentTarget.value })}
        />
        <Button disabled={isWorking} onClick={() => void fit(period)}>
          Fit the ledger
        </Button>
        {calibration !== null && <OpenButton />}
      </Group>
      <div style={{ minHeight: 30 }}>
        {isWorking && <WorkProgress kind="calibrate" label="Reading the ledger" onCancel={() => void cancel()} />}
      </div>
      {error !== null && (
        <FailureNote
          title={error.code === 'cancelled' ? 'The calibration was cancelled' : 'Nothing could be fitted'}
          error={error}
          onRetry={() => void fit(period)}
        />
      )}
      {calibration !== null && <Fits calibration={calibration} />}
    </>
  );
}

function OpenButton(): ReactNode {
  const open = useApp((state) => state.openCalibrated);
  async function openScenario(): Promise<void> {
    if (await open()) window.location.hash = hashOf('scenario');
  }
  return (
    <Button variant="default" onClick={() => void openScenario()}>
      Open as a scenario
    </Button>
  );
}

function Fits({ calibration: { fits, scenario } }: { readonly calibration: Calibration }): ReactNode {
  const refused = fits.filter(({ usedAs, estimate, shape }) => usedAs === null && estimate === null && shape === null);
  return (
    <>
      <Text size="sm">
        {formatCounted(scenario.provenance?.records ?? 0, 'record')}:{' '}
        {formatCounted(fits.length - refused.length, 'fit')},{' '}
        {refused.length === 1 ? '1 quantity' : `${refused.length} quantities`} that the data cannot tell.
      </Text>
      {fitGroups.map((group) => (
        <FitGroup
          key={group.quantity}
          group={group}
          fits={fits.filter(({ quantity }) => quantity === group.quantity)}
        />
      ))}
    </>
  );
}
