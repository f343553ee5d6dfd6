import { resolve } from 'node:path';
import { scenarioToText } from '#simulator';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import type { CommandHost } from './command-host.ts';

/** Writes a scenario where the user asked for it. Fails `file-not-written`. */
export async function writeScenarioFile(
  { workingFolder }: Pick<CommandHost, 'workingFolder'>,
  file: string,
  scenario: Scenario,
): Promise<Result<void>> {
  try {
    await writeFileAtomically(resolve(workingFolder, file), scenarioToText(scenario));
  } catch {
    return failure('file-not-written', 'The scenario cannot be written there.', { at: { file } });
  }
  return success(undefined);
}
