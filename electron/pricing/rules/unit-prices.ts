import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { named, type ModelRule } from './model-rule.ts';

/** What a provider charges for a unit besides tokens. */
export interface UnitPriceValue {
  readonly unit: BillableUnit;
  readonly usdPerUnit: number;
  /** Only for cards in force from this instant on, UTC ms. */
  readonly fromMs?: number;
  readonly source: string;
}

const geminiPricing = 'https://ai.google.dev/gemini-api/docs/pricing (explicit caches; read 2026-11-22)';
const xaiPricing = 'https://docs.x.ai/developers/pricing (tool invocations; read 2026-11-23)';

function cacheStorage(pattern: RegExp, usdPerUnit: number, fromMs?: number): ModelRule<UnitPriceValue> {
  return {
    provider: 'google',
    covers: named(pattern),
    value: {
      unit: 'cacheStorageMTokHour',
      usdPerUnit,
      ...(fromMs === undefined ? {} : { fromMs }),
      source: geminiPricing,
    },
  };
}

function xaiTool(unit: BillableUnit, usdPerThousand: number): ModelRule<UnitPriceValue> {
  return {
    provider: 'x-ai',
    covers: named(/^grok-(4|build)/),
    value: { unit, usdPerUnit: usdPerThousand / 1000, source: xaiPricing },
  };
}

/** Prices of units that the price books do not carry. Of two rules for a unit the first that is in force holds. */
export const unitPriceRules: readonly ModelRule<UnitPriceValue>[] = [
  cacheStorage(/^gemini-3\.[678]-flash$/, 1, Date.UTC(2027, 0, 1)),
  cacheStorage(/^gemini-3\.[678]-flash$/, 0.5),
  cacheStorage(/^gemini-(2\.5|3(\.1)?)-pro(-preview)?$/, 4.5),
  cacheStorage(/^gemini-(2\.5|3(\.[15])?)-flash(-lite)?(-preview)?$/, 1),
  xaiTool('webSearch', 5),
  xaiTool('codeExecution', 5),
  xaiTool('fileSearch', 2.5),
];
