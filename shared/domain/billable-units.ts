import { z } from 'zod';

/**
 * What is billed besides tokens: calls, generated things, time and storage. A usage record counts them (`units`), a
 * price card rates them (`unitRates`). Append only: the ledger names its columns after them.
 */
export const billableUnits = [
  'request',
  'webSearch',
  'codeExecution',
  'fileSearch',
  'rerankSearch',
  'documentPage',
  'generatedImage',
  'inputCharacter',
  'outputCharacter',
  'inputAudioSecond',
  'outputAudioSecond',
  'videoSecond',
  'cacheStorageMTokHour',
  'provisionedUnitHour',
  'sessionHour',
  'sandboxMinute',
  'vectorQuery',
  'searchCall',
  'storedGbMonth',
  'movedGb',
  'databaseOperation',
  'premiumRequest',
] as const;

/** One unit that is billed by the piece, by time or by volume. */
export type BillableUnit = (typeof billableUnits)[number];

/** Amounts by unit; an absent unit is zero. Fractions are allowed (hours, GB). */
export type UnitCounts = Partial<Record<BillableUnit, number>>;

/** Amounts by unit as documents hold them. */
export const unitCountsSchema = z.partialRecord(z.enum(billableUnits), z.number().nonnegative());

/** What each unit is called: as a heading, and for one of it after `USD/`. */
export const billableUnitLabels: Readonly<Record<BillableUnit, { readonly label: string; readonly one: string }>> = {
  request: { label: 'Requests', one: 'request' },
  webSearch: { label: 'Web searches', one: 'search' },
  codeExecution: { label: 'Code executions', one: 'execution' },
  fileSearch: { label: 'File searches', one: 'search' },
  rerankSearch: { label: 'Rerank searches', one: 'search' },
  documentPage: { label: 'Document pages', one: 'page' },
  generatedImage: { label: 'Generated images', one: 'image' },
  inputCharacter: { label: 'Input characters', one: 'character' },
  outputCharacter: { label: 'Output characters', one: 'character' },
  inputAudioSecond: { label: 'Audio input', one: 'second' },
  outputAudioSecond: { label: 'Audio output', one: 'second' },
  videoSecond: { label: 'Video', one: 'second' },
  cacheStorageMTokHour: { label: 'Cache storage', one: 'MTok-hour' },
  provisionedUnitHour: { label: 'Provisioned throughput', one: 'unit-hour' },
  sessionHour: { label: 'Sessions', one: 'hour' },
  sandboxMinute: { label: 'Sandbox time', one: 'minute' },
  vectorQuery: { label: 'Vector queries', one: 'query' },
  searchCall: { label: 'Search API calls', one: 'call' },
  storedGbMonth: { label: 'Storage', one: 'GB-month' },
  movedGb: { label: 'Data moved', one: 'GB' },
  databaseOperation: { label: 'Database operations', one: 'operation' },
  premiumRequest: { label: 'Premium requests', one: 'premium request' },
};
