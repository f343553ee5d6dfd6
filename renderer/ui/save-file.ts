/** How long the browser may take to begin reading a file that it was handed, in ms. */
const readWithinMs = 60_000;

/** Hands the user a file to keep: the host asks where, or puts it with the downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), readWithinMs);
}
