import { describe, expect, it } from '@jest/globals';
import { IntakeError, UnprocessableWebhook } from '../../../src/intake/errors';
import { create, expectRefused, fixture, startScim, type Scim } from './support';

describe('an event that Temporal does not take', () => {
  const requests = async (scim: Scim, user: string) => [
    await scim.send('POST', '/Users', { ...fixture('okta-create'), active: false }),
    await scim.send('PUT', user, fixture('okta-deactivate')),
    await scim.send('PATCH', user, fixture('entra-disable')),
    await scim.send('PATCH', user, fixture('entra-enable')),
    await scim.send('DELETE', user),
  ];

  it('is not acknowledged: the client comes again', async () => {
    const scim = await startScim({
      handOver: async () => {
        throw new IntakeError(503, 'unavailable', 'Temporal is away. Send it again.');
      },
    });
    for (const answer of await requests(scim, await create(scim))) {
      expect(expectRefused(answer, 503)).toBe('Temporal is away. Send it again.');
      expect(answer.headers.get('retry-after')).toBe('30');
    }
    expect([scim.ignored(), scim.faults]).toEqual([1, []]);
  });

  it('for a reason that nobody foresaw gives nothing away, and is heard of', async () => {
    const fault = new TypeError('temporal.internal:7233 says no to jane');
    const scim = await startScim({ handOver: () => Promise.reject(fault) });
    for (const answer of await requests(scim, await create(scim)))
      expect(expectRefused(answer, 503)).not.toMatch(/temporal|jane/i);
    expect(scim.faults).toEqual(Array(5).fill(fault));
  });

  it('that can never be right is refused as SCIM refuses', async () => {
    const scim = await startScim({
      handOver: async () => {
        throw new UnprocessableWebhook([{ field: 'employee.email', problem: 'must be shorter' }]);
      },
    });
    const answer = await scim.send('DELETE', await create(scim));
    expect(expectRefused(answer, 400, 'invalidValue')).toBe('employee.email: must be shorter');
  });

  it('holds the answer back until it is known', async () => {
    const order: string[] = [];
    const scim = await startScim({
      handOver: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('handed over');
      },
    });
    const user = await create(scim);
    await scim.send('DELETE', user).then(() => order.push('answered'));
    expect(order).toEqual(['handed over', 'answered']);
  });

  it('also where it cannot be asked who is deactivated', async () => {
    const scim = await startScim({
      isDeactivated: async () => {
        throw new IntakeError(503, 'unavailable', 'Ask again.');
      },
    });
    expectRefused(await scim.send('POST', '/Users', fixture('okta-create')), 503);
    expect([scim.events, scim.ignored()]).toEqual([[], 0]);
  });
});
