import type { ServiceTier } from '#shared/domain/usage.ts';
import { isProblem } from '../read/cells.ts';
import { readFlag } from '../read/flags.ts';
import { readServiceTier } from '../read/service-tier.ts';
import type { Cells, Rejection } from './preset.ts';
import { cellText, reject, type Column } from './row-cells.ts';

/** The columns of OpenAI's usage exports that tell the service tier, where the file has them. */
export interface TierColumns {
  readonly batch: Column | undefined;
  readonly tier: Column | undefined;
}

/** Reads the tier of a row: `batch`, a yes or no in any known language, comes before `service_tier`. */
export function readTier(
  cells: Cells,
  columns: TierColumns,
): { readonly tier: ServiceTier; readonly remarks: readonly string[] } | Rejection {
  const isBatch = readFlag(cellText(cells, columns.batch));
  if (isProblem(isBatch)) return reject(columns.batch, isBatch);
  if (isBatch === true) return { tier: 'batch', remarks: [] };
  const { tier, remark } = readServiceTier(cellText(cells, columns.tier));
  return { tier, remarks: remark === undefined ? [] : [remark] };
}
