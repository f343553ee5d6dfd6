import { Box, Group, Menu, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import {
  answerComponents,
  componentLabels,
  promptComponents,
  type AnswerComponent,
  type PromptComponent,
} from '#shared/domain/scenario.ts';
import { useLatest } from '../../ui/use-latest.ts';

interface AddPartProps {
  /** Names of the parts that the call has, separated by spaces. */
  readonly present: string;
  readonly onAddPrompt: (component: PromptComponent) => void;
  readonly onAddAnswer: (component: AnswerComponent) => void;
}

/** Adds a part that the call's prompt or answer does not have yet. */
export function AddPart({ present, ...callbacks }: AddPartProps): ReactNode {
  const onAddPrompt = useLatest(callbacks.onAddPrompt);
  const onAddAnswer = useLatest(callbacks.onAddAnswer);
  return <AddPartMenu present={present} onAddPrompt={onAddPrompt} onAddAnswer={onAddAnswer} />;
}

const AddPartMenu = memo(function AddPartMenu({ present, onAddPrompt, onAddAnswer }: AddPartProps): ReactNode {
  const taken = new Set(present.split(' '));
  const prompt = promptComponents.filter((component) => !taken.has(component));
  const answer = answerComponents.filter((component) => !taken.has(component));
  if (prompt.length + answer.length === 0) return null;
  return (
    <Box>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <UnstyledButton fz="xs" c="var(--saving-text)" aria-label="Add a part of the prompt or the answer">
            <Group gap={4}>
              <IconPlus size={14} aria-hidden />
              Add a part
            </Group>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {prompt.map((component) => (
            <Menu.Item key={component} onClick={() => onAddPrompt(component)}>
              {componentLabels[component]}
            </Menu.Item>
          ))}
          {prompt.length > 0 && answer.length > 0 && <Menu.Divider />}
          {answer.map((component) => (
            <Menu.Item key={component} onClick={() => onAddAnswer(component)}>
              {componentLabels[component]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Box>
  );
});
