import { Group, Menu, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { componentLabels, type PromptComponent } from '#shared/domain/scenario.ts';
import type { ComponentCutsField } from '../../engine.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import type { LeverFieldControlProps } from './lever-field-props.ts';
import { asCuts, type Cut } from './lever-values.ts';

/** One row for each part of the prompt that is cut, by a share of its tokens or by a number of tokens. */
export function ComponentCuts(
  props: Omit<LeverFieldControlProps, 'field'> & {
    readonly field: ComponentCutsField;
    readonly editOnce: (value: unknown) => void;
  },
): ReactNode {
  const { field, path, value, components, error, onEdit, onDone, editOnce } = props;
  const cuts = asCuts(value, field.options);
  const free = field.options.filter((option) => components.has(option) && !cuts.has(option));

  function withCut(component: PromptComponent, cut: Cut): Record<string, Cut> {
    return { ...Object.fromEntries(cuts), [component]: cut };
  }

  return (
    <Stack gap={6} className="slider-row-wide">
      <Text size="xs" c="dimmed">
        {field.help}
      </Text>
      {[...cuts].map(([component, cut]) => (
        <CutRow
          key={component}
          component={component}
          path={`${path}.${component}`}
          cut={cut}
          isThere={components.has(component)}
          maxTokens={field.maxTokens}
          onEdit={(next) => onEdit(withCut(component, next))}
          onDone={onDone}
          onSwitch={(next) => editOnce(withCut(component, next))}
          onRemove={() => editOnce(Object.fromEntries([...cuts].filter(([other]) => other !== component)))}
        />
      ))}
      <FieldProblem sentence={error} />
      {free.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <UnstyledButton fz="xs" c="var(--saving-text)" w="fit-content">
              <Group gap={4}>
                <IconPlus size={14} aria-hidden />
                Cut another part
              </Group>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((option) => (
              <Menu.Item key={option} onClick={() => editOnce(withCut(option, { share: 0.1 }))}>
                {componentLabels[option]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Stack>
  );
}

function CutRow(props: {
  readonly component: PromptComponent;
  /** JSON path of the cut. */
  readonly path: string;
  readonly cut: Cut;
  /** False when no call of the scenario has this part: the cut does nothing. */
  readonly isThere: boolean;
  readonly maxTokens: number;
  readonly onEdit: (cut: Cut) => void;
  readonly onDone: () => void;
  readonly onSwitch: (cut: Cut) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { component, path, cut, isThere, maxTokens, onEdit, onDone, onSwitch, onRemove } = props;
  const name = componentLabels[component];
  const label = isThere ? name : `${name} (in no call)`;
  const isShare = 'share' in cut;
  const action = (
    <Group gap={2} wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={`Cut ${name} by`}
        value={isShare ? 'share' : 'tokens'}
        data={[
          { value: 'share', label: '%' },
          { value: 'tokens', label: 'tok' },
        ]}
        onChange={(mode) => onSwitch(mode === 'share' ? { share: 0.1 } : { tokens: 100 })}
      />
      <RemoveCross label={`Do not cut ${name}`} onRemove={onRemove} />
    </Group>
  );
  return isShare ? (
    <ShareQuantityField
      label={label}
      path={`${path}.share`}
      help={`Share of the tokens of ${name.toLowerCase()} that are left out.`}
      value={cut.share}
      action={action}
      onEdit={(share) => onEdit({ share })}
      onDone={onDone}
    />
  ) : (
    <QuantityField
      label={label}
      path={`${path}.tokens`}
      unit="tokens cut per call"
      max={maxTokens}
      value={cut.tokens}
      action={action}
      onEdit={(tokens) => onEdit({ tokens })}
      onDone={onDone}
    />
  );
}
