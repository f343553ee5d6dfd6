import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UnpricedItem } from '#shared/domain/simulation.ts';
import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
import { formatCount } from './format.ts';

/** Tokens whose cost is unknown: listed, never counted as $0. Shows nothing when every token has a price. */
export function UnpricedBanner({
  unpriced,
  candidates,
}: {
  readonly unpriced: readonly UnpricedItem[];
  /** Nearest model ids, by unknown name. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
}): ReactNode {
  if (unpriced.length === 0) return null;
  return (
    <Alert color="ember" variant="light" icon={<IconAlertTriangle aria-hidden />} title="A part of the cost is unknown">
      <List size="sm" spacing={2}>
        {unpriced.map((item) => (
          <List.Item key={`${item.side} ${item.modelId} ${item.reason}`}>
            {sentence(item)}
            {item.reason === 'no-card' && <Suggestion names={candidates.get(item.modelId) ?? []} />}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function sentence({ side, modelId, reason, tokensPerMonth, kinds }: UnpricedItem): string {
  const tokens = `${formatCount(tokensPerMonth)} tokens a month of model ${modelId}`;
  const where = side === 'baseline' ? 'in the baseline' : 'in the optimized plan';
  const what = kinds.map((kind) => tokenKindLabels[kind].toLowerCase()).join(', ');
  const why = reason === 'no-card' ? 'the model is not in the catalogue' : `its price card has no rate for ${what}`;
  return `Cost unknown for ${tokens} ${where}: ${why}. The figures leave it out.`;
}

function Suggestion({ names }: { readonly names: readonly string[] }): ReactNode {
  if (names.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      Near names: {names.slice(0, 4).join(', ')}
    </Text>
  );
}
