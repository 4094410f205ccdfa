import { describe, expect, it } from 'vitest';
import type { Session } from '#core/identity/session.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { createCoreEvents } from './core-events.ts';

describe('events of the shop', () => {
  it('are told to no window that nobody is signed in to any more', async () => {
    const events = createCoreEvents();
    const session: Session = { id: 'window', userId: 1 as UserId, isLocked: false };
    const heard = events.subscribe(session);
    const first = heard.next();
    events.changed(['imports']);
    expect((await first).value).toEqual({ kind: 'changed', areas: ['imports'] });

    const second = heard.next();
    session.userId = null;
    events.session(session.id);
    events.changed(['inventory']);
    expect((await second).value).toEqual({ kind: 'session' });
    await heard.return();
  });
});
