import { useDocumentTitle } from '@mantine/hooks';

/** Names the window after the screen and what it shows: `Compare · Support bot — Burnrate`. */
export function useScreenTitle(screen: string, subject?: string): void {
  useDocumentTitle(`${subject === undefined ? screen : `${screen} · ${subject}`} — Burnrate`);
}
