/** An instant as part of a file name: `20240301T000000000Z`. */
export function fileTime(instantMs: number): string {
  return new Date(instantMs).toISOString().replaceAll(/[-:.]/g, '');
}
