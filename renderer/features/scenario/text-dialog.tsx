import { Button, Group, Modal, Progress, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import { maxTextLength, type ModelTokens, type TextAmount } from '#shared/domain/text-tokens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount } from '../../ui/format.ts';

/** How long a text must rest before it is counted, ms. */
const restMs = 250;
/** From this length on a count may take longer than a moment: its progress is shown. */
const longText = 100_000;

interface TextDialogProps {
  /** `System prompt`. */
  readonly label: string;
  /** The model that the text is counted for: the call's main one. */
  readonly model: string;
  readonly text: string;
  readonly onApply: (amount: TextAmount) => void;
  readonly onClose: () => void;
}

/** A component of a prompt given as its text: paste it, and its tokens are counted while you type. */
export function TextDialog(props: TextDialogProps): ReactNode {
  const { label, model, onApply, onClose } = props;
  const [text, setText] = useState(props.text);
  const [rested] = useDebouncedValue(text, restMs);
  const countText = useApp((state) => state.countText);
  const forget = useApp((state) => state.forgetTextCount);
  const counted = useApp(({ textCount }) => textCount);
  useEffect(() => {
    void countText(rested, model);
  }, [countText, rested, model]);
  useEffect(() => forget, [forget]);

  const answer = counted?.text === text ? counted.answer : null;
  return (
    <Modal opened onClose={onClose} title={`${label} as text`} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (answer?.ok === true) onApply({ text, count: answer.value.count });
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Text"
            description="The text stays in the scenario’s file, on this machine."
            data-autofocus
            autosize
            minRows={8}
            maxRows={18}
            maxLength={maxTextLength}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <CountLine text={text} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={answer?.ok !== true}>
              Use this text
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The count of the text as it stands, or how far the count is. Its room is the same in both cases. */
function CountLine({ text }: { readonly text: string }): ReactNode {
  const counted = useApp(({ textCount }) => textCount);
  const cancel = useApp((state) => state.cancelTextCount);
  const answer = counted?.text === text ? counted.answer : null;
  return (
    <div style={{ minHeight: 64 }} role="status">
      {answer?.ok === true && <Counted onModel={answer.value.onModel} />}
      {answer?.ok === false && <Text size="sm">{answer.error.message}</Text>}
      {answer === null && (
        <Group gap="sm" wrap="nowrap">
          <Text size="sm" c="dimmed">
            Counting…
          </Text>
          {text.length >= longText && (
            <>
              <Progress
                flex={1}
                value={(100 * (counted?.done ?? 0)) / text.length}
                aria-label="Counting the tokens of the text"
              />
              <Button size="compact-xs" variant="default" onClick={() => void cancel()}>
                Stop counting
              </Button>
            </>
          )}
        </Group>
      )}
    </div>
  );
}

function Counted({ onModel }: { readonly onModel: ModelTokens }): ReactNode {
  return (
    <>
      <Text size="sm" fw={600}>
        {describeTokens(onModel)}
      </Text>
      <Text size="xs" c="dimmed">
        On {onModel.model}: {onModel.basis}. What the provider wraps around messages and tools comes on top.
      </Text>
    </>
  );
}

/** `1,000 tokens, exact`, or an estimate with its band. */
export function describeTokens({ tokens, exactness, low, high }: ModelTokens): string {
  const amount = `${formatCount(Math.round(tokens))} ${tokens === 1 ? 'token' : 'tokens'}`;
  if (exactness === 'exact') return `${amount}, exact`;
  return `${amount}, an estimate: ${formatCount(Math.round(low))} to ${formatCount(Math.round(high))}`;
}
