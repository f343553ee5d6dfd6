import { Stack, Switch, Text } from '@mantine/core';
import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Anomalies } from '#shared/domain/anomaly.ts';
import { AnomalyDays } from '../../charts/anomaly-days.tsx';
import { useApp } from '../../store/use-app.ts';
import { formatCounted, formatPercent, formatUsd } from '../../ui/format.ts';
import { NoUsageYet, useHasNoUsage } from '../../ui/no-usage.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { Section } from '../../ui/section.tsx';
import { SettledNumber } from '../../ui/settled-number.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { UsageFilters } from '../../ui/usage-filters.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { AnomalyCard } from './anomaly-card.tsx';

/** Days whose spend is out of line, dearest first: what explains them, and what was said of them. */
export function AnomaliesScreen(): ReactNode {
  useScreenTitle('Anomalies');
  const imports = useApp((state) => state.imports);
  const read = useApp((state) => state.readAnomalies);
  const anomalies = useApp((state) => state.anomalies);
  const error = useApp((state) => state.anomaliesError);
  const isEmpty = useHasNoUsage();
  useEffect(() => {
    if (imports !== null && !isEmpty) void read();
  }, [imports, isEmpty, read]);
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Anomalies"
        description="Days that cost more or less than their weekday and the trend say, dearest first, and what explains them."
      />
      {isEmpty ? (
        <NoUsageYet
          icon={<IconActivityHeartbeat aria-hidden />}
          description="Import a usage export or a request log. From 14 days on, unusual days can be told from chance."
        />
      ) : (
        <>
          <Floors />
          {error !== null && (
            <FailureNote title="Days could not be compared" error={error} onRetry={() => void read()} />
          )}
          {anomalies === null ? (
            error === null && <Waiting label="Comparing days" heights={[280, 200]} />
          ) : (
            <Answer anomalies={anomalies} />
          )}
        </>
      )}
    </Stack>
  );
}

/** Which usage is looked at, and from when on a day is worth a look. */
function Floors(): ReactNode {
  const { choice, minUsd, minShare } = useApp((state) => state.anomalyQuestion);
  const ask = useApp((state) => state.askAnomalies);
  return (
    <UsageFilters choice={choice} onChange={(changed) => ask({ choice: changed })}>
      <FloorField label="Worth a look from, USD" value={minUsd} onSettle={(usd) => ask({ minUsd: usd })} />
      <FloorField
        label="and from, % of expected"
        value={Math.round(1000 * minShare) / 10}
        onSettle={(percent) => ask({ minShare: percent / 100 })}
      />
    </UsageFilters>
  );
}

function FloorField(props: {
  readonly label: string;
  readonly value: number;
  readonly onSettle: (value: number) => void;
}): ReactNode {
  const { label, value, onSettle } = props;
  return (
    <SettledNumber
      label={label}
      w={176}
      value={value}
      onSettle={(typed) => {
        if (typed !== null && Number.isFinite(typed) && typed >= 0 && typed !== value) onSettle(typed);
      }}
    />
  );
}

function Answer({ anomalies }: { readonly anomalies: Anomalies }): ReactNode {
  const [hides, setHides] = useState(true);
  const known = anomalies.anomalies.filter(({ mark }) => (mark?.acknowledgedAtMs ?? null) !== null).length;
  const shown = anomalies.anomalies.filter(({ mark }) => !hides || (mark?.acknowledgedAtMs ?? null) === null);
  return (
    <>
      <AnomalyDays anomalies={anomalies} height={220} />
      <Section
        title={`${formatCounted(shown.length, 'day')} out of line`}
        description={spreadSentence(anomalies)}
        aside={
          <Switch
            label={`Hide acknowledged (${known})`}
            checked={hides}
            onChange={(event) => setHides(event.currentTarget.checked)}
          />
        }
      />
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {anomalies.anomalies.length === 0
            ? 'Every day is in line, or below the least that is worth a look.'
            : 'Every day that is out of line is acknowledged.'}
        </Text>
      )}
      {shown.map((anomaly) => (
        <AnomalyCard key={anomaly.day} anomaly={anomaly} series={anomalies.series} />
      ))}
      {anomalies.notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </>
  );
}

function spreadSentence({ spreadUsd, spreadBasis, anomalousShare }: Anomalies): string {
  const basis = { MAD: 'median deviation', IQR: 'quartiles', relative: '5 % of a typical day' }[spreadBasis];
  const share =
    anomalousShare === null
      ? ''
      : ` Extra spend of these days is ${formatPercent(anomalousShare)} of all; below 2 % is usual, above 7 % a lot.`;
  return `A day usually lies within ${formatUsd(spreadUsd)} of what is expected (${basis}); 3.5 times that is out of line.${share}`;
}
