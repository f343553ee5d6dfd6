import { Group, Modal, NumberInput, Select, SimpleGrid, Switch, TagsInput, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { budgetPeriods, thresholdPresets, type BudgetEntry } from '#shared/domain/budget.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import { useApp } from '../../store/use-app.ts';
import { DialogForm, type DialogFormProps } from '../../ui/dialog-form.tsx';
import { budgetInput, draftOf, draftProblems, percentText, type BudgetDraft } from './budget-form.ts';
import { dimensionWords, periodWords } from './budget-words.ts';

/** The form of a budget. @param props.entry null = a new one. */
export function BudgetDialog(props: { readonly entry: BudgetEntry | null; readonly onClose: () => void }): ReactNode {
  const { entry, onClose } = props;
  const save = useApp((state) => state.saveBudget);
  const [draft, setDraft] = useState<BudgetDraft>(() => draftOf(entry, 'UTC'));
  const [wasTried, setTried] = useState(false);
  const problems = wasTried ? draftProblems(draft) : {};
  const change = (part: Partial<BudgetDraft>): void => setDraft({ ...draft, ...part });

  const submit: DialogFormProps['onSave'] = async () => {
    setTried(true);
    const input = budgetInput(draft, entry);
    if (input === undefined) return 'unfinished';
    return (await save(input)) ?? 'saved';
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={entry === null ? 'New budget' : `Edit ${entry.budget.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <DialogForm onSave={submit} onClose={onClose} saveLabel="Save" refusalTitle="The budget was not saved">
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={problems.name}
        />
        <SimpleGrid cols={2} spacing="sm">
          <NumberInput
            label="Amount"
            description="US dollars for one period"
            required
            hideControls
            prefix="$"
            thousandSeparator=","
            allowNegative={false}
            value={draft.amountUsd ?? ''}
            onChange={(value) => change({ amountUsd: amountOf(value) })}
            error={problems.amountUsd}
          />
          <Select
            label="For"
            description={`Days of the time zone ${draft.timeZone}`}
            allowDeselect={false}
            data={budgetPeriods.map((value) => ({ value, label: periodWords[value] }))}
            value={draft.period}
            onChange={(value) => change({ period: budgetPeriods.find((period) => period === value) ?? 'month' })}
          />
          {draft.period === 'rolling' && (
            <NumberInput
              label="Days"
              description="Today and the days before it"
              hideControls
              min={1}
              max={366}
              allowDecimal={false}
              value={draft.rollingDays}
              onChange={(value) => change({ rollingDays: typeof value === 'number' ? value : 30 })}
            />
          )}
          <TextInput
            label="Time zone"
            description="An IANA name such as Europe/Berlin"
            value={draft.timeZone}
            onChange={(event) => change({ timeZone: event.currentTarget.value })}
          />
        </SimpleGrid>
        <ScopeFields draft={draft} change={change} problem={problems.names} />
        <Group gap="sm" align="flex-end">
          <TextInput
            label="Tell me at"
            description="Percents of the amount"
            flex={1}
            value={draft.thresholds}
            onChange={(event) => change({ thresholds: event.currentTarget.value })}
            error={problems.thresholds}
          />
          <Select
            label="Or a usual set"
            w={190}
            placeholder="Choose"
            data={thresholdPresets.map(percentText)}
            value={null}
            onChange={(value) => value !== null && change({ thresholds: value })}
          />
        </Group>
        <Switch
          label="Hard limit"
          description="Shows what a gateway with this limit would have refused. Burnrate itself stops nothing."
          checked={draft.isHard}
          onChange={(event) => change({ isHard: event.currentTarget.checked })}
        />
      </DialogForm>
    </Modal>
  );
}

/** A number that is typed with an ending zero comes as text. */
function amountOf(value: string | number): number | null {
  const usd = Number(value);
  return value === '' || !Number.isFinite(usd) ? null : usd;
}

function ScopeFields(props: {
  readonly draft: BudgetDraft;
  readonly change: (part: Partial<BudgetDraft>) => void;
  readonly problem: string | undefined;
}): ReactNode {
  const { draft, change, problem } = props;
  const find = useApp((state) => state.findNames);
  const [known, setKnown] = useState<readonly string[]>([]);
  const { dimension } = draft;
  useEffect(() => {
    let isStale = false;
    async function read(of: UsageDimension): Promise<void> {
      const names = await find(of, '');
      if (!isStale) setKnown(names);
    }
    if (dimension !== null) void read(dimension);
    return () => {
      isStale = true;
    };
  }, [dimension, find]);
  return (
    <SimpleGrid cols={2} spacing="sm">
      <Select
        label="Counts"
        data={[
          { value: 'all', label: 'Everything' },
          ...usageDimensions.map((value) => ({ value, label: dimensionWords[value].label })),
        ]}
        allowDeselect={false}
        value={dimension ?? 'all'}
        onChange={(value) => change({ dimension: dimensionNamed(value), names: [] })}
      />
      {dimension === null ? (
        <span />
      ) : (
        <TagsInput
          label={`${dimensionWords[dimension].label}: which`}
          data={[...known]}
          value={[...draft.names]}
          onChange={(names) => change({ names })}
          error={problem}
        />
      )}
      <Select
        label="The amount is"
        data={[
          { value: 'all', label: 'for all together' },
          ...usageDimensions.map((value) => ({ value, label: `for each ${dimensionWords[value].one}` })),
        ]}
        allowDeselect={false}
        value={draft.each ?? 'all'}
        onChange={(value) => change({ each: dimensionNamed(value) })}
      />
    </SimpleGrid>
  );
}

function dimensionNamed(value: string | null): UsageDimension | null {
  return usageDimensions.find((dimension) => dimension === value) ?? null;
}
