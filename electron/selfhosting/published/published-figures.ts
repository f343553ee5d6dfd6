import { guideReading, publishedGuide, type GuideReading } from './guide-ratio.ts';
import { onPremiseReadings, type OnPremiseReading } from './on-premise-break-evens.ts';
import { rooflineErrors, type RooflineError } from './roofline-errors.ts';

/** Published figures of self-hosting, each beside what comes out here. */
export interface PublishedFigures {
  readonly onPremise: readonly OnPremiseReading[];
  readonly guide: typeof publishedGuide & GuideReading;
  readonly roofline: readonly RooflineError[];
}

/** Reads them all again. */
export function publishedFigures(): PublishedFigures {
  return {
    onPremise: onPremiseReadings(),
    guide: { ...publishedGuide, ...guideReading() },
    roofline: rooflineErrors(),
  };
}
