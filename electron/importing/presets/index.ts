import { genericPreset } from './generic.ts';
import { openaiCompletionsPreset } from './openai-completions.ts';
import type { JsonPreset, TablePreset } from './preset.ts';
import { tracePreset } from './trace.ts';

/** Every delimited format that can be imported. A new one is its own file and a line here. */
export const tablePresets: readonly TablePreset[] = [tracePreset, openaiCompletionsPreset, genericPreset];

/** Every JSON and JSONL format that can be imported. A new one is its own file and a line here. */
export const jsonPresets: readonly JsonPreset[] = [];
