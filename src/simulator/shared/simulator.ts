import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { addControlRoutes, type Controlled } from './control-routes';
import { parseControl, signInSchema } from './control-input';
import type { FaultRow } from './fault-catalogue';
import type { FaultInput } from './fault-input';
import { FaultScript, type ScriptedFault } from './fault-script';
import { helpText, type HelpExample } from './help';
import { createServer, type Provider, type SimulatedCall } from './http-server';
import { listen } from './listen';
import { RequestLog, type RequestFilter, type RequestRecord } from './request-log';

/** What a provider's own part hands to the part that is the same for all. */
export interface SimulatorParts<Route extends SimulatedCall, Settings extends object, View> {
  readonly label: string;
  readonly settings: Settings;
  readonly settingsSchema: z.ZodObject;
  readonly callNames: readonly string[];
  readonly catalogue: Readonly<Record<string, FaultRow>>;
  readonly provider: Omit<Provider<Route>, 'catalogue' | 'faults' | 'log'>;
  readonly examples: readonly HelpExample[];
  readonly extra: Controlled['extra'];
  emailOf(key: string): string;
  change(input: unknown): View;
  find(key: string): View | undefined;
  signIn(key: string, sessions: number): View;
  /** Users as the seed has them, and nothing else left over. */
  restart(): void;
  state(): object;
}

/** A running simulator: the same handles from code as `/_control/` gives over HTTP. */
export abstract class Simulator<
  Call extends string,
  FaultName extends string,
  UserInput,
  View,
  Settings extends object,
> {
  /** Without a slash at the end; empty until it listens. */
  url = '';
  /** May be changed at any time. */
  readonly settings: Settings;
  private readonly app: FastifyInstance;
  private readonly faults: FaultScript;
  private readonly log = new RequestLog();
  private readonly initialSettings: Settings;

  constructor(private readonly parts: SimulatorParts<SimulatedCall, Settings, View>) {
    const { catalogue, callNames, settings } = parts;
    this.settings = settings;
    this.initialSettings = structuredClone(settings);
    this.faults = new FaultScript(callNames, catalogue, (key) => parts.emailOf(key));
    this.app = createServer({ ...parts.provider, catalogue, faults: this.faults, log: this.log });
    addControlRoutes(this.app, this.controlled());
    parts.restart();
  }

  /** Creates a user, or changes the one with this e-mail or id. Throws `ControlError`. */
  addUser(user: UserInput): View {
    return this.parts.change(user);
  }

  /** A user by e-mail or id, as they are now. */
  user(key: string): View | undefined {
    return this.parts.find(key);
  }

  /** A new sign-in: what a leaver does where nothing but a revoke stands in the way. Throws `ControlError`. */
  signIn(key: string, sessions = 1): View {
    return this.parts.signIn(key, sessions);
  }

  /** Throws `ControlError` for a fault that cannot be followed. */
  addFault(fault: FaultInput<Call, FaultName>): ScriptedFault {
    return this.faults.add(fault);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** The calls taken so far, the oldest first. */
  requests(filter: RequestFilter = {}): RequestRecord[] {
    const { call, user } = filter;
    return this.log.list({ call, user: user === undefined ? user : this.parts.emailOf(user) });
  }

  /** The environment that points a worker at it. */
  abstract environment(): Record<string, string>;

  /** As at the start: users, settings, limits and log; no faults, no tokens. */
  reset(): void {
    Object.assign(this.settings, structuredClone(this.initialSettings));
    this.faults.clear();
    this.log.clear();
    this.parts.restart();
  }

  async listen(host: string, port: number): Promise<void> {
    this.url = await listen(this.app, { label: this.parts.label, host, port });
  }

  /** Ends at once, whatever hangs. */
  async close(): Promise<void> {
    await this.app.close();
  }

  private controlled(): Controlled {
    const { parts, faults, log, settings } = this;
    return {
      catalogue: parts.catalogue,
      faults,
      log,
      settings,
      extra: parts.extra,
      emailOf: (key) => parts.emailOf(key),
      environment: () => this.environment(),
      state: () => ({ ...parts.state(), settings, faults: faults.list() }),
      changeSettings: (input) => {
        Object.assign(settings, parseControl(parts.settingsSchema.partial(), input));
      },
      changeUser: (input) => parts.change(input),
      signIn: (input) => {
        const { user, sessions } = parseControl(signInSchema, input);
        return parts.signIn(user, sessions ?? 1);
      },
      reset: () => this.reset(),
      help: () => helpText(parts.label, this.url, parts.examples),
    };
  }
}
