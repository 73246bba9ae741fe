import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ControlError } from './control-input';
import type { FaultRow } from './fault-catalogue';
import type { FaultScript } from './fault-script';
import { toIncoming } from './incoming';
import type { RequestLog } from './request-log';

/** What `/_control/` reaches of a simulator. Inputs are unchecked; a bad one throws `ControlError`. */
export interface Controlled {
  readonly catalogue: Readonly<Record<string, FaultRow>>;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  readonly settings: object;
  emailOf(key: string): string;
  environment(): Record<string, string>;
  state(): unknown;
  changeSettings(input: unknown): void;
  changeUser(input: unknown): unknown;
  signIn(input: unknown): unknown;
  reset(): void;
  help(): string;
  /** Calls that only this simulator has: POST `/_control/<key>`. */
  readonly extra: Readonly<Record<string, () => unknown>>;
}

/** GET / and everything under `/_control/`: the same for both simulators. */
export function addControlRoutes(app: FastifyInstance, target: Controlled): void {
  const on = (
    method: 'DELETE' | 'GET' | 'PATCH' | 'POST',
    path: string,
    act: (request: FastifyRequest) => unknown,
    status = 200,
  ): void => {
    app.route({
      method,
      url: `/_control/${path}`,
      handler: (request, reply) => sendControl(reply, status, () => act(request)),
    });
  };
  const help = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.type('text/plain; charset=utf-8').send(target.help());
  app.get('/', help);
  app.get('/_control', help);
  app.get('/_control/', help);

  app.get('/_control/environment', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(exportLines(target.environment())),
  );

  on('GET', 'catalogue', () => target.catalogue);
  on('GET', 'faults', () => target.faults.list());
  on('POST', 'faults', (request) => target.faults.add(bodyOf(request)), 201);
  on('DELETE', 'faults', () => {
    target.faults.clear();
    return target.faults.list();
  });
  on('DELETE', 'faults/:id', (request) => {
    const { id } = request.params as { id: string };
    if (target.faults.remove(id)) return target.faults.list();
    throw new ControlError([{ field: 'id', problem: `no fault has the id ${id}` }], 404);
  });
  on('GET', 'requests', (request) => {
    const { query } = toIncoming(request);
    const user = query.get('user');
    return target.log.list({
      call: query.get('call') ?? undefined,
      user: user === null ? undefined : target.emailOf(user),
    });
  });
  on('DELETE', 'requests', () => {
    target.log.clear();
    return target.log.list();
  });
  on('GET', 'state', () => target.state());
  on('POST', 'users', (request) => target.changeUser(bodyOf(request)));
  on('POST', 'sign-in', (request) => target.signIn(bodyOf(request)));
  on('GET', 'settings', () => target.settings);
  on('PATCH', 'settings', (request) => {
    target.changeSettings(bodyOf(request));
    return target.settings;
  });
  on('POST', 'reset', () => {
    target.reset();
    return target.state();
  });
  for (const [path, act] of Object.entries(target.extra)) on('POST', path, act);
}

function sendControl(reply: FastifyReply, status: number, act: () => unknown): FastifyReply {
  reply.type('application/json; charset=utf-8');
  try {
    return reply.code(status).send(pretty(act()));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return reply
      .code(error.status)
      .send(pretty({ problems: error.problems, help: 'GET / shows every control call' }));
  }
}

/** For a shell: `eval "$(curl -s …/_control/environment)"`. */
const exportLines = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join('');

/** People read these with curl. */
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function bodyOf(request: FastifyRequest): unknown {
  const { body, json } = toIncoming(request);
  if (json !== undefined) return json;
  const problem = body === '' ? 'a JSON object is wanted, none came' : 'this is not valid JSON';
  throw new ControlError([{ field: 'body', problem }]);
}
