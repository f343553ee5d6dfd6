import { readFile, stat } from 'node:fs/promises';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { countTexts } from '#tokens';
import { maxScenarioLength, parseScenario } from '#simulator';

/** Reads and checks a scenario file. Fails `file-not-found`, `scenario-too-large`, or as `parseScenario` does. */
export async function readScenarioFile(path: string, name: string): Promise<Result<Scenario>> {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > maxScenarioLength) {
      return failure('scenario-too-large', `The scenario is ${size} bytes long; at most 10 MB are read.`, {
        at: { file: name },
      });
    }
    text = await readFile(path, 'utf8');
  } catch {
    return failure('file-not-found', 'The scenario file cannot be read.', {
      at: { file: name },
      nextStep: 'Check the path.',
    });
  }
  return readScenarioText(text, name);
}

/** Reads and checks a scenario's text, and counts the prompts in it that are not counted yet. Fails as `parseScenario` does. */
export async function readScenarioText(text: string, name: string): Promise<Result<Scenario>> {
  const parsed = parseScenario(text, name);
  return parsed.ok ? success(await countTexts(parsed.value)) : parsed;
}
