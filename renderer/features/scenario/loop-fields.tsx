import { ActionIcon, Button, Divider, Group, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { Call, ModelShare, Retries } from '#shared/domain/scenario.ts';
import { useApp } from '../../store/use-app.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import type { CallEdits } from './call-edits.ts';

interface LoopFieldsProps extends CallEdits, Pick<Call, 'turns' | 'retries'> {}

/** An agent's turns, and attempts that fail: what makes one request many calls. */
export const LoopFields = memo(function LoopFields(props: LoopFieldsProps): ReactNode {
  const { turns, retries, path, onEdit, onEditOnce, onDone } = props;
  return (
    <>
      <Divider label="Turns and retries" labelPosition="left" />
      {turns !== undefined && (
        <>
          <QuantityField
            label="Turns"
            path={`${path}.turns.count`}
            unit="turns per request"
            max={100}
            value={turns.count}
            onEdit={(count) => onEdit('turns.count', (present) => ({ ...present, turns: { ...turns, count } }))}
            onDone={onDone}
            onRemove={() => onEditOnce('turns', ({ turns: _turns, ...rest }) => rest)}
          />
          <QuantityField
            label="Added per turn"
            path={`${path}.turns.addedTokens`}
            unit="tokens of tool results and messages per turn"
            max={50_000}
            value={turns.addedTokens}
            onEdit={(addedTokens) =>
              onEdit('turns.addedTokens', (present) => ({ ...present, turns: { ...turns, addedTokens } }))
            }
            onDone={onDone}
          />
          <ShareQuantityField
            label="Output sent again"
            path={`${path}.turns.carriedOutputShare`}
            help="Share of a turn’s output that the prompts of later turns repeat."
            value={turns.carriedOutputShare}
            onEdit={(carriedOutputShare) =>
              onEdit('turns.carriedOutputShare', (present) => ({ ...present, turns: { ...turns, carriedOutputShare } }))
            }
            onDone={onDone}
          />
        </>
      )}
      {turns?.fanOut !== undefined && (
        <QuantityField
          label="Side by side"
          path={`${path}.turns.fanOut`}
          unit="runs per request, each with its own turns"
          max={20}
          value={turns.fanOut}
          onEdit={(fanOut) => onEdit('turns.fanOut', (present) => ({ ...present, turns: { ...turns, fanOut } }))}
          onDone={onDone}
          onRemove={() =>
            onEditOnce('turns.fanOut', (present) => {
              const { fanOut: _fanOut, ...rest } = turns;
              return { ...present, turns: rest };
            })
          }
        />
      )}
      {retries !== undefined && (
        <>
          <ShareQuantityField
            label="Failed attempts"
            path={`${path}.retries.rate`}
            help="Failed attempts per answered call: 2 % = one in fifty."
            value={retries.rate}
            onEdit={(rate) => onEdit('retries.rate', (present) => ({ ...present, retries: { ...retries, rate } }))}
            onDone={onDone}
          />
          <ShareQuantityField
            label="Billed of them"
            path={`${path}.retries.billedShare`}
            help="Share of a failed attempt that the provider bills."
            value={retries.billedShare}
            onEdit={(billedShare) =>
              onEdit('retries.billedShare', (present) => ({ ...present, retries: { ...retries, billedShare } }))
            }
            onDone={onDone}
          />
        </>
      )}
      {retries?.fallback !== undefined && <FallbackFields {...props} retries={retries} fallback={retries.fallback} />}
      <Group gap="xs">
        {turns !== undefined && turns.fanOut === undefined && (
          <AddButton
            onClick={() => onEditOnce('turns.fanOut', (present) => ({ ...present, turns: { ...turns, fanOut: 3 } }))}
          >
            Add runs side by side
          </AddButton>
        )}
        {retries !== undefined && retries.fallback === undefined && (
          <AddButton
            onClick={() =>
              onEditOnce('retries.fallback', (present) => ({
                ...present,
                retries: { ...retries, fallback: { model: 'openai/gpt-4o-mini', share: 0.01 } },
              }))
            }
          >
            Add a fallback model
          </AddButton>
        )}
        {turns === undefined && (
          <AddButton
            onClick={() =>
              onEditOnce('turns', (present) => ({
                ...present,
                turns: { count: 5, addedTokens: 500, carriedOutputShare: 1 },
              }))
            }
          >
            Add turns of an agent
          </AddButton>
        )}
        {retries === undefined && (
          <AddButton
            onClick={() =>
              onEditOnce('retries', (present) => ({ ...present, retries: { rate: 0.02, billedShare: 1 } }))
            }
          >
            Add retries
          </AddButton>
        )}
      </Group>
    </>
  );
});

/** The model that answers when the call's own has failed for good. */
function FallbackFields(props: CallEdits & { readonly retries: Retries; readonly fallback: ModelShare }): ReactNode {
  const { retries, fallback, path, onEdit, onEditOnce, onDone } = props;
  const catalogue = useApp((state) => state.models);
  const withFallback = (change: Partial<ModelShare>) => (present: Call) => ({
    ...present,
    retries: { ...retries, fallback: { ...fallback, ...change } },
  });
  return (
    <>
      <div className="slider-row">
        <Text size="sm">Fallback model</Text>
        <Group gap={4} wrap="nowrap" style={{ gridColumn: 'span 2' }}>
          <ModelPicker
            size="xs"
            flex={1}
            aria-label="Fallback model"
            models={catalogue}
            value={fallback.model}
            onPick={(model) => onEditOnce('retries.fallback', withFallback({ model }))}
          />
          <ActionIcon
            size="sm"
            aria-label="Remove the fallback model"
            title="Remove the fallback model"
            onClick={() =>
              onEditOnce('retries.fallback', (present) => {
                const { fallback: _fallback, ...rest } = retries;
                return { ...present, retries: rest };
              })
            }
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      </div>
      <ShareQuantityField
        label="Answered by it"
        path={`${path}.retries.fallback.share`}
        help="Share of the calls that the fallback model answers."
        value={fallback.share}
        onEdit={(share) => onEdit('retries.fallback.share', withFallback({ share }))}
        onDone={onDone}
      />
    </>
  );
}

function AddButton({ children, onClick }: { readonly children: string; readonly onClick: () => void }): ReactNode {
  return (
    <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}
