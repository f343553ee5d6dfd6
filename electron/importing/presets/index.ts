import { anthropicAdminPreset } from './anthropic-admin.ts';
import { anthropicCostsPreset } from './anthropic-costs.ts';
import { anthropicTokensPreset } from './anthropic-tokens.ts';
import { apiResponsesPreset } from './api-responses.ts';
import { awsBedrockCostsPreset } from './aws-bedrock-costs.ts';
import { azureCostsPreset } from './azure-costs.ts';
import { blockTracePreset } from './block-trace.ts';
import { bucketPreset } from './bucket.ts';
import { burstgptTracePreset } from './burstgpt-trace.ts';
import { ccusagePreset } from './ccusage.ts';
import { claudeCodePreset } from './claude-code.ts';
import { codexPreset } from './codex.ts';
import { copilotBillingPreset } from './copilot-billing.ts';
import { copilotRequestsPreset } from './copilot-requests.ts';
import { cursorEventsPreset } from './cursor-events.ts';
import { fireworksMetricsPreset } from './fireworks-metrics.ts';
import { focusPreset } from './focus.ts';
import { gcpBigqueryPreset } from './gcp-bigquery.ts';
import { gcpCostTablePreset } from './gcp-cost-table.ts';
import { gcpReportPreset } from './gcp-report.ts';
import { geminiCliPreset } from './gemini-cli.ts';
import { genericPreset } from './generic.ts';
import { heliconeRequestsPreset } from './helicone-requests.ts';
import { langfuseObservationsPreset } from './langfuse-observations.ts';
import { litellmSpendLogsPreset } from './litellm-spend-logs.ts';
import { openaiAdminPreset } from './openai-admin.ts';
import { openaiCompletionsPreset } from './openai-completions.ts';
import { openaiCostsPreset } from './openai-costs.ts';
import { openaiOtherUsagePreset } from './openai-other-usage.ts';
import { openrouterActivityApiPreset } from './openrouter-activity-api.ts';
import { openrouterActivityPreset } from './openrouter-activity.ts';
import { openrouterGenerationsPreset } from './openrouter-generations.ts';
import { otelGenaiPreset } from './otel-genai.ts';
import type { JsonPreset, TablePreset } from './preset.ts';
import { tracePreset } from './trace.ts';

/** Every delimited format that can be imported. A new one is its own file and a line here. */
export const tablePresets: readonly TablePreset[] = [
  tracePreset,
  burstgptTracePreset,
  openaiCompletionsPreset,
  openaiOtherUsagePreset,
  openaiCostsPreset,
  anthropicTokensPreset,
  anthropicCostsPreset,
  openrouterGenerationsPreset,
  openrouterActivityPreset,
  cursorEventsPreset,
  litellmSpendLogsPreset,
  langfuseObservationsPreset,
  heliconeRequestsPreset,
  copilotRequestsPreset,
  copilotBillingPreset,
  fireworksMetricsPreset,
  azureCostsPreset,
  awsBedrockCostsPreset,
  gcpReportPreset,
  gcpCostTablePreset,
  gcpBigqueryPreset,
  focusPreset,
  bucketPreset,
  genericPreset,
];

/** Every JSON and JSONL format that can be imported. A new one is its own file and a line here. */
export const jsonPresets: readonly JsonPreset[] = [
  blockTracePreset,
  claudeCodePreset,
  codexPreset,
  geminiCliPreset,
  ccusagePreset,
  otelGenaiPreset,
  openaiAdminPreset,
  anthropicAdminPreset,
  openrouterActivityApiPreset,
  apiResponsesPreset,
];
