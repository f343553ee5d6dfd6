import { Collapse, Divider, Group, MultiSelect, Paper, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useId, type ReactNode } from 'react';
import { meanOf } from '#shared/domain/quantity.ts';
import {
  answerComponents,
  componentLabels,
  modelsByShare,
  promptComponents,
  type AnswerComponent,
  type CacheState,
  type Call,
  type PromptComponent,
  type RequestClass,
  type TokenAmount,
} from '#shared/domain/scenario.ts';
import { isText, quantityOn } from '../../engine.ts';
import { editCall, removeCall } from '../../store/edits.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { formatCount } from '../../ui/format.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { AddPart } from './add-part.tsx';
import { LoopFields } from './loop-fields.tsx';
import { ModelMix } from './model-mix.tsx';
import { TokenRow } from './token-row.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

const cacheShares: readonly { readonly key: keyof CacheState; readonly label: string }[] = [
  { key: 'readShare', label: 'Read from cache' },
  { key: 'write5mShare', label: 'Written, 5 min' },
  { key: 'write1hShare', label: 'Written, 1 h' },
];

/** One call of a request: models with shares, tokens by part, what is cached and batched today. */
export const CallCard = memo(function CallCard(props: {
  readonly call: Call;
  /** Classes of the workload's requests; empty = none. */
  readonly classes: readonly RequestClass[];
  readonly workloadIndex: number;
  readonly callIndex: number;
  readonly startsOpen: boolean;
}): ReactNode {
  const { call, classes, workloadIndex, callIndex, startsOpen } = props;
  const [isOpen, { toggle }] = useDisclosure(startsOpen);
  const { editOnce } = useEdits();
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Paper p="xs" bg="var(--page-background)">
      <Group wrap="nowrap" gap="xs" justify="space-between">
        <UnstyledButton onClick={toggle} aria-expanded={isOpen} aria-controls={id} flex={1} miw={0}>
          <Group gap={6} wrap="nowrap">
            <Chevron size={16} aria-hidden />
            <Text size="sm" fw={600} truncate>
              {call.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {summary(call)}
            </Text>
          </Group>
        </UnstyledButton>
        <RemoveButton
          tooltip="Remove this call"
          label={`Remove the call ${call.name}`}
          onRemove={() => editOnce('Remove call', (scenario) => removeCall(scenario, workloadIndex, callIndex))}
        />
      </Group>
      <Collapse expanded={isOpen} keepMounted={false} id={id}>
        <CallInputs call={call} classes={classes} workloadIndex={workloadIndex} callIndex={callIndex} />
      </Collapse>
    </Paper>
  );
});

