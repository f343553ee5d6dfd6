import { bridgeName, type MethodName } from '#shared/channels.ts';
import { appEventSchema, type AppEvent, type MethodInput, type MethodOutput } from '#shared/contract.ts';
import { failure, type Result } from '#shared/result.ts';

/** What the renderer sees of a host, whichever transport is behind it: Electron IPC or loopback HTTP. */
export interface HostBridge {
  readonly host: 'electron' | 'browser';
  /** Calls a method of the contract. Never rejects for an expected failure: that comes as `ok: false`. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>>;
  /** Listens for events; returns a function that stops listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Hands a picked or dropped file to the services; gives a file id for `import.inspect` and kin. */
  grantFile(file: File): Promise<Result<GrantedFile>>;
}

/** A file that the services may read, by the id that the host gave out. */
export interface GrantedFile {
  readonly fileId: string;
  readonly name: string;
}

/** What Electron's preload exposes on `window`: one function for each method, so the page can call nothing else. */
interface PreloadBridge {
  readonly host: 'electron';
  readonly call: {
    readonly [M in MethodName]: (input: MethodInput<M>) => Promise<Result<MethodOutput<M>>>;
  };
  onEvent(listener: (event: unknown) => void): () => void;
  grantFile(file: File): Promise<Result<GrantedFile>>;
}

declare global {
  interface Window {
    readonly [bridgeName]?: PreloadBridge;
  }
}

/** Connects to the host of this page: Electron's preload where there is one, the loopback server otherwise. */
export function connectHost(): HostBridge {
  const preload = window[bridgeName];
  return preload === undefined ? loopbackBridge() : electronBridge(preload);
}

function electronBridge(preload: PreloadBridge): HostBridge {
  return {
    host: preload.host,
    call: (method, input) => preload.call[method](input),
    onEvent: (listener) => preload.onEvent((payload) => forwardEvent(payload, listener)),
    grantFile: (file) => preload.grantFile(file),
  };
}

/** What may have changed while nothing was heard. */
const missedNews = ['ledger-changed', 'catalogue-changed', 'scenarios-changed'] as const;

function loopbackBridge(): HostBridge {
  return {
    host: 'browser',
    call: (method, input) => post(`/rpc/${method}`, 'application/json', JSON.stringify(input)),
    grantFile: (file) => post(`/files?name=${encodeURIComponent(file.name)}`, 'application/octet-stream', file),
    onEvent(listener) {
      const source = new EventSource('/events');
      let opened = false;
      source.addEventListener('open', () => {
        // News may have been missed while the stream was down: whoever listens reads everything again.
        if (opened) for (const type of missedNews) listener({ type });
        opened = true;
      });
      source.addEventListener('message', ({ data }) => forwardEvent(parseJson(String(data)), listener));
      return () => source.close();
    },
  };
}

async function post<T>(path: string, contentType: string, body: BodyInit): Promise<Result<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': contentType },
      body,
    });
  } catch {
    return failure('host-unreachable', 'The Burnrate services do not answer.', {
      nextStep: 'Start Burnrate again; nothing that was saved is lost.',
    });
  }
  const text = await response.text();
  const answer = parseJson(text);
  if (isResult<T>(answer)) return answer;
  return failure('host-refused', text.trim() === '' ? `The host answered ${response.status}.` : text.trim(), {
    nextStep: 'Open the link that Burnrate printed when it started.',
  });
}

/** Both ends are built from the same contract, and the services check what they send: only the envelope is looked at. */
function isResult<T>(answer: unknown): answer is Result<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

function forwardEvent(payload: unknown, listener: (event: AppEvent) => void): void {
  const event = appEventSchema.safeParse(payload);
  if (event.success) listener(event.data);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
