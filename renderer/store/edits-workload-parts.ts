import { meanOf, type Quantity } from '#shared/domain/quantity.ts';
import type { Call, DocumentIndex, Fee, RequestClass, Scenario, Workload } from '#shared/domain/scenario.ts';
import { editWorkload, freeId } from './edits.ts';
import { normaliseShares, setShare } from './shares.ts';

/** Edits of the classes, documents and priced services of a workload. Each gives a changed copy. */

/** Divides the requests into two equal classes, or takes half of the last class for a new one. */
export function addClass(scenario: Scenario, workloadIndex: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const { classes = [] } = workload;
    const last = classes.at(-1);
    if (last === undefined) {
      const first: RequestClass = { id: 'simple', name: 'Simple', share: 0.5 };
      return { ...workload, classes: [first, { id: 'complex', name: 'Complex', share: 0.5 }] };
    }
    const id = freeId('class', new Set(classes.map((one) => one.id)));
    const whole = meanOf(last.share);
    const half = whole / 2;
    return {
      ...workload,
      classes: [
        ...classes.slice(0, -1),
        { ...last, share: whole - half },
        { id, name: `Class ${classes.length + 1}`, share: half },
      ],
    };
  });
}

/** Renames a class. */
export function renameClass(scenario: Scenario, workloadIndex: number, index: number, name: string): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    classes: (workload.classes ?? []).map((one, other) => (other === index ? { ...one, name } : one)),
  }));
}

/** Sets the share of a class; the others keep their proportions, so that the shares go on to sum to 1. */
export function setClassShare(scenario: Scenario, workloadIndex: number, index: number, share: Quantity): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    classes: setShare(workload.classes ?? [], index, share),
  }));
}

/** Removes a class; calls that only it made are made for all. The last class takes the division with it. */
export function removeClass(scenario: Scenario, workloadIndex: number, index: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const { classes = [], ...rest } = workload;
    const gone = classes[index];
    const left = classes.filter((_one, other) => other !== index);
    const calls = workload.calls.map((call) => (gone === undefined ? call : withoutClass(call, gone.id)));
    if (left.length < 2) return { ...rest, calls: calls.map(({ classes: _none, ...call }) => call) };
    return { ...rest, calls, classes: normaliseShares(left) };
  });
}

function withoutClass(call: Call, id: string): Call {
  const { classes, ...rest } = call;
  const left = classes?.filter((other) => other !== id) ?? [];
  return left.length === 0 ? rest : { ...rest, classes: left };
}

/** Adds 10,000 documents that are embedded once a month. */
export function addIndex(scenario: Scenario, workloadIndex: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const { indexes = [] } = workload;
    const index: DocumentIndex = {
      id: freeId('documents', new Set([...indexes, ...workload.calls].map(({ id }) => id))),
      name: 'Documents',
      model: 'openai/text-embedding-3-small',
      documents: 10_000,
      tokensPerDocument: 1000,
      reindexDays: 30,
      growthPerMonth: 0,
    };
    return { ...workload, indexes: [...indexes, index] };
  });
}

/** Replaces one index of documents. */
export function editIndex(
  scenario: Scenario,
  workloadIndex: number,
  index: number,
  change: (present: DocumentIndex) => DocumentIndex,
): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    indexes: (workload.indexes ?? []).map((one, other) => (other === index ? change(one) : one)),
  }));
}

/** Removes one index of documents. */
export function removeIndex(scenario: Scenario, workloadIndex: number, index: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload): Workload => {
    const { indexes = [], ...rest } = workload;
    const left = indexes.filter((_one, other) => other !== index);
    return left.length === 0 ? rest : { ...rest, indexes: left };
  });
}

/** Adds a service at the price of the catalogue: one web search in ten requests. */
export function addPricedFee(scenario: Scenario, workloadIndex: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const id = freeId('service', new Set(workload.fees.map((fee) => fee.id)));
    const fee: Fee = {
      id,
      name: 'Web search',
      card: 'tool/openai-web-search',
      unit: 'webSearch',
      unitsPerRequest: 0.1,
    };
    return { ...workload, fees: [...workload.fees, fee] };
  });
}
