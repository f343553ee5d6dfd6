import { Group, Table, Text } from '@mantine/core';
import type { Chart, ChartData, ChartOptions, Plugin } from 'chart.js';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
import { formatDay, formatRate } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { axisRate } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartInFrame, placeAxis, valueAxis } from './chart-options.ts';
import { LineChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';
import {
  historySentence,
  periodKinds,
  priceHistory,
  pricePeriods,
  timeMarks,
  type DrawnKind,
  type PriceHistory as History,
  type PricePeriod,
} from './price-history-model.ts';

/** Colour and dash of each line: told apart without colour too. */
const strokes: Readonly<
  Record<DrawnKind, { readonly colour: 'optimized' | 'increase' | 'baseline'; readonly dash: number[] }>
> = {
  input: { colour: 'optimized', dash: [] },
  output: { colour: 'increase', dash: [8, 4] },
  cacheRead: { colour: 'baseline', dash: [2, 3] },
};

/** What a model cost, costs and will cost by the token: step lines with today marked, or a table of every kind. */
export function PriceHistory(props: {
  /** What bills through time, ascending by date. */
  readonly cards: readonly PriceCard[];
  /** Today, UTC ms. */
  readonly nowMs: number;
  readonly height: number;
}): ReactNode {
  const { cards, nowMs, height } = props;
  const periods = useMemo(() => pricePeriods(cards), [cards]);
  const history = useMemo(() => priceHistory(periods, nowMs), [periods, nowMs]);
  const sentence = historySentence(periods, nowMs);
  const dataOf = useCallback((palette: ChartPalette) => dataOfHistory(history, palette), [history]);
  const optionsOf = useCallback((palette: ChartPalette) => optionsOfHistory(history, palette), [history]);
  const plugins = useMemo(() => [todayLine(nowMs)], [nowMs]);
  // One price without dates is one flat line: the sentence says it better.
  if (periods.length < 2 && periods.every(({ fromMs, toMs }) => fromMs === null && toMs === null)) {
    return <Section title="Price history" description={sentence} />;
  }
  return (
    <ChartFrame
      title="Price history"
      sentence={sentence}
      chart={
        history.series.length === 0 ? (
          <Text size="sm">Nothing here is billed by the token, so there is no line to draw.</Text>
        ) : (
          <>
            <Group gap="md" mb={4} aria-hidden>
              {history.series.map(({ kind, label }) => (
                <LegendItem key={kind} kind={kind} label={label} />
              ))}
              <Text size="xs" c="dimmed">
                USD per million tokens
              </Text>
            </Group>
            <LineChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={optionsOf} plugins={plugins} />
          </>
        )
      }
      table={<PeriodTable periods={periods} nowMs={nowMs} />}
    />
  );
}

function dataOfHistory({ series }: History, palette: ChartPalette): ChartData<'line'> {
  return {
    datasets: series.map(({ kind, label, points }) => ({
      label,
      data: points.map(({ ms, usdPerMTok }) => ({ x: ms, y: usdPerMTok ?? Number.NaN })),
      borderColor: palette[strokes[kind].colour],
      backgroundColor: palette[strokes[kind].colour],
      borderDash: strokes[kind].dash,
      borderWidth: 2,
      pointRadius: 0,
      pointHitRadius: 12,
      pointHoverRadius: 4,
      stepped: 'before' as const,
    })),
  };
}

function optionsOfHistory({ startMs, endMs }: History, palette: ChartPalette): ChartOptions<'line'> {
  return {
    ...chartInFrame,
    // Room for the word above today's line.
    layout: { padding: { top: 16 } },
    interaction: { mode: 'nearest', intersect: false },
    plugins: {
      tooltip: {
        callbacks: {
          title: ([item]) => formatDay(item?.parsed.x ?? startMs),
          label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatRate(parsed.y ?? 0)} per million tokens`,
        },
      },
    },
    scales: {
      x: {
        type: 'linear',
        min: startMs,
        max: endMs,
        ...placeAxis(palette, { ticks: { callback: (value: number | string) => monthInShort.format(Number(value)) } }),
        afterBuildTicks: (axis) => {
          axis.ticks = timeMarks(startMs, endMs).map((value) => ({ value }));
        },
      },
      y: {
        ...valueAxis(palette, { maxTicksLimit: 6, format: axisRate }),
        // A line along the upper edge would be cut in half.
        grace: '5%',
      },
    },
  };
}

const monthInShort = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** Marks today: left of it are prices that held, right of it prices that are announced. */
function todayLine(nowMs: number): Plugin<'line'> {
  return {
    id: 'today',
    afterDatasetsDraw(chart: Chart) {
      const x = chart.scales['x']?.getPixelForValue(nowMs);
      if (x === undefined) return;
      const { ctx, chartArea } = chart;
      const style = getComputedStyle(chart.canvas);
      ctx.save();
      ctx.strokeStyle = style.getPropertyValue('--chart-text').trim();
      ctx.fillStyle = ctx.strokeStyle;
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.font = `11px ${style.fontFamily}`;
      ctx.textAlign = 'center';
      ctx.fillText('today', x, chartArea.top - 5);
      ctx.restore();
    },
  };
}

function PeriodTable(props: { readonly periods: readonly PricePeriod[]; readonly nowMs: number }): ReactNode {
  const { periods, nowMs } = props;
  const kinds = periodKinds(periods);
  return (
    <div className="table-scroll">
      <Table aria-label="Price history in USD per million tokens">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th>Until</Table.Th>
            {kinds.map((kind) => (
              <Table.Th key={kind} className="number-cell">
                {tokenKindLabels[kind]}
              </Table.Th>
            ))}
            <Table.Th>Source</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.toReversed().map((period) => (
            <Table.Tr key={period.fromMs ?? 'ever'}>
              <Table.Td>
                {period.fromMs === null ? 'since ever' : formatDay(period.fromMs)}
                {period.fromMs !== null && period.fromMs > nowMs && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    announced
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{period.toMs === null ? 'open' : formatDay(period.toMs)}</Table.Td>
              {kinds.map((kind) => (
                <Table.Td key={kind} className="number-cell">
                  {period.rates[kind] === undefined ? '–' : formatRate(period.rates[kind])}
                </Table.Td>
              ))}
              <Table.Td>{period.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function LegendItem({ kind, label }: { readonly kind: DrawnKind; readonly label: string }): ReactNode {
  const { colour, dash } = strokes[kind];
  return (
    <Group gap={6}>
      <svg width={22} height={2} aria-hidden>
        <line
          x1={0}
          y1={1}
          x2={22}
          y2={1}
          strokeWidth={2}
          stroke={`var(--chart-${colour})`}
          strokeDasharray={dash.join(' ')}
        />
      </svg>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}
