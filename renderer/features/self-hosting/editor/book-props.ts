import type { OpenHostingBook } from '../../../engine.ts';
import type { FleetEdits } from './fleet-edits.ts';

/** What a group of fields gets that can take prices from the hosting book. */
export interface BookProps {
  readonly edits: FleetEdits;
  readonly book: OpenHostingBook;
  /** `YYYY-MM-DD`: prices of the book are those in force then. */
  readonly day: string;
}
