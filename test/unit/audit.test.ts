import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startServer } from '../support/http-server';

const CHECKOUT = resolve(__dirname, '../..');
const BULK = '/-/npm/v1/security/advisories/bulk';

/** `npm run audit` against a registry that knows these vulnerabilities, by package; undefined: that answers nothing. */
async function audit(known: Record<string, string> | undefined, ...flags: string[]) {
  const registry = await startServer(({ url }, response) => {
    const isAnswered = url === BULK && known !== undefined;
    response.writeHead(isAnswered ? 200 : 405, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(isAnswered ? advisoriesOf(known) : { error: 'not here' }));
  });
  const env = {
    ...process.env,
    ...{ npm_config_registry: registry.url, npm_config_fetch_retries: '0' },
    ...{ no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' },
  };
  const args = ['--require', 'tsx/cjs', 'scripts/audit.ts', ...flags];
  const ended = await new Promise<{ exit: number; stdout: string; stderr: string }>((ended) => {
    execFile(process.execPath, args, { cwd: CHECKOUT, env }, (error, stdout, stderr) =>
      ended({ exit: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
  await registry.close();
  return ended;
}

const advisoriesOf = (known: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(known).map(([name, severity], at) => {
      const url = `https://advisories.example.com/${at}`;
      const about = { id: at + 1, url, title: 'a hole', severity, vulnerable_versions: '*' };
      return [name, [{ ...about, cwe: [], cvss: { score: 0, vectorString: null } }]];
    }),
  );

describe('npm run audit', () => {
  it('fails for what is high or critical in production, and lists the rest', async () => {
    const { exit, stdout, stderr } = await audit({
      ...{ axios: 'high', pino: 'moderate', eslint: 'critical' },
    });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^To be mended now .*:\n {2}high: axios\n$/);
    expect(stdout).toContain('  moderate: pino\n');
    expect(stdout).toContain('  critical: eslint, for development only\n');
    expect(stdout).not.toContain('axios');
  });

  it('passes with what can wait', async () => {
    const { exit, stdout } = await audit({ pino: 'moderate', eslint: 'critical' });
    expect([exit, stdout]).toEqual([0, expect.stringContaining('moderate: pino\n')]);
  });

  it('passes with nothing', async () => {
    expect(await audit({})).toMatchObject({ exit: 0, stdout: 'No known vulnerabilities.\n' });
  });

  it('is no pass where the registry does not answer, unless that was allowed', async () => {
    const { exit, stderr } = await audit(undefined);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('Not checked for known')]);
    expect(stderr).not.toContain('127.0.0.1');
    expect(await audit(undefined, '--where-possible')).toMatchObject({ exit: 0, stderr });
  });
});
