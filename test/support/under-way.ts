import type { Engine } from './engine';

/** Zoom fails once, and the next try is an hour away. */
const AN_HOUR = { retry: { initialInterval: '1h', maximumInterval: '1h' } };

/**
 * Has the runs of these leavers stay under way, not contained, until `goOn`: a delay of seconds may be over before a
 * slow machine has come to what is to happen meanwhile. The policy is the engine's own again once `standStill` says so.
 */
export async function holdUp(engine: Engine, users: readonly string[]): Promise<void> {
  for (const user of users)
    engine.simulators.zoom.addFault({ call: 'updateStatus', user, fault: 'zoom.any.503' });
  await engine.usePolicy(AN_HOUR);
}

/** Resolves once each of these runs waits for the try that is an hour away; runs to come are as quick as ever. */
export async function standStill(engine: Engine, workflowIds: readonly string[]): Promise<void> {
  for (const id of workflowIds)
    await engine.until(id, ({ steps }) =>
      steps.some(({ step, state }) => step === 'deactivateZoomUser' && state === 'retrying'),
    );
  await engine.usePolicy({});
}

/** The next try at once, as a person may have it. */
export async function goOn(engine: Engine, workflowIds: readonly string[]): Promise<void> {
  const decide = { step: 'deactivateZoomUser', decision: 'retry', by: 'sam', reason: 'a test' };
  for (const id of workflowIds) await engine.update(id, 'decide', decide);
}
