import type { Expression } from '#shared/domain/expression.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import type { AnswerComponent, Call, PromptComponent } from '#shared/domain/scenario.ts';
import { difference, leaf, maximum, minimum, product, quotient, substitute, sum } from './expressions.ts';
import type { AgentLoop, CallPlan, PartPlan } from './plan.ts';
import { meanEarlierTurns, quantityLeaf } from './quantity-leaf.ts';

/** Builds the loop of a call; undefined without turns. @param path of the call. */
export function buildLoop(
  { turns }: Call,
  prompt: readonly PartPlan<PromptComponent>[],
  answer: readonly PartPlan<AnswerComponent>[],
  path: string,
): AgentLoop | undefined {
  if (turns === undefined || meanOf(turns.count) === 0) return undefined;
  const count = quantityLeaf('Turns per request', 'factor', turns.count, `${path}.turns.count`);
  const output = answer.find(({ component }) => component === 'output')?.tokens;
  const added = quantityLeaf('Tokens added per turn', 'tokens', turns.addedTokens, `${path}.turns.addedTokens`);
  const repeated = quantityLeaf(
    'Share of the output sent again',
    'share',
    turns.carriedOutputShare,
    `${path}.turns.carriedOutputShare`,
  );
  const perTurn =
    output === undefined
      ? added
      : sum('Tokens that a turn adds to the next prompt', 'tokens', [
          product('Output sent again', 'tokens', [output, repeated]),
          added,
        ]);
  const earlierTurns = meanEarlierTurns(count, turns.count, `${path}.turns.count`);
  const carried = product('Tokens of earlier turns', 'tokens', [perTurn, earlierTurns]);
  const startHistory = prompt.find(({ component }) => component === 'history')?.tokens;
  const history =
    startHistory === undefined
      ? carried
      : sum('Conversation history with earlier turns', 'tokens', [startHistory, carried]);
  return { turns: count, perTurn, earlierTurns, startHistory, history };
}

/** Puts what earlier turns left into the prompt's history. */
export function withLoopHistory(
  prompt: readonly PartPlan<PromptComponent>[],
  { history }: AgentLoop,
): readonly PartPlan<PromptComponent>[] {
  const others = prompt.filter(({ component }) => component !== 'history');
  return [...others, { component: 'history', tokens: history }];
}

const none = leaf('None', 'factor', 0, { source: 'definition' });
const one = leaf('The turn itself', 'factor', 1, { source: 'definition' });
const two = leaf('Two', 'factor', 2, { source: 'definition' });

/**
 * Mean number of earlier turns that a call carries when at most `window` of them are kept. Over a run of n turns the calls
 * carry Σ min(t, k) for t = 0 … n − 1, which is m(n − 1) − m(m − 1) ÷ 2 with m = min(n − 1, k); between whole windows the
 * formula lies up to an eighth of a turn above the sum. The spread of n is carried over as far as the window lets it.
 */
export function keptTurns({ turns, earlierTurns }: AgentLoop, window: Expression): Expression {
  const before = maximum('Turns before the last', 'factor', [none, difference('Turns − 1', 'factor', turns, one)]);
  const most = minimum('Turns kept at most', 'factor', [before, window]);
  const missing = quotient(
    'Turns that the first calls do not have yet',
    'factor',
    product('Kept × (kept − 1)', 'factor', [
      most,
      maximum('Kept − 1', 'factor', [none, difference('Kept − 1', 'factor', most, one)]),
    ]),
    two,
  );
  const inRun = difference(
    'Turns carried in a run',
    'factor',
    product('Kept × turns before the last', 'factor', [most, before]),
    missing,
  );
  const spread = difference(
    'Carried more because runs differ in length',
    'factor',
    earlierTurns,
    quotient('(Turns − 1) ÷ 2', 'factor', difference('Turns − 1', 'factor', turns, one), two),
  );
  return minimum('Earlier turns behind a call, kept', 'factor', [
    earlierTurns,
    window,
    sum('Turns carried by a mean call', 'factor', [quotient('Carried ÷ turns', 'factor', inRun, turns), spread]),
  ]);
}

/** Gives a call other answers; what a loop sends again of them follows. */
export function withAnswer(call: CallPlan, answer: CallPlan['answer']): CallPlan {
  const { loop } = call;
  const before = call.answer.find(({ component }) => component === 'output')?.tokens;
  const after = answer.find(({ component }) => component === 'output')?.tokens;
  if (loop === undefined || before === undefined || after === undefined || before === after) return { ...call, answer };
  const follow = (expression: Expression): Expression => substitute(expression, before, after);
  return {
    ...call,
    answer,
    prompt: call.prompt.map((part) => ({ ...part, tokens: follow(part.tokens) })),
    loop: { ...loop, perTurn: follow(loop.perTurn), history: follow(loop.history) },
  };
}
