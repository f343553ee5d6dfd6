import {
  answerComponents,
  promptComponents,
  scenarioSchema,
  type Call,
  type Scenario,
} from '#shared/domain/scenario.ts';
import { filledParameters } from './lever-parameters.ts';

/**
 * Writes a scenario as the text of its file: two-space indents, a newline at the end, and always the same key order
 * whatever order the object was built in, so that versions of a scenario compare line by line.
 * `parseScenario(scenarioToText(scenario), file)` gives the scenario back.
 */
export function scenarioToText(scenario: Scenario): string {
  // Schemas rebuild objects in their own key order.
  const ordered = scenarioSchema.parse(scenario);
  const document: Scenario = {
    ...ordered,
    workloads: ordered.workloads.map((workload) => ({ ...workload, calls: workload.calls.map(orderCall) })),
    levers: ordered.levers.map((lever) => {
      const parameters = filledParameters(lever);
      return parameters === undefined ? lever : { ...lever, parameters };
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function orderCall(call: Call): Call {
  return {
    ...call,
    prompt: orderKeys(promptComponents, call.prompt),
    answer: orderKeys(answerComponents, call.answer),
  };
}

function orderKeys<Key extends string, Value>(
  order: readonly Key[],
  record: Partial<Record<Key, Value>>,
): Partial<Record<Key, Value>> {
  const ordered: Partial<Record<Key, Value>> = {};
  for (const key of order) {
    const value = record[key];
    if (value !== undefined) ordered[key] = value;
  }
  return ordered;
}