function CallInputs(props: {
  readonly call: Call;
  /** Classes of the workload's requests; empty = none. */
  readonly classes: readonly RequestClass[];
  readonly workloadIndex: number;
  readonly callIndex: number;
}): ReactNode {
  const { call, classes, workloadIndex, callIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].calls[${callIndex}]`;
  const [mainModel = ''] = modelsByShare(call);
  const cacheProblem = useProblemAt(`${path}.cache`);
  const nameProblem = useProblemAt(`${path}.name`);

  function change(part: string, update: (present: Call) => Call): void {
    edit(`${path}.${part}`, (scenario) => editCall(scenario, workloadIndex, callIndex, update));
  }
  function changeOnce(part: string, update: (present: Call) => Call): void {
    editOnce(`${path}.${part}`, (scenario) => editCall(scenario, workloadIndex, callIndex, update));
  }

  return (
    <Stack gap={6} pt="xs" px={4}>
      <div className="slider-row">
        <Text size="sm">Name</Text>
        <TextInput
          size="xs"
          aria-label="Call name"
          maxLength={200}
          value={call.name}
          error={nameProblem}
          onChange={(event) => {
            const name = event.currentTarget.value;
            change('name', (present) => ({ ...present, name }));
          }}
          onBlur={done}
        />
      </div>
      <QuantityField
        label="Calls per request"
        path={`${path}.callsPerRequest`}
        unit="calls per request"
        max={100}
        value={call.callsPerRequest}
        onEdit={(callsPerRequest) => change('callsPerRequest', (present) => ({ ...present, callsPerRequest }))}
        onDone={done}
      />
      {classes.length > 0 && (
        <div className="slider-row">
          <Text size="sm" title="The classes of requests that make this call; none = all of them.">
            Made for
          </Text>
          <MultiSelect
            size="xs"
            style={{ gridColumn: 'span 2' }}
            aria-label={`Classes that make ${call.name}`}
            placeholder={call.classes === undefined ? 'All classes' : ''}
            data={classes.map(({ id, name }) => ({ value: id, label: name }))}
            value={call.classes ?? []}
            onChange={(ids) =>
              changeOnce('classes', ({ classes: _earlier, ...rest }) =>
                ids.length === 0 ? rest : { ...rest, classes: ids },
              )
            }
            clearable
          />
        </div>
      )}
      <Divider label="Models" labelPosition="left" />
      <ModelMix
        models={call.models}
        path={`${path}.models`}
        onEdit={(models) => change('models', (present) => ({ ...present, models }))}
        onEditOnce={(models) => changeOnce('models', (present) => ({ ...present, models }))}
        onDone={done}
      />
      <Divider label="Tokens per call" labelPosition="left" />
      <PartRows
        components={promptComponents}
        parts={call.prompt}
        path={`${path}.prompt`}
        model={mainModel}
        onEdit={(component, update) =>
          change(`prompt.${component}`, (present) => ({ ...present, prompt: update(present.prompt) }))
        }
        onEditOnce={(component, update) =>
          changeOnce(`prompt.${component}`, (present) => ({ ...present, prompt: update(present.prompt) }))
        }
        onDone={done}
      />
      <PartRows
        components={answerComponents}
        parts={call.answer}
        path={`${path}.answer`}
        model={mainModel}
        onEdit={(component, update) =>
          change(`answer.${component}`, (present) => ({ ...present, answer: update(present.answer) }))
        }
        onEditOnce={(component, update) =>
          changeOnce(`answer.${component}`, (present) => ({ ...present, answer: update(present.answer) }))
        }
        onDone={done}
      />
      <AddPart
        present={[...Object.keys(call.prompt), ...Object.keys(call.answer)].join(' ')}
        onAddPrompt={(component) =>
          changeOnce('prompt', (present) => ({ ...present, prompt: { ...present.prompt, [component]: 200 } }))
        }
        onAddAnswer={(component) =>
          changeOnce('answer', (present) => ({ ...present, answer: { ...present.answer, [component]: 200 } }))
        }
      />
      <Divider label="Cached and batched today" labelPosition="left" />
      {cacheShares.map(({ key, label }) => (
        <ShareQuantityField
          key={key}
          label={label}
          path={`${path}.cache.${key}`}
          help="Share of all prompt tokens."
          value={call.cache[key]}
          error={cacheProblem !== undefined}
          onEdit={(value) =>
            change(`cache.${key}`, (present) => ({ ...present, cache: { ...present.cache, [key]: value } }))
          }
          onDone={done}
        />
      ))}
      <FieldProblem sentence={cacheProblem} />
      <ShareQuantityField
        label="Sent in batches"
        path={`${path}.batchShare`}
        help="Share of these calls that already go through the provider’s batch API."
        value={call.batchShare}
        onEdit={(batchShare) => change('batchShare', (present) => ({ ...present, batchShare }))}
        onDone={done}
      />
      <LoopFields call={call} path={path} onEdit={change} onEditOnce={changeOnce} onDone={done} />
    </Stack>
  );
}

type Parts<Key extends string> = Readonly<Partial<Record<Key, TokenAmount>>>;
type EditParts<Key extends string> = (component: Key, update: (parts: Parts<Key>) => Parts<Key>) => void;

/** Parts that no text tokenizer counts. */
const otherMedia: ReadonlySet<string> = new Set(['images', 'audio', 'imageOutput', 'audioOutput']);

/** A row for each part that a prompt or an answer has: its tokens, and a button that takes it out. */
function PartRows<Key extends PromptComponent | AnswerComponent>(props: {
  readonly components: readonly Key[];
  readonly parts: Parts<Key>;
  /** JSON path of the parts. */
  readonly path: string;
  /** The call's main model. */
  readonly model: string;
  readonly onEdit: EditParts<Key>;
  /** An edit that is over at once. */
  readonly onEditOnce: EditParts<Key>;
  readonly onDone: () => void;
}): ReactNode {
  const { components, parts, path, model, onEdit, onEditOnce, onDone } = props;
  return components.map((component) => {
    const amount = parts[component];
    return amount === undefined ? null : (
      <TokenRow
        key={component}
        label={componentLabels[component]}
        path={`${path}.${component}`}
        amount={amount}
        model={model}
        takesText={!otherMedia.has(component)}
        onEdit={(tokens) => onEdit(component, (present) => ({ ...present, [component]: tokens }))}
        onEditOnce={(tokens) => onEditOnce(component, (present) => ({ ...present, [component]: tokens }))}
        onDone={onDone}
        onRemove={() => onEditOnce(component, (present) => without(present, component))}
      />
    );
  });
}

function summary(call: Call): string {
  const models = call.models.length === 1 ? (call.models[0]?.model ?? '') : `${call.models.length} models`;
  const calls = meanOf(call.callsPerRequest);
  const times = calls === 1 ? '' : ` · ${formatCount(calls)} × per request`;
  return `${models} · ${formatCount(meanTokens(call, call.prompt))} in, ${formatCount(meanTokens(call, call.answer))} out${times}`;
}

function meanTokens(call: Call, parts: Readonly<Record<string, TokenAmount>>): number {
  const [model = ''] = modelsByShare(call);
  return Object.values(parts)
    .filter((amount) => !isText(amount) || amount.count !== undefined)
    .reduce((sum: number, amount) => sum + meanOf(quantityOn(amount, model)), 0);
}

function without<Key extends string>(parts: Parts<Key>, component: Key): Parts<Key> {
  const { [component]: _removed, ...rest } = parts;
  return rest as Parts<Key>;
}
