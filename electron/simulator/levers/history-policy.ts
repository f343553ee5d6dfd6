import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { keptTurns } from '../agent-loop.ts';
import { difference, leaf, maximum, minimum, noTokens, product, quotient, sum } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { CallPlan, PartPlan } from '../plan.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';
import { mapCallsWithMore, type CallWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** Keep the newest messages, keep what fits a budget, or keep the newest and a summary of the rest. */
  policy: z.enum(['last-messages', 'token-budget', 'summarise']),
  /** Newest messages that are kept as they are; counts for messages and summaries. */
  messages: z.number().int().min(0).max(100_000).default(6),
  /** Mean tokens of a message of the history that a call starts with; a loop knows the size of its own. */
  tokensPerMessage: z.number().min(1).max(1e6).default(150),
  /** Most tokens of history in a prompt; counts for a budget. */
  budgetTokens: z.number().min(0).max(1e9).default(2000),
  /** Model that writes the summaries. */
  summaryModel: z.string().min(1).max(300).default('openai/gpt-4o-mini'),
  /** Tokens of a summary ÷ tokens that it stands for, 0…1. */
  compression: z.number().min(0).max(1).default(0.2),
  /** A new summary is written once in so many calls. */
  callsPerSummary: z.number().min(1).max(100_000).default(4),
  /** Tokens of the instruction that asks for a summary. */
  instructionTokens: z.number().min(0).max(1e6).default(100),
});
type Parameters = z.infer<typeof schema>;

/** A turn of a loop, or one request of a conversation, is two messages: a question and its answer. */
const messagesPerTurn = 2;

/**
 * Limits the history in the prompts. A loop of n turns that keeps k of them carries Σ min(t, k) earlier turns instead of
 * n(n − 1) ÷ 2. A summary adds its own tokens to every prompt, and a call now and then that reads the last summary and what has
 * left the window since and writes the next one.
 */
export const historyPolicy: LeverDefinition<Parameters> = {
  kind: 'history-policy',
  name: 'History policy',
  summary: 'Keeps the newest messages, a budget of tokens, or a summary instead of the whole conversation.',
  schema,
  defaults: {
    policy: 'last-messages',
    messages: 6,
    tokensPerMessage: 150,
    budgetTokens: 2000,
    summaryModel: 'openai/gpt-4o-mini',
    compression: 0.2,
    callsPerSummary: 4,
    instructionTokens: 100,
  },
  fields: [
    {
      control: 'choice',
      path: 'policy',
      label: 'Policy',
      help: 'What of the conversation is sent again with each call.',
      options: [
        { value: 'last-messages', label: 'Last messages' },
        { value: 'token-budget', label: 'Token budget' },
        { value: 'summarise', label: 'Summary' },
      ],
    },
    {
      control: 'amount',
      path: 'messages',
      label: 'Messages kept',
      help: 'Newest messages that stay as they are; a turn of an agent is two: its output and what comes back.',
      min: 0,
      max: 50,
      step: 1,
      unit: 'messages',
      shownWhen: { path: 'policy', is: ['last-messages', 'summarise'] },
    },
    {
      control: 'amount',
      path: 'tokensPerMessage',
      label: 'A message has',
      help: 'Mean tokens of a message of the history that a call starts with; an agent’s own turns know their size.',
      min: 1,
      max: 2000,
      step: 10,
      unit: 'tokens per message',
      shownWhen: { path: 'policy', is: ['last-messages', 'summarise'] },
    },
    {
      control: 'amount',
      path: 'budgetTokens',
      label: 'History at most',
      help: 'Most tokens of history in one prompt; the oldest leave first.',
      min: 0,
      max: 50_000,
      step: 100,
      unit: 'tokens per call',
      shownWhen: { path: 'policy', is: ['token-budget'] },
    },
    {
      control: 'model',
      path: 'summaryModel',
      label: 'Summaries by',
      help: 'The model that writes the summaries.',
      shownWhen: { path: 'policy', is: ['summarise'] },
    },
    {
      control: 'share',
      path: 'compression',
      label: 'Summary length',
      help: 'Tokens of the summary as a share of the tokens that it stands for.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
      shownWhen: { path: 'policy', is: ['summarise'] },
    },
    {
      control: 'amount',
      path: 'callsPerSummary',
      label: 'Calls per summary',
      help: 'A new summary is written once in so many calls.',
      min: 1,
      max: 50,
      step: 1,
      unit: 'calls',
      shownWhen: { path: 'policy', is: ['summarise'] },
    },
    {
      control: 'amount',
      path: 'instructionTokens',
      label: 'Instruction',
      help: 'Tokens of the instruction that asks for a summary.',
      min: 0,
      max: 2000,
      step: 10,
      unit: 'tokens per summary',
      shownWhen: { path: 'policy', is: ['summarise'] },
    },
  ],

  describe({ policy, messages, budgetTokens, compression, summaryModel }) {
    switch (policy) {
      case 'last-messages':
        return `keeps the last ${messages} messages`;
      case 'token-budget':
        return `keeps ${budgetTokens.toLocaleString('en-US')} tokens of history`;
      case 'summarise':
        return `keeps the last ${messages} messages and a summary of ${percent(compression)} by ${summaryModel}`;
    }
  },

  models: ({ policy, summaryModel }) => (policy === 'summarise' ? [summaryModel] : []),

  apply(plan, parameters, target) {
    let found = false;
    const notes = new Set<string>();
    const rewritten = mapCallsWithMore(plan, target, (call) => {
      const history = call.prompt.find(({ component }) => component === 'history');
      if (history === undefined) return { call };
      found = true;
      const kept = keptHistory(call, history.tokens, parameters, target);
      if (kept.value >= history.tokens.value) {
        notes.add(`${call.name}: the history is within the limit as it is.`);
        // A range may still go beyond the limit where its mean does not.
        return { call: withHistory(call, kept) };
      }
      notes.add('What is dropped is forgotten: check the quality of long conversations.');
      return parameters.policy === 'summarise'
        ? summarised(call, history.tokens, kept, parameters, target)
        : { call: withHistory(call, kept) };
    });
    return { plan: rewritten, notes: found ? [...notes] : ['No call in scope has a conversation history.'] };
  },
};

