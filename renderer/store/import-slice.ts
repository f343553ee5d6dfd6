import {
  importBatchSchema,
  importReportSchema,
  type ColumnMapping,
  type ImportBatch,
  type ImportReport,
  type RejectsPart,
} from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { failure, type Result } from '#shared/result.ts';
import type { GrantedFile } from '../bridge.ts';
import type { FileDraft, ImportSlice, ImportSource, SliceContext } from './state.ts';

/** Most files that the host keeps open at once. */
const filesAtOnce = 1000;

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

/** The outcome of a finished job over several files; undefined for any other job. */
export function batchOf(job: JobSnapshot): ImportBatch | undefined {
  const batch = importBatchSchema.safeParse(job.result);
  return batch.success ? batch.data : undefined;
}

export function createImportSlice({ set, get, services }: SliceContext): ImportSlice {
  const { bridge, notify, saveFile } = services;
  /** Ids of folders, which are always imported as several files. */
  const folders = new Set<string>();

  /** Starts an import and remembers what it was started with. Gives true when it started. */
  async function start(source: ImportSource): Promise<boolean> {
    const { files, options } = source;
    const [file] = files;
    const answer =
      files.length === 1 && file !== undefined && !folders.has(file.fileId)
        ? await bridge.call('import.start', { fileId: file.fileId, options })
        : await bridge.call('import.startMany', { fileIds: files.map(({ fileId }) => fileId), options });
    if (!answer.ok) {
      notify({ tone: 'failed', title: 'The import did not start', message: answer.error.message });
      return false;
    }
    set(({ importSources }) => ({ importSources: new Map([...importSources, [answer.value.jobId, source]]) }));
    return true;
  }

  async function inspect(reading: FileDraft, { fileId, name }: GrantedFile): Promise<void> {
    const inspected = await bridge.call('import.inspect', { fileId });
    if (get().draft !== reading) return;
    set({
      draft: inspected.ok
        ? { step: 'inspected', name, fileId, inspection: inspected.value, starting: false }
        : { step: 'failed', name, error: inspected.error },
    });
  }

  return {
    draft: { step: 'none' },
    importSources: new Map(),
    jobs: [],
    dismissedJobs: new Set(),
    imports: null,
    importsError: null,

    async inspectFile(file) {
      const reading: FileDraft = { step: 'reading', name: file.name };
      set({ draft: reading });
      const granted = await bridge.grantFile(file);
      if (get().draft !== reading) return;
      if (granted.ok) await inspect(reading, granted.value);
      else set({ draft: { step: 'failed', name: file.name, error: granted.error } });
    },

    async inspectGranted(file) {
      const reading: FileDraft = { step: 'reading', name: file.name };
      set({ draft: reading });
      await inspect(reading, file);
    },

    async takeFiles(picked) {
      const [only] = picked;
      if (only === undefined) return;
      if (picked.length === 1 && !only.isFolder) {
        await get().inspectFile(only.file);
        return;
      }
      const name = picked.length === 1 ? only.file.name : `${picked.length.toLocaleString('en-US')} files`;
      const reading: FileDraft = { step: 'reading', name };
      set({ draft: reading });
      if (picked.length > filesAtOnce) {
        const { error } = failure(
          'too-many-files',
          `At most ${filesAtOnce.toLocaleString('en-US')} files go at once.`,
          {
            nextStep: 'Choose fewer, or run burnrate import FOLDER.',
          },
        );
        set({ draft: { step: 'failed', name, error } });
        return;
      }
      const files: GrantedFile[] = [];
      for (const { file, isFolder } of picked) {
        // One after the other: the browser sends each whole.
        // oxlint-disable-next-line no-await-in-loop
        const granted = await bridge.grantFile(file);
        if (get().draft !== reading) return;
        if (!granted.ok) {
          set({ draft: { step: 'failed', name: file.name, error: granted.error } });
          return;
        }
        files.push(granted.value);
        if (isFolder) folders.add(granted.value.fileId);
      }
      const survey = await bridge.call('import.survey', { fileIds: files.map(({ fileId }) => fileId) });
      if (get().draft !== reading) return;
      set({
        draft: survey.ok
          ? { step: 'surveyed', name, files, survey: survey.value, starting: false }
          : { step: 'failed', name, error: survey.error },
      });
    },

    discardDraft: () => set({ draft: { step: 'none' } }),

    async startImport(options) {
      const { draft } = get();
      if (draft.step !== 'inspected' || draft.starting) return;
      set({ draft: { ...draft, starting: true } });
      const hasStarted = await start({ files: [draft], options });
      set({ draft: hasStarted ? { step: 'none' } : { ...draft, starting: false } });
      if (hasStarted) await get().refreshJobs();
    },

    async startSurveyed(options) {
      const { draft } = get();
      if (draft.step !== 'surveyed' || draft.starting) return;
      set({ draft: { ...draft, starting: true } });
      const hasStarted = await start({ files: draft.files, options });
      set({ draft: hasStarted ? { step: 'none' } : { ...draft, starting: false } });
      if (hasStarted) await get().refreshJobs();
    },

    async answerImport(jobId, answer, name) {
      const source = get().importSources.get(jobId);
      if (source === undefined) return;
      const named = source.files.filter((file) => file.name === name);
      // Where the name does not tell one file, all go again: what is in the ledger already is not added twice.
      const files = named.length === 1 ? named : source.files;
      const hasStarted = await start({ files, options: { ...source.options, ...answer } });
      if (!hasStarted) return;
      if (name === undefined) get().dismissJob(jobId);
      await get().refreshJobs();
    },

    async readMapping(file) {
      const granted = await bridge.grantFile(file);
      const mapping: Result<ColumnMapping> = granted.ok
        ? await bridge.call('import.mapping', { fileId: granted.value.fileId })
        : granted;
      if (mapping.ok) return mapping.value;
      notify({ tone: 'failed', title: `${file.name} is no mapping`, message: mapping.error.message });
      return undefined;
    },

    saveMapping(mapping, name) {
      saveFile(name, new Blob([`${JSON.stringify(mapping, null, 2)}\n`], { type: 'application/json' }));
    },

    async saveRejects(importId) {
      const parts: string[] = [];
      let offset: number | null = 0;
      while (offset !== null) {
        // Part after part: each says where the next begins.
        // oxlint-disable-next-line no-await-in-loop
        const part: Result<RejectsPart> = await bridge.call('import.rejects', { importId, offset });
        if (!part.ok) {
          notify({ tone: 'failed', title: 'The rejected rows could not be saved', message: part.error.message });
          return;
        }
        parts.push(part.value.csv);
        offset = part.value.nextOffset;
        if (offset === null) saveFile(part.value.fileName, new Blob(parts, { type: 'text/csv' }));
      }
    },

    readResidual: (query) => bridge.call('usage.residual', query),

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
      if (answer.ok) set({ imports: answer.value, importsError: null });
      else set({ importsError: answer.error });
    },

    async refreshJobs() {
      const answer = await bridge.call('jobs.list', {});
      // The services list the newest first.
      if (answer.ok) for (const job of answer.value.toReversed()) get().receiveJob(job);
    },

    receiveJob: (job) => set(({ jobs }) => ({ jobs: mergeJob(jobs, job) })),
  };
}
