import { existsSync } from 'node:fs';

/**
 * Path of the Chromium that comes from npm, unpacked on first use into the temporary folder.
 * `VERCEL` makes the package unpack the system libraries that a bare Linux lacks; it must be set before the import.
 * `BURNRATE_CHROMIUM` names another Chromium: on macOS and Windows, where the package has none.
 */
export async function chromiumExecutable(): Promise<string> {
  const chosen = process.env['BURNRATE_CHROMIUM'];
  if (chosen !== undefined && existsSync(chosen)) return chosen;
  process.env['VERCEL'] = '1';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
