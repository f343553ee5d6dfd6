import { Alert, Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FileInspection } from '#shared/domain/importing.ts';
import type { ImportChoices } from './mapping-model.ts';

const byTheFile = 'file';

const dateOrders = [
  { value: 'mdy', label: 'The month: 03/04 is 4 March' },
  { value: 'dmy', label: 'The day: 03/04 is 3 April' },
] as const;

const decimalMarks = [
  { value: 'point', label: 'The point: 1.250 is one and a quarter' },
  { value: 'comma', label: 'The comma: 1.250 is a thousand and more' },
] as const;

/** What the beginning of a file leaves open about its dates and numbers. Absent when it leaves nothing open. */
export function DialectFields(props: {
  readonly inspection: FileInspection;
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
}): ReactNode {
  const { inspection, choices, onChange } = props;
  const questions = inspection.questions ?? [];
  if (questions.length === 0) return null;
  return (
    <Alert variant="light" color="ember" title="The file can be read in two ways">
      <Stack gap="xs">
        {questions.map(({ question, column, example }) => (
          <div key={question}>
            <Text size="sm" mb={4}>
              {column}: {example}
            </Text>
            {question === 'date-order' ? (
              <Select
                aria-label="What comes first in a date"
                w={420}
                allowDeselect={false}
                data={[{ value: byTheFile, label: 'As the rest of the file shows' }, ...dateOrders]}
                value={choices.dateOrder ?? byTheFile}
                onChange={(value) =>
                  onChange({ ...choices, dateOrder: dateOrders.find((order) => order.value === value)?.value ?? null })
                }
              />
            ) : (
              <Select
                aria-label="What marks decimals"
                w={420}
                allowDeselect={false}
                data={[{ value: byTheFile, label: 'As the rest of the file shows' }, ...decimalMarks]}
                value={choices.decimalMark ?? byTheFile}
                onChange={(value) =>
                  onChange({
                    ...choices,
                    decimalMark: decimalMarks.find((mark) => mark.value === value)?.value ?? null,
                  })
                }
              />
            )}
          </div>
        ))}
      </Stack>
    </Alert>
  );
}
