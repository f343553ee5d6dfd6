import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../electron/importing/read/decode-text.ts';
import { success, type Result } from '#shared/result.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Result<Buffer>> {
  for (let start = 0; start < bytes.length; start += size) yield success(bytes.subarray(start, start + size));
}

/** The decoded text, or the code of the failure. */
async function decode(bytes: Buffer, size = 1000): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of decodeText(pieces(bytes, size), 'usage.csv')) {
    if (!chunk.ok) return chunk.error.code;
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks).toString();
}

const text = 'naïve,₿,🙂\n1,2,3';
const bigEndian = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);

describe('decodeText', () => {
  it.each([1, 2, 3, 1000])('reads UTF-8 and UTF-16, with their marks, in pieces of %i bytes', async (size) => {
    expect(await decode(Buffer.from(text), size)).toBe(text);
    expect(await decode(Buffer.from(`\ufeff${text}`), size)).toBe(text);
    expect(await decode(Buffer.from(`\ufeff${text}`, 'utf16le'), size)).toBe(text);
    expect(await decode(bigEndian, size)).toBe(text);
  });

  it('knows UTF-16 without a mark by the header of Latin letters', async () => {
    const plain = 'model,tokens\nnaïve 🙂,1';
    expect(await decode(Buffer.from(plain, 'utf16le'))).toBe(plain);
    expect(await decode(Buffer.from(plain, 'utf16le').swap16(), 3)).toBe(plain);
  });

  it('reads nothing out of an empty file and a lone mark', async () => {
    expect(await decode(Buffer.alloc(0))).toBe('');
    expect(await decode(Buffer.from([0xef, 0xbb, 0xbf]))).toBe('');
    expect(await decode(Buffer.from('ab'))).toBe('ab');
  });

  it('refuses other encodings instead of guessing', async () => {
    expect(await decode(Buffer.from('project,café\n', 'latin1'))).toBe('not-utf8');
    expect(await decode(Buffer.from('abcdé').subarray(0, 5))).toBe('not-utf8');
    expect(await decode(Buffer.concat([Buffer.from('\ufeffab', 'utf16le'), Buffer.from([0x41])]))).toBe('not-utf8');
  });

  it('refuses archives and binary files', async () => {
    expect(await decode(Buffer.from('PK\u0003\u0004rest of a spreadsheet'))).toBe('not-text');
    expect(await decode(Buffer.from('SQLite format 3\u0000'))).toBe('not-text');
    expect(await decode(Buffer.from('%PDF-1.7\n'))).toBe('not-text');
    expect(await decode(Buffer.from('PAR1'))).toBe('not-text');
  });
});
