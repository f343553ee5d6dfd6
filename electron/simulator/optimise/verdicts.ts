import type { LeverVerdict, OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { said, writeSentence, type SentencePart } from '#shared/domain/sentence.ts';
import { formatUsd } from '#shared/money.ts';
import { meanMonth } from '../mean-month.ts';
import { percent } from '../percent.ts';
import { findBreakEvens } from '../sensitivity/break-even.ts';
import { indexIn, scenarioInputs } from '../sensitivity/scenario-inputs.ts';
import { simulate } from '../simulate.ts';
import type { Evaluator, Outcome } from './evaluator.ts';
import { compareOutcomes, excessOf, isBelow, isPriced, type Limits } from './limits.ts';
import { scenarioOfChoice, type Choice, type Decision, type SearchSpace } from './search-space.ts';

/** What verdicts are made of. */
export interface Verdicts {
  readonly scenario: Scenario;
  readonly cards: readonly PriceCard[];
  readonly space: SearchSpace;
  readonly evaluator: Evaluator;
  readonly limits: Limits;
  readonly present: Outcome;
  readonly recommended: Outcome;
}

/**
 * What comes of each lever of the plan: what it saves alone and beside the rest of the recommended plan, whether it is to be
 * used, and where it does not pay, at which values of its own numbers it would.
 * @yields how many levers are done.
 */
export function* leverVerdicts(context: Verdicts): Generator<OptimiseProgress, readonly LeverVerdict[]> {
  const verdicts: LeverVerdict[] = [];
  const levers = context.space.decisions.filter(({ kind }) => kind === 'lever').length;
  for (const [index, decision] of context.space.decisions.entries()) {
    if (decision.kind !== 'lever') continue;
    yield { done: verdicts.length, total: levers };
    verdicts.push(verdictOf(context, decision, index));
  }
  return verdicts;
}

function verdictOf(context: Verdicts, decision: Decision, index: number): LeverVerdict {
  const { space, evaluator, recommended } = context;
  const nothing = space.decisions.map(() => 0);
  const isOn = recommended.choice[index] !== 0;
  const without = isOn ? evaluator.outcomeOf(withSetting(recommended.choice, index, 0)) : recommended;
  const withIt = isOn ? recommended : bestOn(context, decision, index);
  const alone = evaluator.outcomeOf(
    withSetting(nothing, index, isOn ? (recommended.choice[index] ?? 0) : decision.asEntered),
  );
  const figures: Figures = {
    name: decision.name,
    isOn,
    without,
    withIt,
    aloneUsd: evaluator.outcomeOf(nothing).usd - alone.usd,
    companyUsd: without.usd - withIt.usd,
    qualityGain:
      without.quality === undefined || withIt.quality === undefined ? undefined : withIt.quality - without.quality,
  };
  const verdict = kindOf(figures);
  const parts = sentenceOf(verdict, figures, context);
  return {
    leverId: decision.id,
    leverName: decision.name,
    verdict,
    aloneUsd: figures.aloneUsd,
    companyUsd: figures.companyUsd,
    costTimes: without.usd === 0 ? null : withIt.usd / without.usd,
    qualityGain: figures.qualityGain ?? null,
    sentence: writeSentence(parts, formatUsd),
    parts: [...parts],
    breakEvens: verdict === 'dont' ? breakEvensOf(context, decision, withIt.choice) : [],
  };
}

function withSetting(choice: Choice, index: number, setting: number): Choice {
  return choice.map((value, at) => (at === index ? setting : value));
}

/** The recommended plan with a lever that it leaves off, at the best of its settings. */
function bestOn({ evaluator, limits, present, recommended }: Verdicts, { settings }: Decision, index: number): Outcome {
  const [first, ...others] = [...settings.keys()]
    .slice(1)
    .map((setting) => evaluator.outcomeOf(withSetting(recommended.choice, index, setting)));
  if (first === undefined) throw new Error('A lever can be on.');
  return others.reduce((best, other) => (compareOutcomes(other, best, limits, present) < 0 ? other : best), first);
}

interface Figures {
  readonly name: string;
  /** True when the recommended plan has the lever on. */
  readonly isOn: boolean;
  readonly without: Outcome;
  readonly withIt: Outcome;
  readonly aloneUsd: number;
  readonly companyUsd: number;
  readonly qualityGain: number | undefined;
}

function kindOf({ isOn, without, withIt }: Figures): LeverVerdict['verdict'] {
  if (isBelow(withIt.usd, without.usd)) return isOn ? 'use' : 'held';
  if (isBelow(without.usd, withIt.usd)) return isOn ? 'needed' : 'dont';
  return 'idle';
}

function sentenceOf(verdict: LeverVerdict['verdict'], figures: Figures, context: Verdicts): readonly SentencePart[] {
  const { name, aloneUsd, companyUsd } = figures;
  const amount = said`${{ usd: Math.abs(companyUsd) }} a month`;
  const aloneText =
    aloneUsd >= 0 ? said`alone it saves ${{ usd: aloneUsd }}` : said`alone it costs ${{ usd: -aloneUsd }} more`;
  switch (verdict) {
    case 'use':
      return said`Use ${name}: it saves ${amount} beside the rest of the plan (${aloneText}).`;
    case 'needed':
      return said`Keep ${name}: it costs ${amount}, and without it the plan would break a limit: ${brokenLimit(figures.without, context)}.`;
    case 'held':
      return said`${name} would save ${amount} more, but with it the plan would break a limit: ${brokenLimit(figures.withIt, context)}.`;
    case 'idle':
      return said`${name} changes nothing beside the rest of the plan (${aloneText}).`;
    case 'dont':
      return said`Don’t use ${name}: beside the rest of the plan it costs ${amount} more${times(figures)}${goodAnswers(figures)} (${aloneText}).`;
  }
}

/** How many times as dear the plan becomes, where that says more than the amount. */
function times({ without, withIt }: Figures): string {
  const factor = without.usd <= 0 ? 0 : withIt.usd / without.usd;
  return factor < 1.5 ? '' : `, ${factor.toFixed(1)} times the cost`;
}

function goodAnswers({ qualityGain }: Figures): string {
  if (qualityGain === undefined || Math.abs(qualityGain) < 5e-5) return '';
  const points = `${(Math.abs(qualityGain) * 100).toFixed(1)} percentage points`;
  return qualityGain > 0 ? `, for ${points} more good answers` : `, and gives ${points} fewer good answers`;
}

function brokenLimit(outcome: Outcome, { limits, present }: Verdicts): SentencePart | readonly SentencePart[] {
  const { minQuality, maxLatencySeconds, maxMonthlyUsd, maxChanges } = limits;
  if (!isPriced(outcome, present)) return 'a price of it is not known';
  const breaks = (one: Limits): boolean => excessOf(outcome, one, present) > 0;
  if (minQuality !== undefined && breaks({ minQuality })) {
    const reached = outcome.quality === undefined ? 'an unknown share' : percent(outcome.quality);
    return `${reached} of good answers instead of ${percent(minQuality)}`;
  }
  if (maxLatencySeconds !== undefined && breaks({ maxLatencySeconds })) {
    const reached = outcome.latencySeconds === undefined ? 'an unknown wait' : secondsText(outcome.latencySeconds);
    return `${reached} instead of ${secondsText(maxLatencySeconds)}`;
  }
  if (maxChanges !== undefined && breaks({ maxChanges })) return `${outcome.changes} changes instead of ${maxChanges}`;
  if (maxMonthlyUsd !== undefined) return said`${{ usd: outcome.usd }} a month instead of ${{ usd: maxMonthlyUsd }}`;
  return 'the search found nothing better';
}

/** A wait: `2.35 s`. */
export function secondsText(seconds: number): string {
  return `${Number(seconds.toPrecision(3))} s`;
}

/** At which values of its own numbers a lever would pay beside the rest of the plan. */
function breakEvensOf({ scenario, cards, space }: Verdicts, { id }: Decision, choice: Choice): string[] {
  const withIt = scenarioOfChoice(scenario, space, choice);
  const result = simulate(withIt, cards);
  if (!result.ok) return [];
  const own = scenarioInputs(withIt, result.value).filter(
    ({ path }) => withIt.levers[indexIn(path, 'levers')]?.id === id,
  );
  return findBreakEvens(withIt, own, (changed) => {
    const month = meanMonth(changed, cards);
    if (!month.ok) return undefined;
    const { levers, usdWith } = month.value;
    const [baselineUsd, optimizedUsd] = [usdWith([]), usdWith(levers)];
    return { baselineUsd, optimizedUsd, savingUsd: baselineUsd - optimizedUsd };
  }).map(({ sentence }) => sentence);
}
