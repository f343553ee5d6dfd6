import { describeIssue } from '#shared/describe-issue.ts';
import { hostingBookSchema, type HostingBook } from '#shared/domain/hosting-book.ts';
import { parseJsonDocument } from '#shared/json-document.ts';
import { failure, success, type Result } from '#shared/result.ts';

/** Longest text that is read: 2 MB. */
const longest = 2_000_000;

/**
 * Reads a file of hosting prices: JSON with any of `gpus`, `offers`, `purchases` and `services`. Fails `hosting-book-too-large`,
 * `invalid-json` with line and column, `invalid-hosting-book` with the JSON path, or `empty-hosting-book`.
 * @param file the file as the user named it.
 */
export function readHostingBook(text: string, file: string): Result<HostingBook> {
  if (text.length > longest) {
    return failure('hosting-book-too-large', 'A hosting book may not be larger than 2 MB.', { at: { file } });
  }
  const json = parseJsonDocument(text);
  if (!json.ok) return { ok: false, error: { ...json.error, at: { ...json.error.at, file } } };
  const parsed = hostingBookSchema.safeParse(json.value);
  if (!parsed.success) {
    const { path, sentence } = describeIssue(parsed.error, json.value, '', 'The hosting book');
    return failure('invalid-hosting-book', sentence, {
      at: { file, path },
      nextStep: 'docs/self-hosting.md has an example of each kind of entry.',
    });
  }
  const { gpus, offers, purchases, services } = parsed.data;
  if (gpus.length + offers.length + purchases.length + services.length === 0) {
    return failure('empty-hosting-book', 'The hosting book has no entries.', {
      at: { file },
      nextStep: 'Give at least one of gpus, offers, purchases and services.',
    });
  }
  return success(parsed.data);
}
