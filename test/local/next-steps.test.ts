import { describe, expect, it } from '@jest/globals';
import { nextSteps, runLink, uiLinks } from '../../src/local/next-steps';

const standard = {
  port: 7233,
  uiPort: 8233,
  workerPid: 4711,
  zoomSimulator: 'http://127.0.0.1:4010',
};
const offboardLines = (running: Parameters<typeof nextSteps>[0]) =>
  nextSteps(running).filter((line) => line.includes('npx offboard'));

describe('the next commands', () => {
  it('name the address only where the shell would not find this server by itself', () => {
    const bare = (line: string) => line.startsWith('npx offboard ');
    const prefixed = (port: number) => (line: string) =>
      line.startsWith(`TEMPORAL_ADDRESS=localhost:${port} npx offboard `);
    expect(offboardLines(standard).every(bare)).toBe(true);
    expect(offboardLines({ ...standard, port: 7240 }).every(prefixed(7240))).toBe(true);
    const elsewhere = { ...standard, shellAddress: 'temporal.example.com:7233' };
    expect(offboardLines(elsewhere).every(prefixed(7233))).toBe(true);
    const here = { ...standard, port: 7240, shellAddress: 'localhost:7240' };
    expect(offboardLines(here).every(bare)).toBe(true);
  });

  it('break the simulator that runs, and kill the worker that runs', () => {
    const text = nextSteps(standard).join('\n');
    expect(text).toMatch(
      /^curl -s -X POST http:\/\/127\.0\.0\.1:4010\/_control\/faults -d '\{.*\}'$/m,
    );
    expect(text).toMatch(/^kill -9 4711$/m);
  });

  it('look at the sample only where there is one', () => {
    const sample = 'jane.doe@example.com';
    expect(nextSteps(standard).join()).not.toContain(sample);
    expect(nextSteps({ ...standard, sample })).toContain(`npx offboard status ${sample}`);
  });

  it('touch nobody by name with the real providers', () => {
    const { zoomSimulator: _, ...real } = standard;
    const text = [...uiLinks(real), ...nextSteps(real)].join('\n');
    expect(text).not.toMatch(/example\.com|_control|kill/);
    expect(text).toContain('--dry-run');
  });
});

describe('the links', () => {
  it('lead to the page of the intake, and say what it wants where that is not ours to print', () => {
    const url = 'http://127.0.0.1:8090';
    const pageOf = (isPageGuarded: boolean) =>
      uiLinks({ ...standard, intake: { url, isPageGuarded } }).find((line) => line.includes(url));
    expect(pageOf(false)).toMatch(/ http:\/\/127\.0\.0\.1:8090\/$/);
    expect(pageOf(true)).toMatch(/8090\/ .*OFFBOARDING_API_TOKEN as the password$/);
    expect(uiLinks(standard).join()).not.toContain('8090');
  });

  it("lead to the run and to the Web UI's start form", () => {
    expect(runLink(8240, 'offboarding-jane.doe@example.com', 'a1')).toBe(
      'http://localhost:8240/namespaces/default/workflows/offboarding-jane.doe%40example.com/a1',
    );
    expect(uiLinks(standard).join('\n')).toContain(
      'http://localhost:8233/namespaces/default/workflows/start-workflow?workflowType=offboardEmployee&taskQueue=offboarding&workflowId=offboarding-kenji.tanaka@example.com',
    );
  });
});
