import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Saving } from '#shared/domain/overview.ts';
import { formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

const titles: Readonly<Record<Saving['kind'], string>> = { caching: 'Prompt caching', batch: 'Batch requests' };

/** What caching and batch saved this month, and could save at most; each with how it is worked out. */
export function SavingsCard({ savings }: { readonly savings: readonly Saving[] }): ReactNode {
  return (
    <Section title="Saved, and to be saved" description="This month’s usage, priced as it would be otherwise.">
      <Stack gap="sm">
        {savings.map((saving) => (
          <div key={saving.kind}>
            <Text size="sm" fw={600}>
              {titles[saving.kind]}: {savedWords(saving)}
            </Text>
            <Text size="xs" c="dimmed">
              {saving.savedBasis}
            </Text>
            <Text size="sm" mt={4}>
              {saving.possibleUsd === null
                ? 'No model in use has a price for it.'
                : `Another ${formatUsd(saving.possibleUsd)} could be saved.`}
            </Text>
            {saving.possibleUsd !== null && (
              <Text size="xs" c="dimmed">
                {saving.possibleBasis}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

function savedWords({ savedUsd }: Saving): string {
  if (Math.abs(savedUsd) < 5e-9) return 'nothing saved';
  return savedUsd > 0 ? `${formatUsd(savedUsd)} saved` : `${formatUsd(-savedUsd)} lost`;
}
