import { z } from 'zod';
import { withAnswer } from '../agent-loop.ts';
import { leaf, product, remainder } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of answers that are cut off while they stream, 0…1. */
  stoppedShare: z.number().min(0).max(1),
  /** Share of a stopped answer's output that is not generated any more, 0…1. */
  savedShare: z.number().min(0).max(1),
});
type Parameters = z.infer<typeof schema>;

/** Closes streams that nobody reads on: output × (1 − stopped × saved). What was generated before is billed. */
export const earlyStop: LeverDefinition<Parameters> = {
  kind: 'early-stop',
  name: 'Early stop of streams',
  summary: 'Ends an answer as soon as it is no longer needed; what was generated until then is billed.',
  schema,
  defaults: { stoppedShare: 0.1, savedShare: 0.5 },
  fields: [
    {
      control: 'share',
      path: 'stoppedShare',
      label: 'Answers stopped',
      help: 'Share of answers that are ended early.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'share',
      path: 'savedShare',
      label: 'Output saved in them',
      help: 'Share of a stopped answer that is not generated any more.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe: ({ stoppedShare, savedShare }) =>
    `stops ${percent(stoppedShare)} of the answers, saving ${percent(savedShare)} of each`,

  models: () => [],

  apply(plan, { stoppedShare, savedShare }, target) {
    if (stoppedShare * savedShare === 0) return { plan, notes: ['No answer is stopped early.'] };
    const saved = product('Share of output saved', 'share', [
      leaf('Share of answers stopped', 'share', stoppedShare, target.at('stoppedShare')),
      leaf('Share of their output saved', 'share', savedShare, target.at('savedShare')),
    ]);
    const left = remainder('Share of output left', saved);
    const stopped = mapCalls(plan, target, (call) =>
      withAnswer(
        call,
        call.answer.map((part) =>
          part.component === 'output'
            ? { ...part, tokens: product('Output until the stop', 'tokens', [part.tokens, left]) }
            : part,
        ),
      ),
    );
    return { plan: stopped, notes: [] };
  },
};
