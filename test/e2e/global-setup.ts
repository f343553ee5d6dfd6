import { chromiumExecutable } from './chromium.ts';

/** Unpacks Chromium once, before the first worker needs it. */
export default async function globalSetup(): Promise<void> {
  await chromiumExecutable();
}
