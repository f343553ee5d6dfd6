import { scenarioVersion } from '#shared/domain/scenario.ts';
import { fromVersion1 } from './from-version-1.ts';
import type { ScenarioDocument } from './scenario-document.ts';

/** One step for each older version, oldest first: the step at index i makes version i + 2 of version i + 1. */
const steps: readonly ((document: ScenarioDocument) => ScenarioDocument)[] = [fromVersion1];

/**
 * Brings a document of an older version to the present one; fields that do not fit stay as they are, for the schema to
 * name. A document of no known version is left alone.
 */
export function migrateScenario(document: ScenarioDocument): ScenarioDocument {
  const { version } = document;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version >= scenarioVersion) {
    return document;
  }
  const migrated = steps.slice(version - 1).reduce((older, step) => step(older), document);
  return { ...migrated, version: scenarioVersion };
}
