import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../support/engine';
import { beginCase, checkCase, startTableEngine, type CaseRun } from '../support/error-cases-run';
import { OAUTH_CASES } from '../support/error-cases-special';

describe('when Zoom issues no token', () => {
  /** What fails here fails for everybody, so each case has an engine of its own. */
  let engines: Engine[];
  let runs: CaseRun[];
  beforeAll(async () => {
    engines = await Promise.all(OAUTH_CASES.map(() => startTableEngine()));
    runs = await Promise.all(
      OAUTH_CASES.map((one, i) => beginCase(engines[i]!, one, 'leaver@example.com')),
    );
  });
  afterAll(() => Promise.all(engines.map((engine) => engine.stop())));

  it.each(OAUTH_CASES.map((one, i) => ({ ...one, i })))('$name', ({ i }) =>
    checkCase(engines[i]!, OAUTH_CASES[i]!, runs[i]!),
  );

  it('every step goes on once the app is configured and a person says so', async () => {
    const [engine, one, { workflowId }] = [engines[0]!, OAUTH_CASES[0]!, runs[0]!];
    engine.simulators.zoom.clearFaults();
    for (const [step] of one.expected.needs) {
      const reason = 'the app is configured';
      await engine.update(workflowId, 'decide', { step, decision: 'retry', by: 'sam', reason });
    }
    expect(await engine.end(workflowId)).toMatchObject({ state: 'completed', needs: [] });
  });
});

describe('a Zoom token that ends before its time', () => {
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
