import { ActionIcon, Button, Divider, Group, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { ModelShare } from '#shared/domain/scenario.ts';
import { removeModel } from '../../store/edits.ts';
import { setShare } from '../../store/shares.ts';
import { useApp } from '../../store/use-app.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { nextModel } from '../../ui/next-model.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { useProblemAt } from '../../store/use-edits.ts';
import type { CallEdits } from './call-edits.ts';

/** The models of a call with their shares; moving one share moves the others, so that they always sum to 100 %. */
export const ModelMix = memo(function ModelMix(
  props: CallEdits & { readonly models: readonly ModelShare[] },
): ReactNode {
  const { models, onDone } = props;
  const path = `${props.path}.models`;
  const catalogue = useApp((state) => state.models);
  const problem = useProblemAt(path);
  const free = nextModel(catalogue ?? [], models);
  function onEdit(changed: ModelShare[]): void {
    props.onEdit('models', (present) => ({ ...present, models: changed }));
  }
  function onEditOnce(changed: ModelShare[]): void {
    props.onEditOnce('models', (present) => ({ ...present, models: changed }));
  }
  return (
    <Stack gap={6}>
      <Divider label="Models" labelPosition="left" />
      {models.map(({ model, share }, index) => (
        // A model may be picked twice while editing, so its place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index}>
          <Group gap="xs" wrap="nowrap">
            <ModelPicker
              size="xs"
              flex={1}
              aria-label={`Model ${index + 1}`}
              models={catalogue}
              value={model}
              onPick={(picked) =>
                onEditOnce(models.map((entry, other) => (other === index ? { ...entry, model: picked } : entry)))
              }
            />
            {models.length > 1 && (
              <ActionIcon
                aria-label={`Remove ${model}`}
                title={`Remove ${model}`}
                onClick={() => onEditOnce(removeModel(models, index))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
          {models.length > 1 && (
            <ShareQuantityField
              label="Share of the calls"
              path={`${path}[${index}].share`}
              help={`Share of these calls that ${model} answers.`}
              value={share}
              onEdit={(next) => onEdit(setShare(models, index, next))}
              onDone={onDone}
            />
          )}
        </div>
      ))}
      <FieldProblem sentence={problem} />
      <Group>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={free === undefined}
          onClick={() => {
            if (free !== undefined) onEditOnce([...models, { model: free, share: 0 }]);
          }}
        >
          Add model
        </Button>
      </Group>
    </Stack>
  );
});
