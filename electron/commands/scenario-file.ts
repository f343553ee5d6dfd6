import { resolve } from 'node:path';
import { readScenarioFile } from '#api';
import { scenarioToText } from '#simulator';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Failed, type FailurePlace, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import type { CommandHost } from './command-host.ts';

/** Reads and checks the scenario file that the user named. Fails as `readScenarioFile` does. */
export function readScenario(
  { workingFolder }: Pick<CommandHost, 'workingFolder'>,
  file: string,
): Promise<Result<Scenario>> {
  return readScenarioFile(resolve(workingFolder, file), file);
}

/** A failure of a scenario's contents, with the file that it is in; what it says of the place itself stays. */
export function placedAt(at: FailurePlace, { error }: Failed): Failed {
  return { ok: false, error: { ...error, at: { ...at, ...error.at } } };
}

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
