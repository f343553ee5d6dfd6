import { genericPreset } from './generic.ts';
import { openaiCompletionsPreset } from './openai-completions.ts';
import type { Preset } from './preset.ts';
import { tracePreset } from './trace.ts';

/** Every format that can be imported. A new one is its own file and a line here. */
export const presets: readonly Preset[] = [tracePreset, openaiCompletionsPreset, genericPreset];
