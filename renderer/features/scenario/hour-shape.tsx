import { Box, Group, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { formatPercent } from '../../ui/format.ts';

/** The share of a day's requests in each UTC hour, as small bars with a sentence. */
export const HourShape = memo(function HourShape({ shares }: { readonly shares: readonly number[] }): ReactNode {
  const largest = Math.max(...shares);
  const peak = shares.indexOf(largest);
  const busy = shares.filter((share) => share > 0).length;
  const sentence =
    busy === 1
      ? `All usage fell into the hour from ${hour(peak)} UTC.`
      : `Busiest hour from ${hour(peak)} UTC with ${formatPercent(largest)} of the day’s requests.`;
  return (
    <Group gap="sm" wrap="nowrap">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn, not a file */}
      <Group gap={2} align="flex-end" wrap="nowrap" h={24} role="img" aria-label={`Requests by hour. ${sentence}`}>
        {shares.map((share, index) => (
          <Box
            // The 24 hours of a day have a fixed order.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            w={5}
            h={Math.max(2, largest === 0 ? 2 : (share / largest) * 24)}
            bg={share === 0 ? 'var(--chart-grid)' : 'var(--chart-saving)'}
            style={{ borderRadius: 1 }}
            title={`${hour(index)} UTC: ${formatPercent(share)}`}
          />
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {sentence}
      </Text>
    </Group>
  );
});

function hour(index: number): string {
  return `${String(index).padStart(2, '0')}:00`;
}
