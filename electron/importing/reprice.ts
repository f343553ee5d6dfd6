import type { RepriceReport, RepriceRequest } from '#shared/domain/reprice.ts';
import type { Result } from '#shared/result.ts';
import type { Ledger, RepriceControl } from '#ledger';
import type { Catalogue } from '#pricing';
import { isRejection } from './presets/row-cells.ts';
import { createRecordPricer } from './price-records.ts';

/** What repricing works on. */
export interface RepriceServices extends RepriceControl {
  readonly ledger: Pick<Ledger, 'reprice'>;
  /** The prices of today; each record is priced as of its own time. */
  readonly catalogue: Catalogue;
}

/** Prices records again with the catalogue as it is now, by the same rules as an import. Fails as `Ledger.reprice`. */
export function repriceLedger(
  request: RepriceRequest,
  { ledger, catalogue, ...control }: RepriceServices,
): Promise<Result<RepriceReport>> {
  const price = createRecordPricer(catalogue);
  return ledger.reprice(
    request,
    (record) => {
      const priced = price(record);
      return isRejection(priced) ? undefined : priced;
    },
    control,
  );
}
