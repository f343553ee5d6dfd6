import type { PriceCard } from '#shared/domain/price.ts';
import { named, type ModelRule } from './model-rule.ts';

type Lifecycle = NonNullable<PriceCard['lifecycle']>;

const anthropicPage = 'https://platform.claude.com/docs/en/about-claude/model-deprecations (read 2026-11-23)';
const anthropicStatus = `${anthropicPage}; retirement of the 4.0 and 4.1 models as quoted by public copies of that page`;
const openAiPage = 'https://developers.openai.com/api/docs/deprecations (read 2026-11-23)';
const openAiCopy =
  'https://developers.openai.com/api/docs/deprecations, as copied and compared with GET /v1/models by third parties on 2026-10-27';
const googlePage = 'https://ai.google.dev/gemini-api/docs/deprecations (read 2026-11-23)';

function rule(
  provider: string,
  pattern: RegExp,
  dates: { readonly deprecated?: string; readonly retired: string },
  source: string,
): ModelRule<Lifecycle> {
  return {
    provider,
    covers: named(pattern),
    value: {
      ...(dates.deprecated === undefined ? {} : { deprecatedFromMs: dayMs(dates.deprecated) }),
      retiredFromMs: dayMs(dates.retired),
      source,
    },
  };
}

function dayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** When models are no longer recommended, and when they are switched off. Clouds have their own dates: not listed. */
export const lifecycleRules: readonly ModelRule<Lifecycle>[] = [
  rule('anthropic', /^claude-(v1|instant)/, { deprecated: '2024-09-04', retired: '2024-11-06' }, anthropicPage),
  rule('anthropic', /^claude-(2|3-sonnet)/, { deprecated: '2025-01-21', retired: '2025-07-21' }, anthropicPage),
  rule('anthropic', /^claude-3-opus/, { deprecated: '2025-06-30', retired: '2026-01-05' }, anthropicPage),
  rule('anthropic', /^claude-3-5-sonnet/, { deprecated: '2025-08-13', retired: '2025-10-28' }, anthropicPage),
  rule('anthropic', /^claude-3-7-sonnet/, { deprecated: '2025-10-28', retired: '2026-02-19' }, anthropicPage),
  rule('anthropic', /^claude-3-5-haiku/, { deprecated: '2025-12-19', retired: '2026-02-19' }, anthropicPage),
  rule('anthropic', /^claude-3-haiku/, { retired: '2026-04-20' }, anthropicStatus),
  rule('anthropic', /^claude-(sonnet|opus)-4-0$/, { retired: '2026-06-15' }, anthropicStatus),
  rule('anthropic', /^claude-opus-4-1$/, { deprecated: '2026-06-05', retired: '2026-08-05' }, anthropicStatus),
  rule('openai', /^gpt-image-1(-mini|\.5)$/, { deprecated: '2026-06-02', retired: '2026-12-01' }, openAiPage),
  rule('openai', /^gpt-5(-mini|-nano)?$/, { deprecated: '2026-06-11', retired: '2026-12-11' }, openAiPage),
  rule('openai', /^(gpt-5-pro|o3|o3-pro)$/, { deprecated: '2026-06-11', retired: '2026-12-11' }, openAiCopy),
  rule('openai', /^gpt-4(o|\.1)(-mini)?$/, { retired: '2027-01-14' }, openAiCopy),
  rule('openai', /^(whisper-1|gpt-4o-transcribe|gpt-4o-mini-transcribe)$/, { retired: '2027-02-26' }, openAiCopy),
  rule('openai', /^gpt-5\.1$/, { retired: '2027-04-01' }, openAiCopy),
  rule('google', /^gemini-2\.0-flash(-lite)?$/, { retired: '2026-06-01' }, googlePage),
  rule('google', /^gemini-3-pro-preview$/, { retired: '2026-03-09' }, googlePage),
  rule('google', /^gemini-3(\.1-flash|-pro)-image-preview$/, { retired: '2026-06-25' }, googlePage),
  rule('google', /^gemini-2\.5-(pro|flash)$/, { retired: '2026-12-01' }, googlePage),
  rule('google', /^gemini-3\.1-flash-lite$/, { retired: '2027-05-07' }, googlePage),
];
