import { importReportSchema, type ImportReport } from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import type { FileDraft, ImportSlice, SliceContext } from './state.ts';

/** Puts a job's newest snapshot in its place, or at the end. A finished job stays finished. */
export function mergeJob(jobs: readonly JobSnapshot[], job: JobSnapshot): readonly JobSnapshot[] {
  const known = jobs.find(({ id }) => id === job.id);
  if (known === undefined) return [...jobs, job];
  // Events and answers overtake each other: a late "running" must not revive a finished job.
  if (known.state !== 'running' && job.state === 'running') return jobs;
  return jobs.map((other) => (other.id === job.id ? job : other));
}

/** The report of a finished import job; undefined for any other job. */
export function reportOf(job: JobSnapshot): ImportReport | undefined {
  const report = importReportSchema.safeParse(job.result);
  return report.success ? report.data : undefined;
}

export function createImportSlice({ set, get, services }: SliceContext): ImportSlice {
  const { bridge, notify } = services;

  return {
    draft: { step: 'none' },
    jobs: [],
    dismissedJobs: new Set(),
    imports: null,

    async inspectFile(file) {
      const reading: FileDraft = { step: 'reading', name: file.name };
      set({ draft: reading });
      const granted = await bridge.grantFile(file);
      const inspected = granted.ok ? await bridge.call('import.inspect', { fileId: granted.value.fileId }) : granted;
      if (get().draft !== reading) return;
      if (!granted.ok || !inspected.ok) {
        const failed = granted.ok ? inspected : granted;
        if (!failed.ok) set({ draft: { step: 'failed', name: file.name, error: failed.error } });
        return;
      }
      const { fileId, name } = granted.value;
      set({ draft: { step: 'inspected', name, fileId, inspection: inspected.value, starting: false } });
    },

    discardDraft: () => set({ draft: { step: 'none' } }),

    async startImport(options) {
      const { draft } = get();
      if (draft.step !== 'inspected' || draft.starting) return;
      set({ draft: { ...draft, starting: true } });
      const answer = await bridge.call('import.start', { fileId: draft.fileId, options });
      if (!answer.ok) {
        set({ draft: { ...draft, starting: false } });
        notify({ tone: 'failed', title: 'The import did not start', message: answer.error.message });
        return;
      }
      set({ draft: { step: 'none' } });
      await get().refreshJobs();
    },

    async cancelJob(jobId) {
      const answer = await bridge.call('jobs.cancel', { jobId });
      if (answer.ok) get().receiveJob(answer.value);
      else notify({ tone: 'failed', title: 'The import could not be cancelled', message: answer.error.message });
    },

    dismissJob: (jobId) => set(({ dismissedJobs }) => ({ dismissedJobs: new Set([...dismissedJobs, jobId]) })),

    async undoImport(importId) {
      const answer = await bridge.call('import.undo', { importId });
      if (answer.ok) {
        const records = answer.value.records.toLocaleString('en-US');
        notify({ tone: 'done', title: 'Import undone', message: `${records} usage records left the ledger.` });
      } else notify({ tone: 'failed', title: 'The import could not be undone', message: answer.error.message });
      await get().refreshImports();
    },

    async refreshImports() {
      const answer = await bridge.call('import.list', {});
      if (answer.ok) set({ imports: answer.value });
      else notify({ tone: 'failed', title: 'The ledger could not be read', message: answer.error.message });
    },

    async refreshJobs() {
      const answer = await bridge.call('jobs.list', {});
      // The services list the newest first.
      if (answer.ok) for (const job of answer.value.toReversed()) get().receiveJob(job);
    },

    receiveJob: (job) => set(({ jobs }) => ({ jobs: mergeJob(jobs, job) })),
  };
}
