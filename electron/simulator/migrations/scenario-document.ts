/** A scenario file's JSON before it is checked. */
export type ScenarioDocument = Readonly<Record<string, unknown>>;
