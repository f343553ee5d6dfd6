import {
  columnMappingSchema,
  type ColumnMapping,
  type FileInspection,
  type ImportOptions,
} from '#shared/domain/importing.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';

/** Id of the preset that reads a file by a mapping. */
export const genericPresetId = 'generic';

/** What the user has chosen for a file so far. */
export interface ImportChoices {
  readonly preset: string;
  readonly model: string | null;
  /** How many such files make a month; null = not given. */
  readonly monthScale: number | null;
  readonly mapping: MappingDraft;
  /** Answers to what the file leaves open; null = let the file's own rows decide. */
  readonly dateOrder: NonNullable<ImportOptions['dateOrder']> | null;
  readonly decimalMark: NonNullable<ImportOptions['decimalMark']> | null;
  readonly keepPersonalData: boolean;
}

/** A mapping under edit: a column name or null for each part. */
export interface MappingDraft {
  readonly time: string | null;
  readonly timeFormat: ColumnMapping['time']['format'];
  readonly endTime: string | null;
  readonly tokens: Partial<Record<TokenKind, string>>;
  readonly inputIncludesCached: boolean;
  readonly outputIncludesReasoning: boolean;
  readonly requests: string | null;
  readonly dimensions: Partial<Record<UsageDimension, string>>;
  readonly serviceTier: string | null;
  readonly cost: string | null;
  /** ISO 4217, for costs that name no currency. */
  readonly costCurrency: string;
  /** Column of the rows' ids: of equal ids one row counts. */
  readonly key: string | null;
  /** Values for what the file does not name, as guessed; not edited on the screen. */
  readonly constants: ColumnMapping['constants'];
}

/** The choices to start from: the best match, and the guesses at the columns. */
export function startChoices(inspection: FileInspection): ImportChoices {
  const guess = inspection.guessedMapping;
  return {
    preset: inspection.matches[0]?.preset ?? genericPresetId,
    model: null,
    monthScale: null,
    dateOrder: null,
    decimalMark: null,
    keepPersonalData: false,
    mapping: draftOf(guess),
  };
}

/** A mapping as the form edits it; undefined = an empty form. */
export function draftOf(guess: ColumnMapping | undefined): MappingDraft {
  return {
    time: guess?.time.column ?? null,
    timeFormat: guess?.time.format ?? 'auto',
    endTime: guess?.endTime?.column ?? null,
    tokens: guess?.tokens ?? {},
    inputIncludesCached: guess?.inputIncludesCached ?? false,
    outputIncludesReasoning: guess?.outputIncludesReasoning ?? false,
    requests: guess?.requests ?? null,
    dimensions: guess?.dimensions ?? {},
    serviceTier: guess?.serviceTier ?? null,
    cost: guess?.cost?.column ?? null,
    costCurrency: guess?.cost?.currency ?? 'USD',
    key: guess?.key ?? null,
    constants: guess?.constants ?? {},
  };
}

/** True when the file must be given a model: it names none, or the mapping names no model column. */
export function asksForModel(inspection: FileInspection, { preset, mapping }: ImportChoices): boolean {
  if (preset === genericPresetId)
    return mapping.dimensions.model === undefined && mapping.constants.model === undefined;
  return inspection.needsModel;
}

/** Why the import cannot start yet; undefined when it can. */
export function whatIsMissing(inspection: FileInspection, choices: ImportChoices): string | undefined {
  if (choices.preset === genericPresetId) {
    if (choices.mapping.time === null) return 'Choose the column that holds the time.';
    if (Object.keys(choices.mapping.tokens).length === 0) return 'Choose at least one column of token counts.';
  }
  if (asksForModel(inspection, choices) && choices.model === null) return 'Choose the model that this usage is of.';
  return undefined;
}

/** The options that the choices come to. Call when `whatIsMissing` names nothing. */
export function importOptions(inspection: FileInspection, choices: ImportChoices): ImportOptions {
  const { preset, model, monthScale } = choices;
  return {
    preset,
    ...(preset === genericPresetId && { mapping: buildMapping(choices.mapping) }),
    ...(asksForModel(inspection, choices) && model !== null && { model }),
    ...(monthScale !== null && { monthScale }),
    ...(choices.dateOrder !== null && { dateOrder: choices.dateOrder }),
    ...(choices.decimalMark !== null && { decimalMark: choices.decimalMark }),
    ...(choices.keepPersonalData && { keepPersonalData: true }),
  };
}

/** The mapping that a form comes to. Call when `whatIsMissing` names nothing. */
export function buildMapping(draft: MappingDraft): ColumnMapping {
  return columnMappingSchema.parse({
    format: 'burnrate-mapping',
    version: 1,
    time: { column: draft.time ?? '', format: draft.timeFormat },
    ...(draft.endTime !== null && { endTime: { column: draft.endTime } }),
    tokens: pickNamed(tokenKinds, draft.tokens),
    inputIncludesCached: draft.inputIncludesCached,
    outputIncludesReasoning: draft.outputIncludesReasoning,
    ...(draft.requests !== null && { requests: draft.requests }),
    dimensions: pickNamed(usageDimensions, draft.dimensions),
    ...(draft.serviceTier !== null && { serviceTier: draft.serviceTier }),
    ...(draft.cost !== null && { cost: { column: draft.cost, currency: draft.costCurrency } }),
    ...(draft.key !== null && { key: draft.key }),
    constants: draft.constants,
  });
}

function pickNamed<Key extends string>(
  keys: readonly Key[],
  columns: Partial<Record<Key, string>>,
): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const column = columns[key];
      return column === undefined ? [] : [[key, column] as const];
    }),
  );
}
