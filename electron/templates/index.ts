import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import type { MonthText } from '#shared/time.ts';
import batchEnrichment from './batch-enrichment.burnrate.json' with { type: 'json' };
import chatSupport from './chat-support.burnrate.json' with { type: 'json' };
import codingAgent from './coding-agent.burnrate.json' with { type: 'json' };
import documentPipeline from './document-pipeline.burnrate.json' with { type: 'json' };
import rag from './rag.burnrate.json' with { type: 'json' };
import voiceAgent from './voice-agent.burnrate.json' with { type: 'json' };

/** Templates: plans to start from. A new one is one file and one line in `files`. */

/** A plan to start from. */
export interface Template {
  /** Names the template on the command line. */
  readonly id: string;
  readonly scenario: Scenario;
}

const files: Readonly<Record<string, unknown>> = {
  'chat-support': chatSupport,
  rag,
  'coding-agent': codingAgent,
  'document-pipeline': documentPipeline,
  'voice-agent': voiceAgent,
  'batch-enrichment': batchEnrichment,
};

/** Every template, in the order in which they are offered. @param startMonth first month of the plans. */
export function templates(startMonth: MonthText): readonly Template[] {
  return Object.entries(files).map(([id, document]) => {
    const scenario = scenarioSchema.parse(document);
    return { id, scenario: { ...scenario, calendar: { ...scenario.calendar, startMonth } } };
  });
}
