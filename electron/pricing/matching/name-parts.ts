/** A model's name taken apart, so that spellings can be compared. */
export interface NameParts {
  /**
   * The name's words in order, lower case: `claude-3-5-sonnet`, `Claude 3.5 Sonnet` and `claude3.5-sonnet` are all
   * `claude`, `3.5`, `sonnet`. Dates, the maker's name and Bedrock's revision are not among them.
   */
  readonly words: readonly string[];
  /** Date of the snapshot, `YYYYMMDD`. */
  readonly date?: string;
  /** Where Bedrock serves it, as its id says: `global.` or some region. */
  readonly scope?: 'global' | 'regional';
  /** The maker as the name says it: `anthropic` in `anthropic/claude-…` and `anthropic.claude-…`. */
  readonly maker?: string;
}

/** Makers in Bedrock's ids. Source: https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html */
const bedrockMakers =
  'ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|xai|zai';

/** A Bedrock id: place of serving, maker, model. Places of cross-region inference profiles, and the book's own `regional`. */
export const bedrockIdPattern = new RegExp(
  `^(?:(global|regional|us-gov|us|eu|apac|jp|au|ca|in|sa|uk|il|mx|me|af|ap)\\.)?(${bedrockMakers})\\.(?=[a-z])`,
);

/** A day written `2024-10-22` or `20241022`, not part of a longer number. */
export const datePattern =
  /(?<![0-9])(?<year>20\d\d)(?<dash>-?)(?<month>0[1-9]|1[0-2])\k<dash>(?<day>0[1-9]|[12]\d|3[01])(?![0-9])/;

/** Bedrock's revision and context size at the end of an id: `-v1:0`, `:0`, `-v2:0:200k`. */
const bedrockRevision = /(?:-v\d+)?(?::\d+)(?::[a-z0-9]+)?$/;
const bareBedrockRevision = /-v\d+$/;

/** Takes a model's name apart; never fails, whatever the text. */
export function nameParts(text: string): NameParts {
  let name = text.trim().toLowerCase();
  const bedrock = bedrockIdPattern.exec(name);
  const slash = /\s/.test(name) ? -1 : name.lastIndexOf('/');
  const maker = bedrock?.[2] ?? (slash > 0 ? name.slice(0, slash).replace(/^~/, '') : undefined);
  if (bedrock !== null) name = name.slice(bedrock[0].length).replace(bareBedrockRevision, '');
  else if (slash > 0) name = name.slice(slash + 1);
  name = name.replace(bedrockRevision, '');
  const date = datePattern.exec(name);
  if (date !== null) name = `${name.slice(0, date.index)} ${name.slice(date.index + date[0].length)}`;
  return {
    words: wordsOf(name),
    ...(date === null ? {} : { date: date[0].replaceAll('-', '') }),
    ...(bedrock?.[1] === undefined ? {} : { scope: bedrock[1] === 'global' ? 'global' : 'regional' }),
    ...(maker === undefined ? {} : { maker }),
  };
}

/** Words in order, versions as one word: `3-5` and `3.5` are `3.5`, `4.0` is `4`. */
function wordsOf(name: string): string[] {
  const pieces = name
    .replaceAll('+', ' plus ')
    .replaceAll(/(?<![0-9])\.|\.(?![0-9])/g, ' ')
    .split(/[^a-z0-9.]+/)
    .flatMap(splitFamily)
    .filter((piece) => piece !== '');
  const words: string[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (last !== undefined && isVersionNumber(last) && isVersionNumber(piece))
      words[words.length - 1] = `${last}.${piece}`;
    else words.push(piece);
  }
  return words.map((word) => word.replace(/^(\d+)\.0$/, '$1'));
}

/** `llama3` is two words, `gpt4o` too; `o3`, `r1` and `70b` are one. */
function splitFamily(piece: string): string[] {
  const family = /^([a-z]{3,})(\d+(?:\.\d+)*)$/.exec(piece) ?? /^(gpt)(\d.*)$/.exec(piece);
  return family === null ? [piece] : [family[1] ?? '', family[2] ?? ''];
}

function isVersionNumber(word: string): boolean {
  return /^(?:0|[1-9]\d?)$/.test(word);
}
