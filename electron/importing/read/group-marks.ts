/**
 * What stands between groups of three digits and can be nothing else: blanks, also those that do not break or are narrow
 * (French, SI), and apostrophes (Swiss). Points and commas group too, but may be decimal. For a character class.
 */
export const groupMarks = String.raw` '\u2019\u00a0\u2009\u202f`;

const grouped = new RegExp(String.raw`^(-?\d{1,3}(?:[${groupMarks}]\d{3})+)(\.\d*)?$`);
const anyMark = new RegExp(`[${groupMarks}]`, 'g');

/** `1 234 567` and `1’234.5` as `1234567` and `1234.5`; undefined for text that is not grouped so. */
export function withoutGroupMarks(text: string): string | undefined {
  const [, whole, fraction = ''] = grouped.exec(text) ?? [];
  return whole === undefined ? undefined : whole.replaceAll(anyMark, '') + fraction;
}
