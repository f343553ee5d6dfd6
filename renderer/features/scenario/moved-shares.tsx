import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { meanOf } from '#shared/domain/quantity.ts';
import type { ModelSharesField } from '../../engine.ts';
import { sumOfMeans } from '../../store/shares.ts';
import { useApp } from '../../store/use-app.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { formatPercent } from '../../ui/format.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { nextModel } from '../../ui/next-model.ts';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import type { LeverFieldControlProps } from './lever-field-props.ts';
import { asModelShares } from './lever-values.ts';

/** The models that calls move to, each with its share; what is left keeps its model. */
export function MovedShares(
  props: Omit<LeverFieldControlProps, 'field'> & {
    readonly field: ModelSharesField;
    readonly editOnce: (value: unknown) => void;
  },
): ReactNode {
  const { field, path, value, error, onEdit, onDone, editOnce } = props;
  const catalogue = useApp((state) => state.models);
  const targets = asModelShares(value);
  const moved = sumOfMeans(targets);
  const free = nextModel(catalogue ?? [], targets);
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        {field.help}
      </Text>
      {targets.map(({ model, share }, index) => (
        // A model may be picked twice while editing, so its place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index}>
          <Group gap="xs" wrap="nowrap">
            <ModelPicker
              size="xs"
              flex={1}
              aria-label={`Model to move calls to, ${index + 1}`}
              models={catalogue}
              value={model}
              onPick={(picked) =>
                editOnce(targets.map((target, other) => (other === index ? { ...target, model: picked } : target)))
              }
            />
            <ActionIcon
              aria-label={`Move no calls to ${model}`}
              title={`Move no calls to ${model}`}
              onClick={() => editOnce(targets.filter((_target, other) => other !== index))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
          <ShareQuantityField
            label={field.label}
            path={`${path}[${index}].share`}
            help={`Share of the calls in scope that move to ${model}.`}
            value={share}
            min={field.min}
            // What the other rows leave: the shares never sum to more than all calls.
            max={Math.max(0, Math.min(field.max, Number((1 - moved + meanOf(share)).toFixed(6))))}
            step={field.step}
            onEdit={(next) =>
              onEdit(targets.map((target, other) => (other === index ? { ...target, share: next } : target)))
            }
            onDone={onDone}
          />
        </div>
      ))}
      <FieldProblem sentence={error} />
      <Group justify="space-between">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={free === undefined || moved >= 1}
          onClick={() => {
            if (free !== undefined) editOnce([...targets, { model: free, share: 0 }]);
          }}
        >
          Add model
        </Button>
        <Text size="xs" c="dimmed">
          {formatPercent(Math.max(0, 1 - moved))} of the calls keep their model
        </Text>
      </Group>
    </Stack>
  );
}
