import type { Result } from '#shared/result.ts';
import { readLimits } from '../limits.ts';
import { looksLikeJson, openJson, type JsonText } from './json-text.ts';
import { openText, type TextSource } from './open-text.ts';
import { openTable, type Table } from './table.ts';

/** A file open at its first row or value. */
export type OpenSource = Table | JsonText;

/**
 * Opens a file of any kind that can be imported: CSV and its kin, JSON, JSONL; gzip or plain. Its content says which
 * it is, never its name. Fails as `openText`, `openTable` and `openJson` do.
 */
export async function openSource(source: TextSource): Promise<Result<OpenSource>> {
  const text = await openText(source);
  if (!text.ok) return text;
  const limits = source.limits ?? readLimits;
  return looksLikeJson(text.value.head.toString('utf8', 0, 1024))
    ? openJson(text.value, source.name, limits)
    : openTable(text.value, source.name, limits);
}
