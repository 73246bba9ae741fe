import { describe, expect, it } from '@jest/globals';
import { create, fixture, startScim } from './support';

describe('the id of an event', () => {
  it('differs between two deactivations, whatever lies between them, and is one for the same moment', async () => {
    let now = new Date('2026-11-27T16:00:00.000Z');
    const scim = await startScim({ now: () => now });
    const user = await create(scim);
    const deactivate = () => scim.send('PATCH', user, fixture('entra-disable'));
    await deactivate();
    await deactivate();
    await scim.send('PATCH', user, fixture('entra-enable'));
    now = new Date('2026-11-27T16:00:00.001Z');
    await deactivate();
    const [first, again, back, later] = scim.events;
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      occurredAt: '2026-11-27T16:00:00.000Z',
      receivedAt: '2026-11-27T16:00:00.000Z',
    });
    expect(new Set([first, back, later].map((event) => event?.id)).size).toBe(3);
  });

  it('differs between two people of the same moment', async () => {
    const scim = await startScim({ now: () => new Date('2026-11-27T16:00:00.000Z') });
    for (const userName of ['a@x.example', 'b@x.example'])
      await scim.send('DELETE', await create(scim, { userName, externalId: '1' }));
    expect(new Set(scim.events.map(({ id }) => id)).size).toBe(2);
  });
});
