import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../support/engine';
import { beginCase, checkCase, startTableEngine } from '../support/error-cases-run';
import { OAUTH_CASES } from '../support/error-cases-special';

let engine: Engine;
beforeAll(async () => {
  engine = await startTableEngine();
});
afterAll(() => engine.stop());

const mints = (): number => engine.simulators.zoom.requests({ call: 'issueToken' }).length;

function leaver(email: string): { email: string } {
  engine.simulators.zoom.addUser({ email });
  engine.simulators.cloudflare.addUser({ email });
  return { email };
}

/** First of all: the engine holds no token yet. */
describe('when Zoom issues no token', () => {
  it.each(OAUTH_CASES)('$name', async (one) => {
    // Users, faults and the log of the case before are gone, and so is the token that it left to the engine.
    engine.simulators.zoom.reset();
    const run = await beginCase(engine, one, 'leaver@example.com');
    await checkCase(engine, one, run);
    if (one.expected.run === 'completed') return;
    engine.simulators.zoom.clearFaults();
    for (const [step] of one.expected.needs) {
      const reason = 'the app is configured';
      await engine.update(run.workflowId, 'decide', { step, decision: 'retry', by: 'sam', reason });
    }
    expect(await engine.end(run.workflowId)).toMatchObject({ state: 'completed', needs: [] });
  });
});

describe('a Zoom token that ends before its time', () => {
  it('is replaced once for the whole run, and no step knows of it', async () => {
    await engine.end(await engine.begin(leaver('first@example.com')));
    engine.simulators.zoom.revokeAccessTokens();
    const before = mints();
    const status = await engine.end(await engine.begin(leaver('second@example.com')));
    expect(status.state).toBe('completed');
    expect(status.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(mints() - before).toBe(1);
  });

  it('is replaced once for each call where Zoom refuses every one, and then a person is asked', async () => {
    const { email } = leaver('third@example.com');
    const before = mints();
    engine.simulators.zoom.addFault({
      call: '*',
      user: email,
      fault: 'zoom.any.401.124.invalid',
      times: 'always',
    });
    const id = await engine.begin({ email });
    const status = await engine.until(id, ({ needs }) => needs.length === 4);
    expect(status.needs.map(({ step, code }) => [step, code])).toEqual([
      ['revokeZoomSsoToken', 'zoom.401.124'],
      ['readZoomUser', 'zoom.401.124'],
      ['deactivateZoomUser', 'zoom.401.124'],
      ['rotateZoomPassword', 'zoom.401.124'],
    ]);
    expect(mints() - before).toBe(4);
  });
});
