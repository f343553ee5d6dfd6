import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { CalibrateCard } from './calibrate-card.tsx';
import { FileDrop } from './file-drop.tsx';
import { ImportHistory } from './import-history.tsx';
import { InspectionCard } from './inspection-card.tsx';
import { JobCards } from './job-cards.tsx';
import { SurveyCard } from './survey-card.tsx';

/** From a usage file to the ledger, and on to a calibrated baseline. */
export function ImportScreen(): ReactNode {
  const draft = useApp((state) => state.draft);
  const discard = useApp((state) => state.discardDraft);
  useScreenTitle('Import');
  return (
    <Stack gap="md" maw={1080}>
      <ScreenHeading
        title="Import"
        description="Usage goes into the ledger on this machine and is priced there. Nothing is sent anywhere."
      />
      <FileDrop />
      {draft.step === 'failed' && (
        <FailureNote title={`${draft.name} cannot be imported`} error={draft.error} onClose={discard} />
      )}
      {draft.step === 'inspected' && <InspectionCard key={draft.fileId} draft={draft} />}
      {draft.step === 'surveyed' && <SurveyCard key={draft.files[0]?.fileId ?? ''} draft={draft} />}
      <JobCards />
      <CalibrateCard />
      <ImportHistory />
    </Stack>
  );
}
