import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { describeIssue } from '#shared/describe-issue.ts';
import { currencySchema } from '#shared/domain/exchange-rate.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const settingsSchema = z.object({
  format: z.literal('burnrate-settings'),
  version: z.literal(1),
  /** Currency of amounts on screens. */
  displayCurrency: currencySchema.default('USD'),
});

/** What a user has chosen for all windows. */
export type Settings = Omit<z.infer<typeof settingsSchema>, 'format' | 'version'>;

/** The user's settings in the data folder. */
export interface SettingsFile {
  /** Defaults where there is no file yet. Fails `settings-unreadable` for a file that is not one of settings. */
  read(): Promise<Result<Settings>>;
  /** Changes some settings and keeps the others. Fails as `read` does: a file that cannot be read is left as it is. */
  change(changed: Partial<Settings>): Promise<Result<Settings>>;
}

const header = { format: 'burnrate-settings', version: 1 } as const;

/** Settings as a JSON file, written whole or not at all. @param file made with the first change. */
export function createSettingsFile(file: string): SettingsFile {
  async function read(): Promise<Result<Settings>> {
    const text = await textOf(file);
    let content: unknown = header;
    try {
      if (text !== undefined) content = JSON.parse(text);
    } catch {
      return unreadable(file, 'it is not JSON');
    }
    const parsed = settingsSchema.safeParse(content);
    if (!parsed.success) return unreadable(file, describeIssue(parsed.error, content, '', 'It').sentence);
    const { format: _format, version: _version, ...settings } = parsed.data;
    return success(settings);
  }

  return {
    read,
    async change(changed) {
      const before = await read();
      if (!before.ok) return before;
      const settings = { ...before.value, ...changed };
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomically(file, `${JSON.stringify({ ...header, ...settings }, null, 2)}\n`);
      return success(settings);
    },
  };
}

/** The file's text; undefined when there is none. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function unreadable(file: string, problem: string): Result<never> {
  return failure('settings-unreadable', `The settings cannot be read: ${problem.replace(/\.$/, '')}.`, {
    at: { file },
    nextStep: 'Mend the file or delete it: without it the settings are as at the start.',
  });
}
