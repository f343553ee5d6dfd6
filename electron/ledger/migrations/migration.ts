/** One step of the ledger's schema. Once released it is never edited: a change is a new migration. */
export interface Migration {
  /** `user_version` of the file after it: 1, 2, 3, … without gaps. */
  readonly version: number;
  /** Kebab-case, for people. */
  readonly name: string;
  /** Statements, run in one transaction. */
  readonly sql: string;
}
