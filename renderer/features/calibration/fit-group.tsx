import { Badge, Group, Select, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CalibrationFit } from '#shared/domain/calibration.ts';
import { FitChart } from '../../charts/fit-chart.tsx';
import { Section } from '../../ui/section.tsx';
import { estimateWords, sampleWords, type fitGroups } from './fit-words.ts';

/** One quantity: its fits, one of which is shown in full. */
export function FitGroup(props: {
  readonly group: (typeof fitGroups)[number];
  readonly fits: readonly CalibrationFit[];
}): ReactNode {
  const { group, fits } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const fit = fits.find(({ subject }) => subject === chosen) ?? fits[0];
  if (fit === undefined) return null;
  return (
    <Section
      title={group.title}
      description={group.help}
      aside={
        fits.length > 1 && (
          <Select
            aria-label={`${group.title}: of`}
            w={320}
            allowDeselect={false}
            searchable
            data={fits.map(({ subject }) => ({ value: subject, label: subject }))}
            value={fit.subject}
            onChange={setChosen}
          />
        )
      }
    >
      <FitCard title={group.title} fit={fit} />
    </Section>
  );
}

function FitCard({ title, fit }: { readonly title: string; readonly fit: CalibrationFit }): ReactNode {
  const { sentence, subject, estimate, shape, missing, usedAs } = fit;
  return (
    <Stack gap={6}>
      <Group gap="xs">
        {missing !== null && estimate === null && shape === null ? (
          <Badge variant="light" color="gray">
            Not fitted
          </Badge>
        ) : (
          <Badge variant="light">Fitted</Badge>
        )}
        <Text size="xs" c="dimmed">
          From {sampleWords(fit)}
          {usedAs === null ? '; shown only, not in the scenario' : `; used as ${usedAs}`}.
        </Text>
      </Group>
      <Text size="sm">{sentence}</Text>
      {estimate !== null && (
        <Text size="sm" fw={600}>
          {estimateWords(estimate)}
        </Text>
      )}
      {missing !== null && (
        <Text size="sm">
          <Text span fw={600}>
            Missing:
          </Text>{' '}
          {missing}
        </Text>
      )}
      {shape !== null && (
        <FitChart key={subject} title={subject === '' ? title : `${title}, ${subject}`} shape={shape} />
      )}
    </Stack>
  );
}
