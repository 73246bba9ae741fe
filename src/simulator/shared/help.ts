export interface HelpExample {
  readonly says: string;
  readonly method: 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** The text of `GET /`: lines to copy into a terminal. */
export function helpText(label: string, url: string, examples: readonly HelpExample[]): string {
  const common: HelpExample[] = [
    { says: 'What it holds now: users, settings, faults', method: 'GET', path: '/_control/state' },
    {
      says: 'What points a worker or `offboard doctor` at it',
      method: 'GET',
      path: '/_control/environment',
    },
    { says: 'Every fault by name', method: 'GET', path: '/_control/catalogue' },
    { says: 'The faults set', method: 'GET', path: '/_control/faults' },
    {
      says: 'The calls it took; ?call= and ?user= narrow them down',
      method: 'GET',
      path: '/_control/requests',
    },
  ];
  const after: HelpExample[] = [
    { says: 'Back to the start', method: 'POST', path: '/_control/reset' },
  ];
  return [
    `${label} simulator: answers like ${label}, and breaks on demand.`,
    'Nothing here reaches the real service.',
    '',
    ...[...common, ...examples, ...after].flatMap((example) => lines(url, example)),
    '# No more faults',
    `curl -s -X DELETE ${url}/_control/faults`,
    '',
    '# Forget the calls taken so far',
    `curl -s -X DELETE ${url}/_control/requests`,
    '',
  ].join('\n');
}

function lines(url: string, { says, method, path, body }: HelpExample): string[] {
  const verb = method === 'GET' ? '' : ` -X ${method}`;
  const data = body === undefined ? '' : ` -d '${JSON.stringify(body)}'`;
  return [`# ${says}`, `curl -s${verb} ${url}${path}${data}`, ''];
}
