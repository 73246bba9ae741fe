import { setTimeout as wait } from 'node:timers/promises';
import { OffboardingClientError } from '../../../src/client';
import { AlreadyEnded } from '../../../src/client/errors';
import { EXAMPLE_SECRETS, signAs } from '../../support/webhooks';
import type { Leaver } from '../plan/leavers';
import type { Scene } from '../scene';
import type { Ledger, Sent } from './ledger';

/** Senders come again for as long as it takes, sooner than real ones do. */
const AGAIN_MS = 700;
const PATIENCE_MS = 6_000;

export interface HrWebhook {
  type: string;
  id: string;
  data?: object;
}

type MessageName = 'rescind' | 'reschedule' | 'startNow';

/** Sends whatever says that somebody leaves, again and again until it is acknowledged, and keeps the ledger. */
export class Triggers {
  constructor(
    private readonly scene: Pick<Scene, 'client' | 'intakeUrl' | 'nameInIds'>,
    private readonly ledger: Ledger,
    /** Gives up what is not acknowledged by then. */
    private readonly signal: AbortSignal,
  ) {}

  /** A signed webhook, as an HR system sends it. */
  async hr(leaver: Leaver, { type, id, data = {} }: HrWebhook): Promise<void> {
    const { email, employeeId } = leaver;
    const said = { email, ...(employeeId === undefined ? {} : { employeeId }), ...data };
    const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data: said });
    const workflowId = `hr-events-${this.scene.nameInIds(employeeId ?? email)}`;
    const sent = this.ledger.open({ email, what: 'hr', name: type, token: id, workflowId });
    await this.#untilKept(sent, async () => {
      const answer = await this.#post(body, id);
      if (answer && answer.status >= 400 && answer.status < 500)
        this.ledger.oddities.push(`The intake refused ${id}: ${answer.status} ${answer.text}`);
      return answer?.ok ?? false;
    });
  }

  /** @returns undefined where no answer came */
  async #post(body: string, id: string) {
    try {
      const response = await fetch(`${this.scene.intakeUrl}/webhooks/standard`, {
        method: 'POST',
        headers: signAs('standard', body, EXAMPLE_SECRETS.standard, { id }),
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  }

  /** A start by a program or a person. */
  async start(leaver: Leaver, more: object = {}): Promise<void> {
    const { email, employeeId, urgency } = leaver;
    const request = {
      email,
      urgency,
      ...(employeeId === undefined ? {} : { employeeId }),
      ...more,
    };
    const isDryRun = 'dryRun' in more;
    const name = isDryRun ? 'dryRun' : 'start';
    const sent = this.ledger.open({ email: email.toLowerCase(), what: 'start', name, token: '' });
    await this.#untilKept(sent, async () => {
      const { workflowId, runId } = await this.scene.client.start(request);
      sent.workflowId = workflowId;
      sent.token = runId;
      return true;
    });
  }

  /** A message to the leaver's run; its reason is found in the report. */
  async tell(leaver: Leaver, name: MessageName, effectiveAt?: string): Promise<void> {
    const { email, employeeId } = leaver;
    const workflowId = `offboarding-${this.scene.nameInIds(employeeId ?? email)}`;
    const token = `chaos: ${name} of ${email}`;
    const sent = this.ledger.open({ email, what: 'message', name, token, workflowId });
    const argument = { by: 'chaos', reason: token, ...(effectiveAt && { effectiveAt }) };
    await this.#untilKept(sent, async () => {
      await this.scene.client[name](workflowId, argument);
      return true;
    });
  }

  /** A list of leavers; acknowledged once the batch has all of them. */
  async batch(leavers: readonly Leaver[]): Promise<void> {
    const rows = leavers.map(({ email, employeeId, urgency }, index) => ({
      line: index + 1,
      email,
      employeeId,
      urgency,
      zoomUserId: undefined,
      effectiveAt: undefined,
      reason: undefined,
    }));
    const all = leavers.map(({ email }) =>
      this.ledger.open({ email, what: 'batch', name: 'batch', token: '' }),
    );
    const whole: Sent = { email: '', what: 'batch', name: 'batch', token: '', sentAt: [] };
    const { batches } = this.scene.client;
    await this.#untilKept(whole, async () => {
      const { workflowId } = await batches.start(rows, { window: 20 });
      const patience = AbortSignal.any([this.signal, AbortSignal.timeout(3 * PATIENCE_MS)]);
      const { isComplete } = await batches.addLeavers(workflowId, rows, patience);
      whole.workflowId = workflowId;
      return isComplete;
    });
    for (const sent of all) Object.assign(sent, { ...whole, email: sent.email });
  }

  async #untilKept(sent: Sent, send: () => Promise<boolean>): Promise<void> {
    while (!this.signal.aborted) {
      sent.sentAt.push(Date.now());
      try {
        if (await send()) {
          sent.acknowledgedAt = Date.now();
          return;
        }
      } catch (error) {
        if (error instanceof AlreadyEnded) {
          sent.refused = error.message;
          return;
        }
        this.#noteOddity(sent, error);
      }
      await wait(AGAIN_MS);
    }
  }

  /** Whoever cannot be reached is told so on purpose; anything else would be a stack trace in somebody's face. */
  #noteOddity({ name, email }: Sent, error: unknown): void {
    if (error instanceof OffboardingClientError) {
      if (error.code === 'not_connected' || error.code === 'no_worker') return;
      this.ledger.oddities.push(`${name} of ${email}: ${error.name}: ${error.message}`);
    } else this.ledger.oddities.push(`${name} of ${email} was not translated: ${String(error)}`);
  }
}
