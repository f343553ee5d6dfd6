import type { BudgetSpending } from '#tracking';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { usdText } from '#shared/money.ts';
import { boundedGroups } from './bounded-groups.ts';

/** One value of a metric, by its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  /** Decimal text: money is exact. */
  readonly value: string;
}

/** A metric as OpenMetrics describes it. A counter's samples are named with `_total` behind the family's name. */
export interface MetricFamily {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  /** What the name ends in; absent = it counts things. */
  readonly unit?: 'usd' | 'tokens' | 'ratio' | 'seconds';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** What the metrics are of. */
export interface MetricSource {
  /** Grouped by provider and model, and by project. */
  readonly byModel: UsageSummary;
  readonly byProject: UsageSummary;
  readonly budgets: readonly BudgetSpending[];
}

/** Every metric that Burnrate exports. Labels are of bounded number: no users, no conversations. */
export function metricFamilies({ byModel, byProject, budgets }: MetricSource): readonly MetricFamily[] {
  const models = boundedGroups(byModel, ['provider', 'model']);
  const projects = boundedGroups(byProject, ['project']);
  const pricedModels = models.filter(({ isPriced }) => isPriced);
  return [
    {
      name: 'burnrate_cost_usd',
      type: 'counter',
      unit: 'usd',
      help: 'Cost of the recorded usage at its price cards, of what has a price.',
      samples: pricedModels.map(({ labels, costNanoUsd }) => ({ labels, value: usdText(costNanoUsd) })),
    },
    {
      name: 'burnrate_project_cost_usd',
      type: 'counter',
      unit: 'usd',
      help: 'Cost of the recorded usage by project; an empty project stands for usage that names none.',
      samples: projects
        .filter(({ isPriced }) => isPriced)
        .map(({ labels, costNanoUsd }) => ({ labels, value: usdText(costNanoUsd) })),
    },
    {
      name: 'burnrate_usage_tokens',
      type: 'counter',
      unit: 'tokens',
      help: 'Recorded tokens by kind; kinds are disjoint, so their sum is all tokens.',
      samples: models.flatMap(({ labels, tokens }) =>
        tokenKinds.flatMap((kind) => {
          const count = tokens[kind] ?? 0;
          return count === 0 ? [] : [{ labels: { ...labels, kind }, value: String(count) }];
        }),
      ),
    },
    {
      name: 'burnrate_unpriced_tokens',
      type: 'counter',
      unit: 'tokens',
      help: 'Recorded tokens whose price is not known; their cost is in no other metric.',
      samples: models
        .filter(({ unpricedTokens }) => unpricedTokens > 0)
        .map(({ labels, unpricedTokens }) => ({ labels, value: String(unpricedTokens) })),
    },
    {
      name: 'burnrate_requests',
      type: 'counter',
      help: 'Recorded requests, as far as their source counts them.',
      samples: models.map(({ labels, requests }) => ({ labels, value: String(requests) })),
    },
    ...usageTime(byModel),
    ...budgetFamilies(budgets),
  ];
}

function usageTime({ lastMs }: UsageSummary): readonly MetricFamily[] {
  if (lastMs === null) return [];
  return [
    {
      name: 'burnrate_last_usage_timestamp_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'End of the last recorded usage, Unix time: how far the other metrics look.',
      samples: [{ labels: {}, value: String(lastMs / 1000) }],
    },
  ];
}

/** A budget for each user or project shows its dearest one, so that there is one series a budget. */
function budgetFamilies(budgets: readonly BudgetSpending[]): readonly MetricFamily[] {
  if (budgets.length === 0) return [];
  const samples = (valueOf: (status: BudgetSpending) => number): readonly Sample[] =>
    budgets.map((status) => ({ labels: budgetLabels(status), value: String(valueOf(status)) }));
  return [
    {
      name: 'burnrate_budget_amount_usd',
      type: 'gauge',
      unit: 'usd',
      help: 'What a budget allows in one period.',
      samples: samples(({ entry }) => entry.budget.amountUsd),
    },
    {
      name: 'burnrate_budget_spent_usd',
      type: 'gauge',
      unit: 'usd',
      help: 'What is spent of a budget in its present period; of a budget for each, by the dearest.',
      samples: samples(({ spend }) => spend.spentUsd),
    },
    {
      name: 'burnrate_budget_utilization_ratio',
      type: 'gauge',
      unit: 'ratio',
      help: 'Spent part of a budget in its present period; 1 = used up.',
      samples: samples(({ spend }) => spend.share),
    },
  ];
}

function budgetLabels({ entry }: BudgetSpending): Sample['labels'] {
  const { budget, id } = entry;
  return { budget_id: String(id), budget: budget.name, period: budget.period, each: budget.each ?? '' };
}
