import { bridgeName, type MethodName } from '#shared/channels.ts';
import type { AppEvent, MethodInput, MethodOutput } from '#shared/contract.ts';
import type { Result } from '#shared/result.ts';

/** What the renderer sees of a host, whichever transport is behind it: Electron IPC or loopback HTTP. */
export interface HostBridge {
  readonly host: 'electron' | 'browser';
  /** Calls a method of the contract. Never rejects for an expected failure: that comes as `ok: false`. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>>;
  /** Listens for events; returns a function that stops listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Hands a picked or dropped file to the services; gives a file id for `import.inspect` and kin. */
  grantFile(file: File): Promise<Result<{ readonly fileId: string; readonly name: string }>>;
}

export { bridgeName };
