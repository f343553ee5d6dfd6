import type { CalibrationFit } from '#shared/domain/calibration.ts';
import { refused } from './arrivals.ts';
import { mean, slope } from '../statistics.ts';
import type { Turn } from './observations.ts';

/** Conversations of several turns below which nothing is said. */
const fewestConversations = 20;
/** Turns that the line is shown for. */
const shownTurns = 20;

/**
 * How prompts grow from turn to turn: in each conversation the slope of the prompt over the turns, and the mean of those slopes
 * with its interval over the conversations.
 */
export function conversationsFit(conversations: Iterable<readonly Turn[]>): CalibrationFit {
  const ordered = [...conversations]
    .filter((turns) => turns.length >= 3)
    .map((turns) => turns.toSorted((left, right) => left.atMs - right.atMs));
  const base = { quantity: 'conversations' as const, subject: '', sample: ordered.length, sampleOf: 'conversations' };
  if (ordered.length < fewestConversations) {
    return refused(
      base,
      `${ordered.length === 0 ? 'No conversation' : `${ordered.length} conversations`} of three turns or more can be seen.`,
      `${fewestConversations} conversations of three turns or more, one record a request, each naming its conversation or session`,
    );
  }
  const slopes = ordered.map((turns) => slope(turns.map(({ promptTokens }) => promptTokens)));
  const value = mean(slopes);
  const variance = slopes.reduce((sum, each) => sum + (each - value) ** 2, 0) / (slopes.length - 1);
  const reach = 1.96 * Math.sqrt(variance / slopes.length);
  const first = mean(ordered.map((turns) => turns[0]?.promptTokens ?? 0));
  const meanTurns = mean(ordered.map((turns) => turns.length));
  return {
    ...base,
    sentence: `Each turn adds ${Math.round(value).toLocaleString('en-US')} tokens to the next prompt; ${meanTurns.toFixed(1)} turns in the mean.`,
    estimate: { value, lower: value - reach, upper: value + reach, unit: 'tokens' },
    shape: {
      kind: 'line',
      unit: 'tokens',
      points: Array.from({ length: shownTurns }, (_none, turn) => {
        const prompts = ordered.flatMap((turns) => turns[turn]?.promptTokens ?? []);
        return {
          name: `Turn ${turn + 1}`,
          observed: mean(prompts),
          fitted: first + value * turn,
          count: prompts.length,
        };
      })
        .filter(({ count }) => count >= 5)
        .map(({ name, observed, fitted }) => ({ name, observed, fitted })),
    },
    missing: null,
    usedAs: null,
  };
}
