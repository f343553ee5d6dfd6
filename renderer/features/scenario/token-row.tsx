import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText } from '@tabler/icons-react';
import { lazy, memo, Suspense, type ReactNode } from 'react';
import type { TokenAmount } from '#shared/domain/scenario.ts';
import type { TextAmount } from '#shared/domain/text-tokens.ts';
import { isText, tokensOfText } from '../../engine.ts';
import { InputNote } from '../../ui/input-note.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';
import { RowHead } from '../../ui/row-head.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { useProblemAt } from '../../store/use-edits.ts';

const TextDialog = lazy(async () => ({ default: (await import('./text-dialog.tsx')).TextDialog }));

interface TokenRowProps {
  readonly label: string;
  /** JSON path of the amount. */
  readonly path: string;
  readonly amount: TokenAmount;
  /** The call's main model: texts are counted for it. */
  readonly model: string;
  /** False for parts that are no text: images, audio. */
  readonly takesText: boolean;
  readonly onEdit: (amount: TokenAmount) => void;
  /** An edit that is over at once. */
  readonly onEditOnce: (amount: TokenAmount) => void;
  readonly onDone: () => void;
  readonly onRemove: () => void;
}

/** A row for the tokens of one part: a number, a range, or the text itself with its count. */
export function TokenRow(props: TokenRowProps): ReactNode {
  const { label, path, amount, model, takesText, onEdit, onEditOnce, onDone, onRemove } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  const problem = useProblemAt(path);
  return (
    <>
      {isText(amount) ? (
        <TextRow
          label={label}
          path={path}
          amount={amount}
          model={model}
          onOpen={open}
          onRemove={onRemove}
          onUseNumber={onEditOnce}
        />
      ) : (
        <QuantityField
          label={label}
          path={path}
          unit="tokens per call"
          max={200_000}
          value={amount}
          error={problem}
          onEdit={onEdit}
          onDone={onDone}
          onRemove={onRemove}
          textAction={takesText ? open : undefined}
        />
      )}
      {isOpen && (
        <Suspense>
          <TextDialog
            label={label}
            model={model}
            text={isText(amount) ? amount.text : ''}
            onClose={close}
            onApply={(text: TextAmount) => {
              onEditOnce(text);
              close();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface TextRowProps {
  readonly label: string;
  readonly path: string;
  readonly amount: TextAmount;
  readonly model: string;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
  readonly onUseNumber: (tokens: number) => void;
}

function TextRow({ onOpen, onRemove, onUseNumber, ...props }: TextRowProps): ReactNode {
  return (
    <StaticTextRow
      {...props}
      onOpen={useLatest(onOpen)}
      onRemove={useLatest(onRemove)}
      onUseNumber={useLatest(onUseNumber)}
    />
  );
}

const StaticTextRow = memo(function StaticTextRow(props: TextRowProps): ReactNode {
  const { label, path, amount, model, onOpen, onRemove, onUseNumber } = props;
  const tokens = amount.count === undefined ? undefined : tokensOfText(amount, model);
  return (
    <div className="slider-row">
      <RowHead label={label}>
        <InputNote path={path} label={label} />
        <RemoveCross label={`Remove ${label}`} onRemove={onRemove} />
      </RowHead>
      <Group gap="xs" wrap="wrap" style={{ gridColumn: 'span 2' }}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconFileText size={14} aria-hidden />}
          aria-label={`Edit the text of ${label}`}
          onClick={onOpen}
        >
          Edit text
        </Button>
        <Text size="sm" title={tokens?.basis}>
          {tokens === undefined ? 'Not counted yet' : tokenSentence(tokens)}
        </Text>
        {tokens !== undefined && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Use a number for ${label} instead of its text`}
            onClick={() => onUseNumber(Math.round(tokens.tokens))}
          >
            Use a number
          </Button>
        )}
      </Group>
    </div>
  );
});

function tokenSentence({ tokens, exactness, low, high }: ReturnType<typeof tokensOfText>): string {
  const counted = Math.round(tokens).toLocaleString('en-US');
  if (exactness === 'exact') return `${counted} tokens, exact`;
  const [from, to] = [low, high].map((bound) => Math.round(bound).toLocaleString('en-US'));
  return `about ${counted} tokens (${from}–${to})`;
}
