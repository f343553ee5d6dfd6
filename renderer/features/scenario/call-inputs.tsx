import { Divider, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { memo, useCallback, type ReactNode } from 'react';
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
import type { Quantity } from '#shared/domain/quantity.ts';
import { editCall } from '../../store/edits.ts';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { AddPart } from './add-part.tsx';
import type { CallEdits, EditCall } from './call-edits.ts';
import { LoopFields } from './loop-fields.tsx';
import { ModelMix } from './model-mix.tsx';
import { TokenRow } from './token-row.tsx';

/**
 * Inputs of a call: models with shares, tokens by part, what is cached and batched today, turns and retries. Each group is
 * memoized by its own part, so that a slider renders its group alone.
 */
export function CallInputs(props: {
  readonly call: Call;
  /** Classes of the workload's requests; empty = none. */
  readonly classes: readonly RequestClass[];
  readonly workloadIndex: number;
  readonly callIndex: number;
}): ReactNode {
  const { call, classes, workloadIndex, callIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].calls[${callIndex}]`;
  const onEdit = useCallback<EditCall>(
    (part, change) => edit(`${path}.${part}`, (scenario) => editCall(scenario, workloadIndex, callIndex, change)),
    [edit, path, workloadIndex, callIndex],
  );
  const onEditOnce = useCallback<EditCall>(
    (part, change) => editOnce(`${path}.${part}`, (scenario) => editCall(scenario, workloadIndex, callIndex, change)),
    [editOnce, path, workloadIndex, callIndex],
  );
  const edits: CallEdits = { path, onEdit, onEditOnce, onDone: done };
  return (
    <Stack gap={6} pt="xs" px={4}>
      <CallName {...edits} name={call.name} />
      <QuantityField
        label="Calls per request"
        path={`${path}.callsPerRequest`}
        unit="calls per request"
        max={100}
        value={call.callsPerRequest}
        onEdit={(callsPerRequest) => onEdit('callsPerRequest', (present) => ({ ...present, callsPerRequest }))}
        onDone={done}
      />
      {classes.length > 0 && <CallClasses {...edits} name={call.name} chosen={call.classes} classes={classes} />}
      <ModelMix {...edits} models={call.models} />
      <TokenParts {...edits} prompt={call.prompt} answer={call.answer} models={call.models} />
      <CacheFields {...edits} cache={call.cache} batchShare={call.batchShare} />
      <LoopFields {...edits} turns={call.turns} retries={call.retries} />
    </Stack>
  );
}

const CallName = memo(function CallName(props: CallEdits & { readonly name: string }): ReactNode {
  const { name, path, onEdit, onDone } = props;
  const problem = useProblemAt(`${path}.name`);
  return (
    <div className="slider-row">
      <Text size="sm">Name</Text>
      <TextInput
        size="xs"
        aria-label="Call name"
        maxLength={200}
        value={name}
        error={problem}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          onEdit('name', (present) => ({ ...present, name: typed }));
        }}
        onBlur={onDone}
      />
    </div>
  );
});

/** Which classes of requests make the call. */
const CallClasses = memo(function CallClasses(
  props: CallEdits & {
    readonly name: string;
    /** Ids; undefined = all of them. */
    readonly chosen: readonly string[] | undefined;
    readonly classes: readonly RequestClass[];
  },
): ReactNode {
  const { name, chosen, classes, onEditOnce } = props;
  return (
    <div className="slider-row">
      <Text size="sm" title="The classes of requests that make this call; none = all of them.">
        Made for
      </Text>
      <MultiSelect
        size="xs"
        style={{ gridColumn: 'span 2' }}
        aria-label={`Classes that make ${name}`}
        placeholder={chosen === undefined ? 'All classes' : ''}
        data={classes.map(({ id, name: className }) => ({ value: id, label: className }))}
        value={[...(chosen ?? [])]}
        onChange={(ids) =>
          onEditOnce('classes', ({ classes: _earlier, ...rest }) =>
            ids.length === 0 ? rest : { ...rest, classes: ids },
          )
        }
        clearable
      />
    </div>
  );
});

/** The parts of the prompt and of the answer with their tokens. */
const TokenParts = memo(function TokenParts(props: CallEdits & Pick<Call, 'prompt' | 'answer' | 'models'>): ReactNode {
  const { prompt, answer, models, path, onEdit, onEditOnce, onDone } = props;
  const [mainModel = ''] = modelsByShare({ models });
  return (
    <>
      <Divider label="Tokens per call" labelPosition="left" />
      <PartRows
        components={promptComponents}
        parts={prompt}
        path={`${path}.prompt`}
        model={mainModel}
        onEdit={(component, update) =>
          onEdit(`prompt.${component}`, (present) => ({ ...present, prompt: update(present.prompt) }))
        }
        onEditOnce={(component, update) =>
          onEditOnce(`prompt.${component}`, (present) => ({ ...present, prompt: update(present.prompt) }))
        }
        onDone={onDone}
      />
      <PartRows
        components={answerComponents}
        parts={answer}
        path={`${path}.answer`}
        model={mainModel}
        onEdit={(component, update) =>
          onEdit(`answer.${component}`, (present) => ({ ...present, answer: update(present.answer) }))
        }
        onEditOnce={(component, update) =>
          onEditOnce(`answer.${component}`, (present) => ({ ...present, answer: update(present.answer) }))
        }
        onDone={onDone}
      />
      <AddPart
        present={[...Object.keys(prompt), ...Object.keys(answer)].join(' ')}
        onAddPrompt={(component) =>
          onEditOnce('prompt', (present) => ({ ...present, prompt: { ...present.prompt, [component]: 200 } }))
        }
        onAddAnswer={(component) =>
          onEditOnce('answer', (present) => ({ ...present, answer: { ...present.answer, [component]: 200 } }))
        }
      />
    </>
  );
});

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

function without<Key extends string>(parts: Parts<Key>, component: Key): Parts<Key> {
  const { [component]: _removed, ...rest } = parts;
  return rest as Parts<Key>;
}

const cacheShares: readonly { readonly key: keyof CacheState; readonly label: string }[] = [
  { key: 'readShare', label: 'Read from cache' },
  { key: 'write5mShare', label: 'Written, 5 min' },
  { key: 'write1hShare', label: 'Written, 1 h' },
];

/** What is cached and sent in batches today. */
const CacheFields = memo(function CacheFields(
  props: CallEdits & { readonly cache: CacheState; readonly batchShare: Quantity },
): ReactNode {
  const { cache, batchShare, path, onEdit, onDone } = props;
  const problem = useProblemAt(`${path}.cache`);
  return (
    <>
      <Divider label="Cached and batched today" labelPosition="left" />
      {cacheShares.map(({ key, label }) => (
        <ShareQuantityField
          key={key}
          label={label}
          path={`${path}.cache.${key}`}
          help="Share of all prompt tokens."
          value={cache[key]}
          error={problem !== undefined}
          onEdit={(value) =>
            onEdit(`cache.${key}`, (present) => ({ ...present, cache: { ...present.cache, [key]: value } }))
          }
          onDone={onDone}
        />
      ))}
      <FieldProblem sentence={problem} />
      <ShareQuantityField
        label="Sent in batches"
        path={`${path}.batchShare`}
        help="Share of these calls that already go through the provider’s batch API."
        value={batchShare}
        onEdit={(value) => onEdit('batchShare', (present) => ({ ...present, batchShare: value }))}
        onDone={onDone}
      />
    </>
  );
});
