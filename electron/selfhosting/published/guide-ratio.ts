/**
 * The worked example of a popular guide, whose “months to break even” are self-hosted bill ÷ API bill, both of a month: a
 * ratio. USD; 30 days a month.
 */
export const publishedGuide = { selfHostedUsd: 2000, apiUsd: 3000, apiUsdPerRequest: 0.01, daysPerMonth: 30 } as const;

/** What follows from it. */
export interface GuideReading {
  /** What the guide calls months. */
  readonly ratio: number;
  /** Requests a day that the API bill stands for. */
  readonly requestsPerDay: number;
  /** Requests a day at which both cost the same. */
  readonly breakEvenRequestsPerDay: number;
}

/** Reads the guide's example again. */
export function guideReading(): GuideReading {
  const { selfHostedUsd, apiUsd, apiUsdPerRequest, daysPerMonth } = publishedGuide;
  return {
    ratio: selfHostedUsd / apiUsd,
    requestsPerDay: apiUsd / apiUsdPerRequest / daysPerMonth,
    breakEvenRequestsPerDay: selfHostedUsd / (apiUsdPerRequest * daysPerMonth),
  };
}
