import { countingEncoding } from '#pricing';
import { modelsByShare, type Call, type Scenario, type TokenAmount } from '#shared/domain/scenario.ts';
import { countTokens } from './count-tokens.ts';
import { textHash } from './text-hash.ts';

/**
 * Counts the texts of a scenario whose count is missing, of another text, or of another encoding than that of the call's
 * main model. A scenario whose counts are all good is given back as it is.
 */
export async function countTexts(scenario: Scenario): Promise<Scenario> {
  const isCounted = scenario.workloads.every(({ calls }) => calls.every((call) => isCallCounted(call)));
  if (isCounted) return scenario;
  const workloads = await Promise.all(
    scenario.workloads.map(async (workload) => ({
      ...workload,
      calls: await Promise.all(workload.calls.map(countCall)),
    })),
  );
  return { ...scenario, workloads };
}

function isCallCounted(call: Call): boolean {
  return [...Object.values(call.prompt), ...Object.values(call.answer)].every((amount) =>
    isAmountCounted(amount, call),
  );
}

function isAmountCounted(amount: TokenAmount, call: Call): boolean {
  if (typeof amount === 'number' || !('text' in amount)) return true;
  const { count, text } = amount;
  return count?.encoding === encodingOf(call) && count.textHash === textHash(text);
}

function encodingOf(call: Call): ReturnType<typeof countingEncoding> {
  return countingEncoding(modelsByShare(call)[0] ?? '');
}

async function countCall(call: Call): Promise<Call> {
  if (isCallCounted(call)) return call;
  return { ...call, prompt: await countAmounts(call.prompt, call), answer: await countAmounts(call.answer, call) };
}

async function countAmounts<Amounts extends Readonly<Record<string, TokenAmount>>>(
  amounts: Amounts,
  call: Call,
): Promise<Amounts> {
  const counted = await Promise.all(
    Object.entries(amounts).map(async ([component, amount]) => [component, await countAmount(amount, call)] as const),
  );
  // The same keys, each with an amount again.
  return Object.fromEntries(counted) as Amounts;
}

async function countAmount(amount: TokenAmount, call: Call): Promise<TokenAmount> {
  if (typeof amount === 'number' || !('text' in amount) || isAmountCounted(amount, call)) return amount;
  const encoding = encodingOf(call);
  const tokens = await countTokens(amount.text, encoding);
  return { text: amount.text, count: { textHash: textHash(amount.text), encoding, tokens: tokens ?? 0 } };
}
