import { Button, Divider, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Call } from '#shared/domain/scenario.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareField } from '../../ui/share-field.tsx';

interface LoopFieldsProps {
  readonly call: Call;
  /** JSON path of the call. */
  readonly path: string;
  /** @param key the part of the call that changes, for undo. */
  readonly onEdit: (key: string, change: (call: Call) => Call) => void;
  readonly onEditOnce: (key: string, change: (call: Call) => Call) => void;
  readonly onDone: () => void;
}

/** An agent's turns, and attempts that fail: what makes one request many calls. */
export function LoopFields({ call, path, onEdit, onEditOnce, onDone }: LoopFieldsProps): ReactNode {
  const { turns, retries } = call;
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
          <ShareField
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
      {retries !== undefined && (
        <>
          <ShareField
            label="Failed attempts"
            path={`${path}.retries.rate`}
            help="Failed attempts per answered call: 2 % = one in fifty."
            value={retries.rate}
            onEdit={(rate) => onEdit('retries.rate', (present) => ({ ...present, retries: { ...retries, rate } }))}
            onDone={onDone}
          />
          <ShareField
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
      <Group gap="xs">
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
}

function AddButton({ children, onClick }: { readonly children: string; readonly onClick: () => void }): ReactNode {
  return (
    <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}
