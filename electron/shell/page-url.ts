/** Name of the page's own scheme. */
export const schemeName = 'burnrate';
/** Host part of the page's URL. */
export const pageHost = 'app';
/** URL of the renderer's page in Electron. */
export const pageUrl = `${schemeName}://${pageHost}/`;

/**
 * Whether a URL is of our own page. Compares scheme and host as parsed: outside the browser `URL.origin` of a scheme of
 * one's own is the text "null".
 */
export function isPageUrl(url: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  return parsed.protocol === `${schemeName}:` && parsed.host === pageHost;
}
