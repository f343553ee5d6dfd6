import type { UnitCounts } from '#shared/domain/billable-units.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import { maximumNameLength } from '../read/cells.ts';
import type { ChargeDraft, RowOutcome } from './preset.ts';

/** What a line of a bill bills, where its text tells. */
export interface BilledUsage {
  readonly tokens?: TokenCounts | undefined;
  readonly units?: UnitCounts | undefined;
  readonly serviceTier?: ServiceTier | undefined;
  readonly residency?: Residency | undefined;
  /** Who used it, where the user asks to keep personal data. */
  readonly user?: string | undefined;
  readonly remarks: readonly string[];
}

/**
 * A line of a bill with the usage that it bills. Bills count no requests. A line without money and without use is empty.
 * @param usage undefined when the line's text does not tell how many tokens of which kind it is for.
 */
export function billLine(line: ChargeDraft, usage: BilledUsage | undefined): RowOutcome {
  const charge = withPlainNames(line);
  const isNothing =
    usage === undefined ||
    [...Object.values(usage.tokens ?? {}), ...Object.values(usage.units ?? {})].every((count) => count === 0);
  if (isNothing) {
    return Number(charge.billed.decimal) === 0 && charge.remarks.length === 0
      ? { kind: 'empty' }
      : { kind: 'charge', charge };
  }
  const { startMs, endMs, provider, model, project } = charge;
  return {
    kind: 'charge',
    charge,
    draft: {
      startMs,
      endMs,
      provider,
      model,
      serviceTier: usage.serviceTier ?? 'standard',
      ...(usage.residency === undefined ? {} : { residency: usage.residency }),
      requests: 0,
      tokens: usage.tokens ?? {},
      ...(usage.units === undefined ? {} : { units: usage.units }),
      inclusive: [],
      stated: [],
      names: {
        ...(project === undefined ? {} : { project }),
        ...(usage.user === undefined || usage.user === '' ? {} : { user: plainName(usage.user) }),
      },
      remarks: usage.remarks,
    },
  };
}

function withPlainNames(line: ChargeDraft): ChargeDraft {
  const { project } = line;
  return {
    ...line,
    provider: plainName(line.provider),
    model: plainName(line.model),
    line: plainName(line.line),
    project: project === undefined ? undefined : plainName(project),
  };
}

/** A bill's text as a name: on one line, without control characters, cut to the length that names may have. */
export function plainName(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
  const onOneLine = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');
  return onOneLine.trim().slice(0, maximumNameLength);
}

/** Keys of tags that say what a cost was for, without prefixes such as `user:` or `labels.`. */
const projectKeys = ['project', 'application', 'app', 'workload', 'service', 'team', 'costcenter'];

/** The value of the first tag that names a project; tags as JSON, with or without its braces (Azure), or as pairs. */
export function projectOfTags(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const tags = parseTags(trimmed);
  for (const key of projectKeys) {
    for (const [name, value] of tags) {
      const plain = name
        .toLowerCase()
        .replace(/^(user|aws|label|labels|tag)[:_./]/, '')
        .replaceAll(/[-_ ]/g, '');
      if (plain === key && value.trim() !== '') return value.trim();
    }
  }
  return undefined;
}

function parseTags(text: string): readonly (readonly [string, string])[] {
  const whole = /^[[{]/.test(text) ? text : `{${text}}`;
  try {
    return pairsOf(JSON.parse(whole));
  } catch {
    return [];
  }
}

/** `{name: value}`, or a list of `{key, value}`. */
function pairsOf(value: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      const tag = item as { key?: unknown; value?: unknown } | null;
      return typeof tag?.key === 'string' && typeof tag.value === 'string' ? [[tag.key, tag.value] as const] : [];
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, tag]) => (typeof tag === 'string' ? [[key, tag] as const] : []));
}
