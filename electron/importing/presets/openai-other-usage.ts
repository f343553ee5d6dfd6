import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { msPerDay } from '#shared/time.ts';
import { readTier } from './openai-tier.ts';
import { hasStart, readBucketTimes } from './openai-times.ts';
import type { RowOutcome } from './preset.ts';
import { areEmpty, isRejection, readCounts, readNames, readQuantities } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

/** Measures besides tokens, as the usage API names them, and the unit that each is counted in. */
const unitMeasures = {
  images: 'generatedImage',
  characters: 'inputCharacter',
  seconds: 'inputAudioSecond',
  sessions: 'codeExecution',
} as const satisfies Record<string, BillableUnit>;
const unitKeys = ['images', 'characters', 'seconds', 'sessions'] as const;

/** Storage is stated as bytes held over the bucket; a gigabyte is 10⁹ bytes and a month 30 days, as it is billed. */
const bytesPerGb = 1e9;
const msPerStorageMonth = 30 * msPerDay;

const columns = {
  start: ['start_time', 'start_time_iso'],
  end: ['end_time', 'end_time_iso'],
  endIso: ['end_time_iso'],
  startIso: ['start_time_iso'],
  requests: ['num_model_requests'],
  input: ['input_tokens'],
  images: ['images', 'num_images'],
  characters: ['characters', 'num_characters'],
  seconds: ['seconds', 'num_seconds'],
  sessions: ['num_sessions', 'sessions'],
  bytes: ['usage_bytes'],
  searches: ['num_requests'],
  project: ['project_id'],
  user: ['user_id'],
  model: ['model'],
  batch: ['batch'],
  tier: ['service_tier'],
  vectorStore: ['vector_store_id'],
  context: ['context_level', 'search_context_size'],
} as const;
const measures = ['input', 'images', 'characters', 'seconds', 'sessions', 'bytes', 'searches'] as const;

/**
 * OpenAI's usage exports besides completions, one for each kind of use: embeddings and moderations (input tokens),
 * images, speech (characters), transcription (seconds), code interpreter sessions, vector stores (bytes), file and web
 * search calls. Rows are buckets, as in the completions export, and equal rows all count.
 */
export const openaiOtherUsagePreset = defineTableFormat({
  id: 'openai-other-usage',
  name: 'OpenAI usage of embeddings, images, audio, storage and tools (CSV export)',
  title: "OpenAI's usage export",
  grain: 'bucket',
  columns,
  required: [
    ['start'],
    ['end'],
    measures,
    ['startIso', 'requests', 'vectorStore'],
    ['requests', 'sessions', 'bytes', 'searches'],
  ],
  foreign: ['output_tokens', 'amount_value'],
  ignored: ['source', 'size'],
  leftOut: { api_key_id: 'personal data' },
  isPlausible: (cells, found) => hasStart(cells, found.get('start'), found.get('startIso')),
  needsModel(found, sample) {
    const model = found.get('model');
    if (!found.has('input') || model === undefined) return false;
    const used = sample.filter((cells) => !areEmpty(cells, found.pick(measures).values()));
    return used.length > 0 && used.every((cells) => areEmpty(cells, [model]));
  },
  reader(found) {
    const timeColumns = {
      start: found.need('start'),
      startIso: found.get('startIso'),
      end: found.get('end'),
      endIso: found.get('endIso'),
    };
    const counts = found.pick(['requests', 'input', 'searches']);
    const quantities = found.pick([...unitKeys, 'bytes']);
    const names = found.pick(['project', 'user', 'model']);
    const tierColumns = { batch: found.get('batch'), tier: found.get('tier') };
    return (cells): RowOutcome => {
      const times = readBucketTimes(cells, timeColumns);
      if (isRejection(times)) return times;
      if (areEmpty(cells, counts.values()) && areEmpty(cells, quantities.values())) return { kind: 'empty' };
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const measured = readQuantities(cells, quantities);
      if (isRejection(measured)) return measured;
      const tier = readTier(cells, tierColumns);
      if (isRejection(tier)) return tier;
      const named = readNames(cells, names);

      const { requests, input = 0, searches = 0 } = counted;
      const units: Partial<Record<BillableUnit, number>> = {};
      for (const key of unitKeys) if ((measured[key] ?? 0) > 0) units[unitMeasures[key]] = measured[key] ?? 0;
      const gbMonths = ((measured.bytes ?? 0) / bytesPerGb) * ((times.endMs - times.startMs) / msPerStorageMonth);
      if (gbMonths > 0) units.storedGbMonth = gbMonths;
      if (searches > 0)
        units[found.has('context') && !found.has('vectorStore') ? 'webSearch' : 'fileSearch'] = searches;
      if ((requests ?? 0) === 0 && input === 0 && Object.keys(units).length === 0) return { kind: 'empty' };

      const { model = '', ...who } = named;
      return {
        kind: 'usage',
        draft: {
          ...times,
          provider: 'openai',
          model,
          serviceTier: tier.tier,
          requests: requests ?? 0,
          tokens: { input },
          ...(Object.keys(units).length === 0 ? {} : { units }),
          inclusive: [],
          stated: [],
          names: who,
          remarks: tier.remarks,
        },
      };
    };
  },
});
