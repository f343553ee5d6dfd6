import { describe, expect, it } from 'vitest';
import { createEventHub } from '../../../electron/api/events.ts';

describe('the event hub', () => {
  it('tells every listener, and no one who stopped listening', () => {
    const hub = createEventHub();
    const heard: string[] = [];
    const stop = hub.subscribe(({ type }) => heard.push(`first ${type}`));
    hub.subscribe(({ type }) => heard.push(`second ${type}`));
    hub.emit({ type: 'ledger-changed' });
    stop();
    hub.emit({ type: 'scenarios-changed' });
    expect(heard).toEqual(['first ledger-changed', 'second ledger-changed', 'second scenarios-changed']);
  });
});
