import { waitForUpdate } from '@pydantic/genai-prices';
import { expect, it } from 'vitest';
import { isKnownProvider, knownProviderIds } from '#pricing';

it('lists exactly the providers of the bundled price book', async () => {
  const bundled = await waitForUpdate();
  expect(bundled?.map(({ id }) => id)).toEqual(knownProviderIds);
});

it('knows a provider by its id only', () => {
  expect(isKnownProvider('x-ai')).toBe(true);
  expect(isKnownProvider('xai')).toBe(false);
  expect(isKnownProvider('')).toBe(false);
});
