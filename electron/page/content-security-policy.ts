/**
 * The content security policy of the renderer's page, for both hosts. Styles: the component library writes a few
 * `<style>` elements, which carry the nonce of this load; scripts come from the build folder alone.
 * @param nonce a fresh random value for each load of the page, base64url.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
