import { Button, Group, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Failure } from '#shared/result.ts';
import { FailureNote } from './states.tsx';

export interface DialogFormProps {
  /** Saves what was typed. "unfinished" = a field says what is missing; a failure is shown under the fields. */
  readonly onSave: () => Promise<'saved' | 'unfinished' | Failure>;
  readonly onClose: () => void;
  /** What the button says: "Save the price". */
  readonly saveLabel: string;
  /** True = there is nothing to save yet. */
  readonly isEmpty?: boolean;
  /** Heads the failure: "The price was not saved". */
  readonly refusalTitle: string;
  readonly children: ReactNode;
}

/** The form in a dialog: its fields, what refused them, Cancel and Save. Closes when it has saved. */
export function DialogForm(props: DialogFormProps): ReactNode {
  const { onSave, onClose, saveLabel, isEmpty = false, refusalTitle, children } = props;
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);

  async function submit(): Promise<void> {
    setSaving(true);
    const outcome = await onSave();
    setSaving(false);
    if (outcome === 'saved') onClose();
    else setRefusal(outcome === 'unfinished' ? null : outcome);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        {children}
        {refusal !== null && <FailureNote title={refusalTitle} error={refusal} onClose={() => setRefusal(null)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving} disabled={isEmpty}>
            {saveLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
