import { Alert, Button, Group, Modal, SimpleGrid, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf } from '#shared/time.ts';
import { useApp } from '../../store/use-app.ts';
import { DialogForm, type DialogFormProps } from '../../ui/dialog-form.tsx';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { ModelPicker } from '../../ui/model-picker.tsx';
import {
  endsContextTiers,
  overrideFields,
  overrideInput,
  overrideProblems,
  type Overridable,
  type OverrideDraft,
} from './override-form.ts';
import { PriceInput } from './price-input.tsx';

export interface OverrideDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The model whose prices are overridden; null = the form asks for it. */
  readonly card: PriceCard | null;
}

/** The form for the user's own prices of one model, from a day on. */
export function OverrideDialog({ opened, onClose, card }: OverrideDialogProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={card === null ? 'Override a price' : `Override the price of ${card.displayName}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <OverrideForm onClose={onClose} card={card} />
    </Modal>
  );
}

function OverrideForm({ onClose, card }: Omit<OverrideDialogProps, 'opened'>): ReactNode {
  const models = useApp((state) => state.models);
  const save = useApp((state) => state.savePriceDocument);
  const [draft, setDraft] = useState<OverrideDraft>(() => ({
    model: card?.modelId ?? '',
    from: dayOf(Date.now()),
    until: '',
    prices: {},
    note: '',
  }));
  const [isNewModel, setNewModel] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const [wasTried, setTried] = useState(false);
  const problems = wasTried ? overrideProblems(draft) : {};
  const change = (part: Partial<OverrideDraft>): void => setDraft({ ...draft, ...part });

  function setPrice(key: Overridable, usd: number | undefined): void {
    const { [key]: _earlier, ...others } = draft.prices;
    change({ prices: usd === undefined ? others : { ...others, [key]: usd } });
  }

  const submit: DialogFormProps['onSave'] = async () => {
    setTried(true);
    const input = overrideInput(draft, isNewModel);
    if (input === null) return 'unfinished';
    return (await save('catalogue.saveOverride', input)) ?? 'saved';
  };

  return (
    <DialogForm onSave={submit} onClose={onClose} saveLabel="Save the price" refusalTitle="The price was not saved">
      {card === null && (
        <>
          {isNewModel ? (
            <TextInput
              label="New model"
              description="As your files name it: provider/model. It exists only in your catalogue."
              placeholder="acme/private-1"
              required
              value={draft.model}
              onChange={(event) => change({ model: event.currentTarget.value })}
              error={problems.model}
            />
          ) : (
            <ModelPicker
              label="Model"
              required
              models={models}
              value={draft.model === '' ? null : draft.model}
              onPick={(model) => change({ model })}
              error={problems.model}
            />
          )}
          <Switch
            label="A model that no book knows"
            checked={isNewModel}
            onChange={(event) => {
              setNewModel(event.currentTarget.checked);
              change({ model: '' });
            }}
          />
        </>
      )}
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          type="date"
          label="From"
          description="First day it holds, UTC"
          required
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
          error={problems.from}
        />
        <TextInput
          type="date"
          label="Until"
          description="First day it no longer holds; empty = open"
          value={draft.until}
          onChange={(event) => change({ until: event.currentTarget.value })}
          error={problems.until}
        />
      </SimpleGrid>
      <div>
        <Group justify="space-between" mb={4}>
          <Text size="sm" fw={500}>
            Prices
          </Text>
          <Button variant="subtle" size="compact-xs" onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
            {showsAll ? 'Show fewer' : 'Show every kind and unit'}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
          {overrideFields(card, showsAll).map((field, index) => (
            <PriceInput
              key={field.key}
              field={field}
              usd={draft.prices[field.key]}
              isFirst={card !== null && index === 0}
              onEdit={(usd) => setPrice(field.key, usd)}
            />
          ))}
        </SimpleGrid>
        <FieldProblem sentence={problems.prices} />
        <Text size="xs" c="dimmed" mt={4}>
          A field left empty keeps the price of the books.
        </Text>
      </div>
      {endsContextTiers(card, draft.prices) && (
        <Alert color="ember" variant="light">
          The books have long-context steps here. A price of yours holds for prompts of any length.
        </Alert>
      )}
      <Textarea
        label="Note"
        description="Why, or where it is from: an invoice, a page, a person"
        maxLength={1000}
        autosize
        minRows={2}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </DialogForm>
  );
}
