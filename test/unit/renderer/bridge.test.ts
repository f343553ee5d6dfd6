import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import { connectHost } from '../../../renderer/bridge.ts';

/** Stands for the browser's server-sent events. */
class FakeEventSource extends EventTarget {
  static last: FakeEventSource | undefined;
  readonly url: string;
  closed = false;
  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.last = this;
  }
  close(): void {
    this.closed = true;
  }
}

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal('window', {});
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('EventSource', FakeEventSource);
});

afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
});

describe('over loopback HTTP', () => {
  it('a call posts its input as JSON with the session cookie and gives the result', async () => {
    fetched.mockResolvedValue(Response.json(success([])));
    expect(await connectHost().call('import.list', {})).toEqual(success([]));
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(url).toBe('/rpc/import.list');
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  });

  it('a file is sent as it is, under its own name', async () => {
    fetched.mockResolvedValue(Response.json(success({ fileId: 'f', name: 'Über use.csv' })));
    const file = new File(['a,b'], 'Über use.csv');
    expect(await connectHost().grantFile(file)).toMatchObject({ ok: true, value: { fileId: 'f' } });
    expect(fetched.mock.calls[0]?.[0]).toBe('/files?name=%C3%9Cber%20use.csv');
    expect(fetched.mock.calls[0]?.[1].body).toBe(file);
  });

  it('services that are gone are an expected failure with a next step', async () => {
    fetched.mockRejectedValue(new TypeError('fetch failed'));
    expect(await connectHost().call('app.info', {})).toMatchObject({ ok: false, error: { code: 'host-unreachable' } });
  });

  it('an answer that is no result is a failure in the host’s own words', async () => {
    fetched.mockResolvedValue(new Response('Open the link that Burnrate printed.', { status: 403 }));
    expect(await connectHost().call('app.info', {})).toMatchObject({
      ok: false,
      error: { code: 'host-refused', message: 'Open the link that Burnrate printed.' },
    });
  });

  it('events are parsed, and what is none is dropped', () => {
    const heard: AppEvent[] = [];
    const stop = connectHost().onEvent((event) => heard.push(event));
    const source = FakeEventSource.last;
    source?.dispatchEvent(new MessageEvent('message', { data: '{"type":"ledger-changed"}' }));
    source?.dispatchEvent(new MessageEvent('message', { data: '{"type":"nonsense"}' }));
    source?.dispatchEvent(new MessageEvent('message', { data: 'not JSON' }));
    expect(heard).toEqual([{ type: 'ledger-changed' }]);
    stop();
    expect(source?.closed).toBe(true);
  });

  it('a stream that comes back tells the listener to read everything again', () => {
    const heard: AppEvent[] = [];
    connectHost().onEvent((event) => heard.push(event));
    FakeEventSource.last?.dispatchEvent(new Event('open'));
    expect(heard).toEqual([]);
    FakeEventSource.last?.dispatchEvent(new Event('open'));
    expect(heard.map(({ type }) => type)).toEqual(['ledger-changed', 'catalogue-changed', 'scenarios-changed']);
  });
});

describe('in Electron', () => {
  it('the preload’s functions are used, one for each method', async () => {
    const list = vi.fn<(input: object) => Promise<unknown>>().mockResolvedValue(success([]));
    vi.stubGlobal('window', { burnrate: { host: 'electron', call: { 'import.list': list } } });
    const host = connectHost();
    expect(host.host).toBe('electron');
    expect(await host.call('import.list', {})).toEqual(success([]));
    expect(list).toHaveBeenCalledWith({});
    expect(fetched).not.toHaveBeenCalled();
  });
});
