import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { isEmptyCell, quoteCell } from '../read/cells.ts';
import { readServiceTier } from '../read/service-tier.ts';
import type { RowOutcome } from './preset.ts';
import { areEmpty, cellText, isRejection, isTime, mayBeCount, readCounts, readNames, readTime } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['usage_date_utc'],
  model: ['model_version', 'model'],
  project: ['workspace'],
  user: ['api_key'],
  usageType: ['usage_type'],
  contextWindow: ['context_window'],
  input: ['usage_input_tokens_no_cache'],
  cacheWrite5m: ['usage_input_tokens_cache_write_5m', 'usage_input_tokens_cache_write'],
  cacheWrite1h: ['usage_input_tokens_cache_write_1h'],
  cacheRead: ['usage_input_tokens_cache_read'],
  output: ['usage_output_tokens'],
  webSearch: ['web_search_count'],
  geo: ['inference_geo'],
  speed: ['speed'],
} as const;
const tokenKeys = ['input', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead', 'output'] as const;

/**
 * The tokens export of Anthropic's console: 14 columns since late 2025, 11 before. Rows are days, or hours in the
 * export of one day, per model, key, workspace, type and window; every kind of token has a column of its own, none
 * contains another. The number of requests is not in the file.
 */
export const anthropicTokensPreset = defineTableFormat({
  id: 'anthropic-tokens',
  name: 'Anthropic console tokens (CSV export)',
  title: "the Anthropic console's tokens export",
  grain: 'bucket',
  columns,
  required: [['time'], ['input'], ['output']],
  foreign: ['cost_usd'],
  ignored: ['api_key_status'],
  leftOut: { api_key_id: 'personal data' },
  personal: ['user'],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) && tokenKeys.every((key) => mayBeCount(cells, found.get(key))),
  reader(found) {
    const counts = found.pick([...tokenKeys, 'webSearch']);
    const names = found.pick(['model', 'project', 'user']);
    return (cells): RowOutcome => {
      const start = readTime(cells, found.need('time'));
      if (isRejection(start)) return start;
      if (areEmpty(cells, counts.values())) return { kind: 'empty' };
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const named = readNames(cells, names);
      const { webSearch = 0, ...tokens } = counted;
      if (webSearch === 0 && Object.values(tokens).every((count) => count === 0)) return { kind: 'empty' };

      const tier = readTier(cellText(cells, found.get('usageType')), cellText(cells, found.get('speed')));
      const geo = readGeo(cellText(cells, found.get('geo')));
      const { model = '', ...who } = named;
      return {
        kind: 'usage',
        draft: {
          startMs: start.ms,
          endMs: start.ms + (start.isWholeDay ? msPerDay : msPerHour),
          provider: 'anthropic',
          model,
          serviceTier: tier.tier,
          requests: 0,
          tokens,
          ...(webSearch === 0 ? {} : { units: { webSearch } }),
          ...(geo.residency === undefined ? {} : { residency: geo.residency }),
          inclusive: [],
          stated: [],
          names: who,
          remarks: [...tier.remarks, ...geo.remarks, ...windowRemarks(cellText(cells, found.get('contextWindow')))],
        },
      };
    };
  },
});

interface Remarked {
  readonly remarks: readonly string[];
}

function readTier(usageType: string, speed: string): Remarked & { readonly tier: ServiceTier } {
  const { tier, remark } = readServiceTier(usageType);
  const remarks = remark === undefined ? [] : [remark];
  const pace = speed.trim().toLowerCase();
  if (isEmptyCell(pace) || pace === 'standard' || pace === 'not_available') return { tier, remarks };
  if (pace !== 'fast') {
    return { tier, remarks: [...remarks, `speed ${quoteCell(speed.trim())} is not known and was taken as standard`] };
  }
  // Fast mode is sold at the standard tier only.
  if (tier === 'standard') return { tier: 'fast', remarks };
  return { tier, remarks: [...remarks, `speed fast does not go with ${tier}: the row was taken as ${tier}`] };
}

function readGeo(text: string): Remarked & { readonly residency?: Residency } {
  const geo = text.trim().toLowerCase();
  if (isEmptyCell(geo) || geo === 'global' || geo === 'not_available') return { remarks: [] };
  if (geo === 'us' || geo === 'eu') return { residency: geo, remarks: [] };
  return { residency: 'regional', remarks: [`inference_geo ${quoteCell(geo)} was taken as a single region`] };
}

/** Long prompts are dearer on some models, but a record without a number of requests tells no prompt's size. */
function windowRemarks(text: string): readonly string[] {
  const window = text.trim();
  const isShort = isEmptyCell(window) || /^(≤|<=?|0\s*[-–])/.test(window) || /^200\s*k$/i.test(window);
  return isShort
    ? []
    : [`context_window ${quoteCell(window)}: a long-context price, where the model has one, is not applied`];
}
