import { scenarioFormat, scenarioSchema, scenarioVersion, type Scenario } from '#shared/domain/scenario.ts';
import { failure, type Failed, type Failure, type Result } from '#shared/result.ts';
import { checkScenario } from './check-scenario.ts';
import { migrateScenario } from './migrations/migrate-scenario.ts';
import type { ScenarioDocument } from './migrations/scenario-document.ts';
import { describeIssue } from '#shared/describe-issue.ts';
import { parseJsonDocument } from '#shared/json-document.ts';

/** Longest scenario text that is read: 10 MB, in UTF-16 units. */
export const maxScenarioLength = 10_000_000;

/**
 * Reads a scenario file's text and checks all of it, levers included. Every failure names the file and the line (for
 * broken JSON) or the JSON path, in one sentence:
 * - `scenario-too-large`: more than 10 MB;
 * - `invalid-json`: not JSON, with line and column;
 * - `not-a-scenario`: JSON of another kind;
 * - `newer-scenario`: written by a later version of Burnrate;
 * - `invalid-scenario`, `unknown-lever`: a field is missing, unknown or out of range.
 * @param file the file as the user named it.
 */
export function parseScenario(text: string, file: string): Result<Scenario> {
  const parsed = readScenario(text);
  return parsed.ok ? parsed : { ok: false, error: inFile(parsed.error, file) };
}

function readScenario(text: string): Result<Scenario> {
  if (text.length > maxScenarioLength) {
    return failure('scenario-too-large', 'A scenario file may not be larger than 10 MB.');
  }
  const json = parseJsonDocument(text);
  if (!json.ok) return json;
  const stranger = checkFormat(json.value);
  if (stranger !== undefined) return stranger;
  const document = migrateScenario(json.value as ScenarioDocument);
  const scenario = scenarioSchema.safeParse(document);
  if (!scenario.success) {
    const { path, sentence } = describeIssue(scenario.error, document);
    return failure('invalid-scenario', sentence, { at: { path } });
  }
  return checkScenario(scenario.data);
}

function checkFormat(document: unknown): Failed | undefined {
  if (
    typeof document !== 'object' ||
    document === null ||
    !('format' in document) ||
    document.format !== scenarioFormat
  ) {
    return failure('not-a-scenario', 'The file is not a Burnrate scenario.', {
      nextStep: `A scenario file is a JSON object with "format": "${scenarioFormat}".`,
      at: { path: 'format' },
    });
  }
  const version = 'version' in document ? document.version : undefined;
  if (typeof version === 'number' && Number.isInteger(version) && version > scenarioVersion) {
    return failure(
      'newer-scenario',
      `The file was written by a newer Burnrate (format version ${version}); this one reads version ${scenarioVersion}.`,
      { nextStep: 'Update Burnrate to open it.', at: { path: 'version' } },
    );
  }
  return undefined;
}

function inFile(error: Failure, file: string): Failure {
  return { ...error, at: { file, ...error.at } };
}
