import type { DocumentIndex, Workload } from '#shared/domain/scenario.ts';
import { leaf, product, quotient } from './expressions.ts';
import type { WorkloadPlan } from './plan.ts';
import { quantityLeaf } from './quantity-leaf.ts';

/**
 * The embedding of a workload's documents as parts of the plan: documents ÷ period a day, one call of the embedding model for
 * each. They do not grow with the traffic and are no requests.
 */
export function documentParts({ id, name, indexes = [] }: Workload, path: string): readonly WorkloadPlan[] {
  return indexes.map((index, position) => documentPart({ id, name }, index, `${path}.indexes[${position}]`));
}

function documentPart(
  workload: Pick<Workload, 'id' | 'name'>,
  { id, name, model, documents, tokensPerDocument, reindexDays, changedShare, growthPerMonth }: DocumentIndex,
  path: string,
): WorkloadPlan {
  const all = quantityLeaf('Documents', 'factor', documents, `${path}.documents`);
  const embedded =
    changedShare === undefined
      ? all
      : product('Documents that a run embeds', 'factor', [
          all,
          quantityLeaf('Share of documents that changed', 'share', changedShare, `${path}.changedShare`),
        ]);
  const perDay = quotient(
    'Documents embedded per day',
    'requests',
    embedded,
    quantityLeaf('Days between two runs', 'days', reindexDays, `${path}.reindexDays`),
  );
  return {
    purpose: 'documents',
    key: `${workload.id}#${id}`,
    id: workload.id,
    name: `${workload.name}, ${name}`,
    growth: { perMonth: growthPerMonth, path: `${path}.growthPerMonth` },
    requestsPerDay: perDay,
    askedPerDay: perDay,
    calls: [
      {
        id,
        name,
        callsPerRequest: leaf('One embedding per document', 'calls', 1, { source: 'definition' }),
        classes: [],
        routes: [{ modelId: model, share: leaf('All documents', 'share', 1, { source: 'definition' }) }],
        countedOn: [model],
        prompt: [
          {
            component: 'unsplit',
            tokens: quantityLeaf('Tokens per document', 'tokens', tokensPerDocument, `${path}.tokensPerDocument`),
          },
        ],
        answer: [],
        promptSpread: { low: 1, high: 1 },
        cache: { kind: 'none' },
        tierShares: [],
        discounts: [],
      },
    ],
    fees: [],
  };
}
