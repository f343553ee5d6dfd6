import type { ImportOptions } from '#shared/domain/importing.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import type { RowReader } from './presets/preset.ts';
import { createDialectSurvey, type AmbiguousCell, type Dialect, type DialectSurvey } from './read/dialect.ts';
import { openSource } from './read/open-source.ts';
import type { TextSource } from './read/open-text.ts';
import type { Table } from './read/table.ts';

/** Shows a survey every row of the file, or enough of them. Fails as reading the file does. */
export type SurveyFile = (survey: DialectSurvey) => Promise<Result<void>>;

/** What a table's dialect is settled from. */
export interface DialectRequest {
  readonly options: ImportOptions;
  readonly name: string;
  readonly surveyFile?: SurveyFile | undefined;
}

/** A table's dialect, and the columns whose cells are written in it. */
export interface SettledDialect extends Dialect {
  readonly columns: readonly number[];
}

/**
 * Finds how a table writes dates and numbers: as the user says, as its first rows show, or, where these can be read in
 * two ways, as any of its rows shows. Fails `date-order-ambiguous` and `number-format-ambiguous` where nothing does.
 */
export async function settleDialect(
  table: Table,
  reader: RowReader,
  { options, name, surveyFile }: DialectRequest,
): Promise<Result<SettledDialect>> {
  const chosen = chosenDialect(options);
  const survey = createDialectSurvey(reader.knownColumns);
  for (const { cells } of table.sample) survey.add(cells);
  if (surveyFile !== undefined && openQuestions(survey, chosen, table, reader).length > 0) {
    const surveyed = await surveyFile(survey);
    if (!surveyed.ok) return surveyed;
  }
  const [question] = openQuestions(survey, chosen, table, reader);
  if (question !== undefined) return ask(question, table, name);
  const { dateOrder, decimalMark } = survey.dialect();
  return success({
    dateOrder: chosen.dateOrder ?? dateOrder,
    decimalMark: chosen.decimalMark ?? decimalMark,
    columns: survey.columns(),
  });
}

/** What the sample of a table leaves open: what a screen asks the user. */
export function dialectQuestions(table: Table, reader: RowReader, options: ImportOptions): readonly AmbiguousCell[] {
  const survey = createDialectSurvey(reader.knownColumns);
  for (const { cells } of table.sample) survey.add(cells);
  return openQuestions(survey, chosenDialect(options), table, reader);
}

function chosenDialect({ dateOrder, decimalMark, mapping }: ImportOptions): Dialect {
  const mapped = mapping?.time.format;
  return { dateOrder: dateOrder ?? (mapped === 'mdy' || mapped === 'dmy' ? mapped : undefined), decimalMark };
}

/**
 * Cells that nothing decides, and that the preset does not decide either: a format whose dates have one order reads
 * them as they stand. In a file with semicolons, where commas are decimal as a rule, its word on numbers is not enough.
 */
function openQuestions(
  survey: DialectSurvey,
  chosen: Dialect,
  table: Table,
  reader: RowReader,
): readonly AmbiguousCell[] {
  return survey.questions().filter(({ question, column, cells }) => {
    if (question === 'date-order' && chosen.dateOrder !== undefined) return false;
    if (question === 'decimal-mark' && chosen.decimalMark !== undefined) return false;
    if (question === 'decimal-mark' && table.delimiter === ';') return true;
    const outcome = reader.read(cells);
    return outcome.kind === 'reject' && outcome.column === table.header.columns[column];
  });
}

function ask({ question, column, text }: AmbiguousCell, table: Table, name: string): Failed {
  const at = { file: name, column: table.header.columns[column] };
  if (question === 'date-order') {
    return failure(
      'date-order-ambiguous',
      `${name} writes dates such as ${text}, and nothing in it shows whether the month or the day comes first.`,
      {
        at,
        nextStep: 'Say which: --date-order mdy or --date-order dmy, or choose it in the Import screen.',
      },
    );
  }
  return failure(
    'number-format-ambiguous',
    `${name} writes numbers such as ${text}, and nothing in it shows whether the point is decimal or groups thousands.`,
    {
      at,
      nextStep: 'Say which mark is decimal: --decimal point or --decimal comma, or choose it in the Import screen.',
    },
  );
}

/** Shows a survey the rows of a table until it has no question left, or to the end. */
export async function surveyTable(source: TextSource, survey: DialectSurvey): Promise<Result<void>> {
  const opened = await openSource({ ...source, onBytesRead: undefined });
  if (!opened.ok) return opened;
  if (opened.value.reads !== 'table') {
    await opened.value.close();
    return success(undefined);
  }
  for await (const batch of opened.value.rows) {
    if (!batch.ok) return batch;
    for (const { cells } of batch.value) survey.add(cells);
    if (survey.questions().length === 0) break;
  }
  return success(undefined);
}