function withHistory(call: CallPlan, tokens: Expression): CallPlan {
  return {
    ...call,
    prompt: call.prompt.map((part) => (part.component === 'history' ? { component: 'history', tokens } : part)),
  };
}

/** What is left of the history as it is: of the part that a call starts with, and of what a loop adds turn by turn. */
function keptHistory(call: CallPlan, history: Expression, parameters: Parameters, target: LeverTarget): Expression {
  const { loop } = call;
  const limit = limitOf(parameters, target);
  if (loop === undefined) return minimum('Conversation history, kept', 'tokens', [history, limit.tokens]);
  // What earlier levers left of the history is taken to hold for every turn of it.
  const scaled = (tokens: Expression): Expression =>
    history === loop.history || loop.history.value === 0
      ? tokens
      : product('As earlier levers left it', 'tokens', [
          tokens,
          quotient('Share of the history left', 'share', history, loop.history),
        ]);
  const start = loop.startHistory === undefined ? undefined : scaled(loop.startHistory);
  const keptStart = start === undefined ? noTokens : minimum('Kept of the start', 'tokens', [start, limit.tokens]);
  const perTurn = scaled(loop.perTurn);
  if (perTurn.value === 0) return keptStart;
  const window =
    limit.turns ??
    quotient(
      'Turns that fit the budget',
      'factor',
      maximum('Budget that is left', 'tokens', [
        noTokens,
        difference('Budget − start', 'tokens', limit.tokens, keptStart),
      ]),
      perTurn,
    );
  const carried = product('Tokens of earlier turns, kept', 'tokens', [perTurn, keptTurns(loop, window)]);
  return sum('Conversation history, kept', 'tokens', [keptStart, carried]);
}

/** The limit in tokens of the start's messages, and in turns of a loop where it is not one of tokens. */
function limitOf(
  { policy, messages, tokensPerMessage, budgetTokens }: Parameters,
  { at }: LeverTarget,
): { readonly tokens: Expression; readonly turns?: Expression } {
  if (policy === 'token-budget') {
    return { tokens: leaf('Budget of history', 'tokens', budgetTokens, at('budgetTokens')) };
  }
  const kept = leaf('Messages kept', 'factor', messages, at('messages'));
  const size = leaf('Tokens per message', 'tokens', tokensPerMessage, at('tokensPerMessage'));
  return {
    tokens: product('Tokens of the messages kept', 'tokens', [kept, size]),
    turns: quotient('Turns kept', 'factor', kept, twoMessages),
  };
}

const twoMessages = leaf('Messages of a turn', 'factor', messagesPerTurn, { source: 'definition' });

/** The call with a summary in its prompt, and the call that writes it. */
function summarised(
  call: CallPlan,
  history: Expression,
  kept: Expression,
  parameters: Parameters,
  { at }: LeverTarget,
): CallWithMore {
  const dropped = difference('History beyond the window', 'tokens', history, kept);
  const summary = product('Summary', 'tokens', [
    dropped,
    leaf('Length of the summary', 'share', parameters.compression, at('compression')),
  ]);
  const every = leaf('Calls per summary', 'factor', parameters.callsPerSummary, at('callsPerSummary'));
  const leaving =
    call.loop?.perTurn ??
    product('Tokens of a request and its answer', 'tokens', [
      twoMessages,
      leaf('Tokens per message', 'tokens', parameters.tokensPerMessage, at('tokensPerMessage')),
    ]);
  const prompt: readonly PartPlan<'system' | 'history'>[] = [
    {
      component: 'system',
      tokens: leaf('Instruction to summarise', 'tokens', parameters.instructionTokens, at('instructionTokens')),
    },
    {
      component: 'history',
      tokens: sum('Last summary and what left the window since', 'tokens', [
        summary,
        product('Left the window since', 'tokens', [leaving, every]),
      ]),
    },
  ];
  const { retries: _ownRetries, loop: _ownLoop, ...rest } = call;
  return {
    call: withHistory(call, sum('Conversation history with its summary', 'tokens', [kept, summary])),
    calls: [
      {
        ...rest,
        id: `${call.id}-summary`,
        name: `${call.name}: summaries`,
        callsPerRequest: quotient('Summaries per request', 'calls', call.callsPerRequest, every),
        routes: [
          { modelId: parameters.summaryModel, share: leaf('All summaries', 'share', 1, { source: 'definition' }) },
        ],
        prompt,
        answer: [{ component: 'output', tokens: summary }],
        promptSpread: { low: 1, high: 1 },
        cache: { kind: 'none' },
        tierShares: [],
      },
    ],
  };
}
