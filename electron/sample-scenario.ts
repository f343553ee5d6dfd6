import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import document from '../examples/support-assistant.burnrate.json' with { type: 'json' };

/** The scenario that opens on first run: a support assistant with all four levers. */
export const sampleScenario: Scenario = scenarioSchema.parse(document);
