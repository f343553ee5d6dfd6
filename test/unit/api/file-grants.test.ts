import { describe, expect, it } from 'vitest';
import { createFileGrants } from '../../../electron/api/file-grants.ts';

describe('createFileGrants', () => {
  it('gives an id that tells nothing of the path, and finds the file by it', () => {
    const files = createFileGrants();
    const fileId = files.grant('/home/ann/usage.csv', 'usage.csv');
    expect(fileId).not.toContain('usage');
    expect(files.resolve(fileId)).toEqual({ ok: true, value: { path: '/home/ann/usage.csv', name: 'usage.csv' } });
    expect(files.grant('/home/ann/usage.csv', 'usage.csv')).not.toBe(fileId);
  });

  it('refuses what was never granted: a path is no id', () => {
    const files = createFileGrants();
    files.grant('/etc/passwd', 'passwd');
    expect(files.resolve('/etc/passwd')).toMatchObject({
      error: { code: 'unknown-file', nextStep: 'Pick the file again.' },
    });
  });

  it('lets the oldest grant lapse beyond a thousand', () => {
    const files = createFileGrants();
    const ids = Array.from({ length: 1001 }, (_, index) => files.grant(`/tmp/${index}`, `${index}`));
    expect(files.resolve(ids[0] ?? '').ok).toBe(false);
    expect(files.resolve(ids[1] ?? '').ok).toBe(true);
  });
});
