import { Divider, Group, TextInput } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { RequestClass } from '#shared/domain/scenario.ts';
import { removeClass, renameClass, setClassShare } from '../../store/edits-workload-parts.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** The kinds of requests of a workload with their shares; moving one share moves the others. */
export const ClassFields = memo(function ClassFields(props: {
  readonly classes: readonly RequestClass[];
  readonly workloadIndex: number;
}): ReactNode {
  const { classes, workloadIndex } = props;
  const { edit, done, editOnce } = useEdits();
  const path = `workloads[${workloadIndex}].classes`;
  const problem = useProblemAt(path);
  return (
    <>
      <Divider label="Classes of requests" labelPosition="left" />
      {classes.map(({ id, name, share }, index) => (
        <Group key={id} gap={4} wrap="nowrap" align="center">
          <TextInput
            size="xs"
            w={130}
            aria-label="Name of the class"
            maxLength={200}
            value={name}
            onChange={(event) => {
              const next = event.currentTarget.value;
              edit(`${path}[${index}].name`, (scenario) => renameClass(scenario, workloadIndex, index, next));
            }}
            onBlur={done}
          />
          <div style={{ flex: 1, minWidth: 0 }}>
            <ShareQuantityField
              label="Share"
              path={`${path}[${index}].share`}
              help={`Share of the requests that are of the class ${name}.`}
              value={share}
              onEdit={(next) =>
                edit(`${path}[${index}].share`, (scenario) => setClassShare(scenario, workloadIndex, index, next))
              }
              onDone={done}
            />
          </div>
          <RemoveCross
            label={`Remove the class ${name}`}
            onRemove={() => editOnce('Remove class', (scenario) => removeClass(scenario, workloadIndex, index))}
          />
        </Group>
      ))}
      <FieldProblem sentence={problem} />
    </>
  );
});
