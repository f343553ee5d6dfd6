import type { MetricFamily, Sample } from './metric-families.ts';

/**
 * Metrics as OpenMetrics 1.0 text: families with type, unit and help, samples, and `# EOF`. Families without a sample
 * are left out.
 */
export function exposition(families: readonly MetricFamily[]): string {
  return `${families
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('')}# EOF\n`;
}

function familyText({ name, type, unit, help, samples }: MetricFamily): string {
  const sampleName = type === 'counter' ? `${name}_total` : name;
  return [
    `# TYPE ${name} ${type}\n`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}\n`]),
    `# HELP ${name} ${escapeText(help)}\n`,
    ...samples.map(({ labels, value }) => `${sampleName}${labelText(labels)} ${value}\n`),
  ].join('');
}

function labelText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeText(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
