import { fewestObservations, measureWords, type LedgerQuestion } from '#shared/domain/ledger-binding.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';
import { seededRandom } from '../random.ts';
import { observe, type Observations } from './observe.ts';
import type { LeftOut } from './record-measures.ts';
import type { BindingSource } from './source.ts';

/** Fixed, so that the same ledger always gives the same quantiles where there are too many records to keep. */
const sampleSeed = 20_261_128;

/**
 * What a measure of recent usage came to, as a quantity that says how to read it anew. The mean is the ratio of sums (all
 * tokens over all requests); P5 to P95 are those of the records, days or conversations observed.
 * @param nowMs UTC ms: usage after it does not count.
 * Fails `no-usage`, `too-few-observations`, `requests-unknown` or `days-unknown`.
 */
export function resolveBinding(
  source: BindingSource,
  question: LedgerQuestion,
  nowMs: number,
): Result<EmpiricalQuantity> {
  const observations = observe(source, question, { nowMs, random: seededRandom(sampleSeed) });
  const refused = refuseUsage(observations) ?? refuseDays(question, observations) ?? refuseFew(question, observations);
  if (refused !== undefined) return refused;
  const { sample, window } = observations;
  const [p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0] = sample.quantiles([0.05, 0.25, 0.5, 0.75, 0.95]);
  return success({
    kind: 'empirical',
    mean: sample.mean,
    p5,
    p25,
    p50,
    p75,
    p95,
    records: sample.seen,
    binding: {
      ...question,
      resolvedOn: dayOf(nowMs),
      from: dayOf(window?.fromMs ?? nowMs),
      to: dayOf((window?.toMs ?? nowMs) - 1),
    },
  });
}

function refuseUsage({ window, records }: Observations): Failed | undefined {
  if (window !== undefined && records > 0) return undefined;
  return failure('no-usage', 'The ledger holds no usage for this number in the window.', {
    nextStep: 'Import usage first, choose a longer window, or filter less.',
  });
}

/** A day's requests are known only when those of all its records are: a part of them would look like less traffic. */
function refuseDays({ measure }: LedgerQuestion, { leftOut }: Observations): Failed | undefined {
  if (measure !== 'requestsPerDay') return undefined;
  const [unknown, long] = [leftOut.get('no-requests') ?? 0, leftOut.get('several-days') ?? 0];
  if (unknown > 0) {
    return failure(
      'requests-unknown',
      `Requests per day are not known: of ${count(unknown)} records the number of requests is not.`,
      {
        nextStep: 'Filter to the imports, projects or models whose records say it.',
      },
    );
  }
  if (long > 0) {
    return failure(
      'days-unknown',
      `Requests per day are not known: ${count(long)} records stand for more than a day.`,
      {
        nextStep: 'Filter to the imports whose records are shorter than a day.',
      },
    );
  }
  return undefined;
}

function refuseFew({ measure }: LedgerQuestion, { sample, leftOut }: Observations): Failed | undefined {
  if (sample.seen >= fewestObservations) return undefined;
  const { observations } = measureWords(measure);
  const why = [...leftOut].map(([reason, records]) => `${count(records)} ${reasons[reason]}`);
  const because = why.length === 0 ? '' : ` (left out: ${why.join('; ')})`;
  return failure(
    'too-few-observations',
    `The ledger gives ${sample.seen} ${observations} for this number${because}, and a range needs at least ${fewestObservations}.`,
    { nextStep: 'Choose a longer window, filter less, or give the number yourself.' },
  );
}

const reasons: Readonly<Record<LeftOut, string>> = {
  'no-requests': 'records that do not say how many requests they hold',
  'no-prompt': 'records without a prompt',
  'no-price': 'records without a price',
  'no-conversation': 'records of no conversation',
  'several-days': 'records longer than a day',
};

function count(value: number): string {
  return value.toLocaleString('en-US');
}
