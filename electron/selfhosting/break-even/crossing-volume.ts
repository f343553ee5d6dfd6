/** Where the fleet's line meets the API's. */
export interface CrossingVolume {
  /** Multiple of the demand at hand. */
  readonly factor: number;
  /** Replicas that the volume needs. */
  readonly replicas: number;
  /** What both cost there, USD a month. */
  readonly usd: number;
}

/** What a fleet costs at a volume. */
export interface CostAtVolume {
  readonly usd: number;
  readonly replicas: number;
}

/** Steps of the fleet's line that are tried before the lines are held never to meet. */
const mostSteps = 5000;
/** A volume at which every fleet is as cheap per call as it gets: dearer than the API there is dearer everywhere. */
const endless = 1e5;

/**
 * The smallest volume at which a fleet costs no more than the API. The fleet's line climbs in steps, the API's evenly from
 * zero, so v ← fleet(v) ÷ API price climbs from zero to that volume and stops there. Undefined when they never meet.
 * @param apiUsd what the API costs at volume 1, USD a month, less what is escalated to it anyway.
 * @param fleetAt cost of a fleet sized for a multiple of the demand; must not fall as the volume grows.
 */
export function crossingVolume(apiUsd: number, fleetAt: (factor: number) => CostAtVolume): CrossingVolume | undefined {
  if (apiUsd <= 0) return undefined;
  if (fleetAt(endless).usd > apiUsd * endless * (1 + 1e-12)) return undefined;
  let factor = 0;
  for (let step = 0; step < mostSteps; step += 1) {
    const { usd, replicas } = fleetAt(factor);
    const next = usd / apiUsd;
    if (!Number.isFinite(next)) return undefined;
    if (next <= factor * (1 + 1e-12)) return { factor, replicas, usd };
    factor = next;
  }
  return undefined;
}
