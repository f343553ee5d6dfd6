import { ActionIcon, Button, Group, Paper, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { UserTier } from '#shared/domain/traffic.ts';
import { useApp } from '../../store/use-app.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { NameRow } from '../../ui/name-row.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { useProblemAt } from '../../store/use-edits.ts';

/** The parts of a tier that may be left out, with what they start from. */
const optionalParts: readonly {
  readonly key: OptionalKey;
  readonly label: string;
  readonly start: Partial<UserTier>;
}[] = [
  { key: 'dailyLimit', label: 'Add a daily limit', start: { dailyLimit: 50 } },
  { key: 'maxOutputTokens', label: 'Add a longest answer', start: { maxOutputTokens: 1000 } },
  { key: 'model', label: 'Add a model of its own', start: { model: 'openai/gpt-4o-mini' } },
  { key: 'usdPerUserMonth', label: 'Add what a user pays', start: { usdPerUserMonth: 20 } },
];
type OptionalKey = 'dailyLimit' | 'maxOutputTokens' | 'model' | 'usdPerUserMonth';

/** A longest answer is at least one whole token; a range of it is taken as it is. */
function wholeTokens(tokens: Quantity): Quantity {
  return typeof tokens === 'number' ? Math.max(1, Math.round(tokens)) : tokens;
}

/** One tier of users: how many, what they ask for, what they may use and what they pay. */
export function TierFields(props: {
  readonly tier: UserTier;
  readonly path: string;
  readonly onEdit: (key: string, change: (tier: UserTier) => UserTier) => void;
  readonly onDone: () => void;
  /** Absent = the only tier stays. */
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const { tier, path, onEdit, onDone, onRemove } = props;
  const catalogue = useApp((state) => state.models);
  const problem = useProblemAt(path);

  function set(key: keyof UserTier, change: Partial<UserTier>): void {
    onEdit(key, (present) => ({ ...present, ...change }));
  }
  function drop(key: OptionalKey): void {
    onEdit(key, ({ [key]: _dropped, ...rest }) => rest);
    onDone();
  }

  return (
    <Paper p="xs" bg="var(--page-background)" component="section" aria-label={`Tier ${tier.name}`}>
      <Stack gap={6}>
        <NameRow
          label="Name of the tier"
          name={tier.name}
          problem={problem}
          onEdit={(name) => set('name', { name })}
          onDone={onDone}
          removeLabel={`Remove the tier ${tier.name}`}
          onRemove={onRemove}
        />
        <QuantityField
          label="Users"
          path={`${path}.users`}
          unit="users"
          max={100_000}
          value={tier.users}
          onEdit={(users) => set('users', { users })}
          onDone={onDone}
        />
        <QuantityField
          label="Requests per user"
          path={`${path}.requestsPerUserPerDay`}
          unit="requests per user and day"
          max={200}
          value={tier.requestsPerUserPerDay}
          onEdit={(requestsPerUserPerDay) => set('requestsPerUserPerDay', { requestsPerUserPerDay })}
          onDone={onDone}
        />
        {tier.dailyLimit !== undefined && (
          <QuantityField
            label="Daily limit"
            path={`${path}.dailyLimit`}
            unit="requests per user and day"
            max={500}
            value={tier.dailyLimit}
            onEdit={(dailyLimit) => set('dailyLimit', { dailyLimit })}
            onDone={onDone}
            onRemove={() => drop('dailyLimit')}
          />
        )}
        {tier.maxOutputTokens !== undefined && (
          <QuantityField
            label="Longest answer"
            path={`${path}.maxOutputTokens`}
            unit="output tokens"
            max={20_000}
            value={tier.maxOutputTokens}
            onEdit={(longest) => set('maxOutputTokens', { maxOutputTokens: wholeTokens(longest) })}
            onDone={onDone}
            onRemove={() => drop('maxOutputTokens')}
          />
        )}
        {tier.model !== undefined && (
          <Group gap="xs" wrap="nowrap">
            <ModelPicker
              size="xs"
              flex={1}
              aria-label={`Model of ${tier.name}`}
              models={catalogue}
              value={tier.model}
              onPick={(model) => {
                set('model', { model });
                onDone();
              }}
            />
            <ActionIcon
              size="sm"
              aria-label={`Let ${tier.name} use each call’s own model`}
              onClick={() => drop('model')}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
        )}
        {tier.usdPerUserMonth !== undefined && (
          <QuantityField
            label="A user pays"
            path={`${path}.usdPerUserMonth`}
            unit="USD per month"
            max={500}
            value={tier.usdPerUserMonth}
            onEdit={(usdPerUserMonth) => set('usdPerUserMonth', { usdPerUserMonth })}
            onDone={onDone}
            onRemove={() => drop('usdPerUserMonth')}
          />
        )}
        <Group gap={4}>
          {optionalParts
            .filter(({ key }) => tier[key] === undefined)
            .map(({ key, label, start }) => (
              <Button
                key={key}
                variant="subtle"
                size="compact-xs"
                onClick={() => {
                  set(key, start);
                  onDone();
                }}
              >
                {label}
              </Button>
            ))}
        </Group>
      </Stack>
    </Paper>
  );
}
