import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf, msPerDay, msPerHour } from '#shared/time.ts';

/** What a made export is to hold. */
export interface MadeUsage {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly days: number;
  /** Times the usual traffic on a day (from 0): 1 = as usual. */
  readonly factorOf?: (day: number) => number;
}

const lines = [
  { provider: 'openai', model: 'gpt-4o', project: 'search', user: 'ada', share: 1 },
  { provider: 'openai', model: 'gpt-4o-mini', project: 'search', user: 'bob', share: 6 },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', project: 'support', user: 'cyd', share: 0.8 },
] as const;

/**
 * Writes an export of hourly buckets in Burnrate's own format: three models in two projects, busy by day and on weekdays, with a
 * little noise that is the same each time.
 */
export async function writeMadeUsage(folder: string, { from, days, factorOf = () => 1 }: MadeUsage): Promise<string> {
  const rows = [
    'start_time,end_time,provider,model,project,user,service_tier,prompt_above,prompt_up_to,status,log_rows,requests,input_tokens,cache_read_tokens,output_tokens',
  ];
  let noise = 1;
  for (let hour = 0; hour < days * 24; hour += 1) {
    const startMs = Date.parse(from) + hour * msPerHour;
    const weekday = new Date(startMs).getUTCDay();
    const busy = (hour % 24 >= 8 && hour % 24 < 18 ? 1 : 0.2) * (weekday === 0 || weekday === 6 ? 0.4 : 1);
    for (const { provider, model, project, user, share } of lines) {
      // A linear congruential generator (Numerical Recipes): the same noise on every machine.
      noise = (noise * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      const requests = Math.round(
        400 * busy * share * (0.85 + (0.3 * noise) / 4_294_967_296) * factorOf(Math.floor(hour / 24)),
      );
      if (requests === 0) continue;
      const tokens = [requests * 1400, requests * 500, requests * 260];
      rows.push(
        [
          startMs / 1000,
          (startMs + msPerHour) / 1000,
          provider,
          model,
          project,
          user,
          'default',
          1000,
          2000,
          'ok',
          requests,
          requests,
          ...tokens,
        ].join(','),
      );
    }
  }
  const file = join(folder, 'made-usage.csv');
  await writeFile(file, `${rows.join('\n')}\n`);
  return file;
}

/** A day some days after another, `YYYY-MM-DD`. */
export function dayAfter(from: string, days: number): string {
  return dayOf(Date.parse(from) + days * msPerDay);
}
