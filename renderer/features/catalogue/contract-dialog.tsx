import { ActionIcon, Button, Group, Modal, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { DialogForm, type DialogFormProps } from '../../ui/dialog-form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { contractOfDraft, type ContractDraft, type DiscountDraft } from './contract-form.ts';

const startDraft: ContractDraft = {
  name: '',
  from: '',
  until: '',
  note: '',
  discounts: [{ id: 0, provider: '', model: '', percentOff: 10 }],
};

/** The form for a contract that takes a percentage off list prices. Richer contracts come as a file. */
export function ContractDialog(props: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size="lg"
      title="Add a contract discount"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ContractForm onClose={props.onClose} />
    </Modal>
  );
}

function ContractForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const save = useApp((state) => state.savePriceDocument);
  const [draft, setDraft] = useState(startDraft);
  const change = (part: Partial<ContractDraft>): void => setDraft({ ...draft, ...part });

  function changeDiscount(id: number, part: Partial<DiscountDraft>): void {
    change({
      discounts: draft.discounts.map((discount) => (discount.id === id ? { ...discount, ...part } : discount)),
    });
  }

  const submit: DialogFormProps['onSave'] = async () => {
    const contract = contractOfDraft(draft);
    if (!contract.ok) return contract.error;
    return (await save('catalogue.saveContract', { contract: contract.value })) ?? 'saved';
  };

  return (
    <DialogForm
      onSave={submit}
      onClose={onClose}
      saveLabel="Save the contract"
      isEmpty={draft.name.trim() === ''}
      refusalTitle="The contract was not saved"
    >
      <TextInput
        label="Name"
        required
        maxLength={200}
        data-autofocus
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          type="date"
          label="From"
          description="First day, UTC; empty = since ever"
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Until"
          description="First day it no longer holds; empty = open"
          value={draft.until}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={500}>
          Discounts
        </Text>
        <Text size="xs" c="dimmed" mb={6}>
          Of several that fit a price the first one holds: they do not add up. A star stands for any characters.
        </Text>
        <Stack gap="xs">
          {draft.discounts.map((discount, index) => (
            <Group key={discount.id} gap="xs" wrap="nowrap">
              <TextInput
                aria-label={`Discount ${index + 1}: provider`}
                placeholder="any provider"
                value={discount.provider}
                onChange={(event) => changeDiscount(discount.id, { provider: event.currentTarget.value })}
                flex={1}
              />
              <TextInput
                aria-label={`Discount ${index + 1}: model`}
                placeholder="any model, or claude-*"
                value={discount.model}
                onChange={(event) => changeDiscount(discount.id, { model: event.currentTarget.value })}
                flex={1}
              />
              <NumberField
                aria-label={`Discount ${index + 1}: per cent off`}
                suffix=" % off"
                allowNegative
                decimalScale={3}
                max={100}
                value={discount.percentOff}
                onEdit={(percentOff) => changeDiscount(discount.id, { percentOff })}
                onDone={() => undefined}
                w={110}
              />
              <ActionIcon
                aria-label={`Remove discount ${index + 1}`}
                disabled={draft.discounts.length === 1}
                onClick={() => change({ discounts: draft.discounts.filter(({ id }) => id !== discount.id) })}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
        <Button
          variant="subtle"
          size="compact-xs"
          mt={6}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            change({
              discounts: [
                ...draft.discounts,
                { id: Math.max(...draft.discounts.map(({ id }) => id)) + 1, provider: '', model: '', percentOff: 10 },
              ],
            })
          }
        >
          Add a discount
        </Button>
      </div>
      <Textarea
        label="Note"
        autosize
        minRows={2}
        maxLength={5000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </DialogForm>
  );
}
