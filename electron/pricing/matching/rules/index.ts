import type { NamedProvider } from '../named-models.ts';
import { awsUsageType } from './aws-usage-type.ts';
import { azureMeter } from './azure-meter.ts';
import { bedrockArn } from './bedrock-arn.ts';
import { bedrockId } from './bedrock-id.ts';
import { contextWindow } from './context-window.ts';
import { datedSnapshot } from './dated-snapshot.ts';
import { displayName } from './display-name.ts';
import { fineTune } from './fine-tune.ts';
import { floatingName } from './floating-name.ts';
import { googleResource } from './google-resource.ts';
import { googleSku } from './google-sku.ts';
import { liteLlmRoute } from './litellm-route.ts';
import type { NameRule } from './name-rule.ts';
import { openRouterVariant } from './openrouter-variant.ts';
import { providerPrefix } from './provider-prefix.ts';
import { reasoningEffort } from './reasoning-effort.ts';
import { vertexVersion } from './version-suffix.ts';

/** Every way to read a name further, in the order tried; a new one is one file in this folder and one line here. */
export function nameRules(providers: ReadonlyMap<string, NamedProvider>): readonly NameRule[] {
  return [
    bedrockArn,
    googleResource,
    providerPrefix(providers),
    liteLlmRoute,
    bedrockId,
    fineTune,
    vertexVersion,
    azureMeter,
    googleSku,
    awsUsageType,
    openRouterVariant,
    contextWindow,
    displayName(providers),
    datedSnapshot,
    floatingName,
    reasoningEffort,
  ];
}
