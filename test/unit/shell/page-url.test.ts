import { describe, expect, it } from 'vitest';
import { isPageUrl, pageUrl } from '../../../electron/shell/page-url.ts';

describe('isPageUrl', () => {
  it('knows our own page, on any screen', () => {
    expect(isPageUrl(pageUrl)).toBe(true);
    expect(isPageUrl(`${pageUrl}#/compare`)).toBe(true);
  });

  it.each([
    'https://app/',
    'burnrate://app.evil.example/',
    'burnrate://other/',
    'burnrate-evil://app/',
    'https://evil.example/burnrate://app/',
    'data:text/html,burnrate://app/',
    'about:blank',
    '',
  ])('refuses %j', (url) => {
    expect(isPageUrl(url)).toBe(false);
  });
});
