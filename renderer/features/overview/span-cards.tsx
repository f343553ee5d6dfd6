import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Overview, PerSubject, SpanSpend } from '#shared/domain/overview.ts';
import { FigureCard } from '../../ui/figure-card.tsx';
import { formatCounted, formatPercent, formatPercentChange, formatUsd } from '../../ui/format.ts';

/** The headline figures, each with what it is compared with. */
export function SpanCards({ overview }: { readonly overview: Overview }): ReactNode {
  const { today, week, month, projection, perRequestUsd, perUser, perConversation, isPast } = overview;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <FigureCard
        title={isPast ? 'Last recorded day' : 'Today'}
        value={formatUsd(today.usd)}
        notes={spanNotes(today, 'the day before')}
        testId="spend-today"
      />
      <FigureCard
        title={isPast ? 'That week, from Monday' : 'This week, from Monday'}
        value={formatUsd(week.usd)}
        notes={spanNotes(week, 'the week before')}
      />
      <FigureCard
        title={isPast ? 'That month' : 'This month'}
        value={formatUsd(month.usd)}
        notes={spanNotes(month, 'the month before')}
        testId="spend-month"
      />
      <FigureCard
        title="Projected month"
        value={projection.usd === null ? 'unknown' : formatUsd(projection.usd)}
        notes={[projection.basis]}
      />
      <FigureCard
        title="Per request"
        value={perRequestUsd === null ? 'unknown' : formatUsd(perRequestUsd)}
        notes={[perRequestUsd === null ? 'No requests are counted.' : 'The month’s cost ÷ its requests.']}
      />
      <SubjectCard title="Per user" noun="user" subject={perUser} />
      <SubjectCard title="Per conversation" noun="conversation" subject={perConversation} />
      <FigureCard
        title="Tokens without a price"
        value={month.unpricedTokens.toLocaleString('en-US')}
        notes={[
          month.unpricedTokens === 0 ? 'Every token of the month has a price.' : 'Their cost is unknown, not zero.',
        ]}
      />
    </SimpleGrid>
  );
}

function SubjectCard(props: {
  readonly title: string;
  readonly noun: string;
  readonly subject: PerSubject | null;
}): ReactNode {
  const { title, noun, subject } = props;
  if (subject === null) return <FigureCard title={title} value="unknown" notes={[`The usage names no ${noun}.`]} />;
  return (
    <FigureCard
      title={title}
      value={formatUsd(subject.averageUsd)}
      notes={[
        `Average of ${formatCounted(subject.count, noun)}.`,
        `The dearest tenth makes ${formatPercent(subject.topTenthShare)}.`,
      ]}
    />
  );
}

function spanNotes({ usd, previousUsd, requests }: SpanSpend, before: string): readonly string[] {
  const change =
    previousUsd === null
      ? `Nothing is recorded of ${before}.`
      : previousUsd === 0
        ? `${formatUsd(0)} by then in ${before}.`
        : `${formatPercentChange(usd / previousUsd - 1)} against ${formatUsd(previousUsd)} at the same point of ${before}.`;
  return [formatCounted(requests, 'request'), change];
}
