import { spawnSync } from 'node:child_process';

/** What `npm audit --json` says, as far as we read it; without `vulnerabilities` the registry gave no answer. */
interface Answer {
  vulnerabilities?: Record<string, { severity: string }>;
  message?: string;
}

const SEVERE = ['high', 'critical'];

/**
 * `npm run audit`: lists the known vulnerabilities of all dependencies, and fails for a high or critical one in what
 * runs in production. With `--where-possible` (for CI) it passes where the registry answers no such questions, as
 * mirrors often do, and says so: nothing was checked then.
 */
function main(): number {
  const all = ask();
  const production = ask('--omit=dev');
  if (!all.vulnerabilities || !production.vulnerabilities) {
    const message = all.vulnerabilities ? production.message : all.message;
    const why = message?.replace(/https?:\/\/\S+/, 'the registry') ?? 'no answer';
    process.stderr.write(`Not checked for known vulnerabilities: ${why}\n`);
    return process.argv.includes('--where-possible') ? 0 : 2;
  }
  const inProduction = production.vulnerabilities;
  const found = Object.entries(all.vulnerabilities).map(([name, { severity }]) => {
    const there = inProduction[name];
    const line = there
      ? `${there.severity}: ${name}`
      : `${severity}: ${name}, for development only`;
    return { line, isFatal: there !== undefined && SEVERE.includes(there.severity) };
  });
  const fatal = found.filter(({ isFatal }) => isFatal);
  const others = found.filter(({ isFatal }) => !isFatal);
  print(process.stdout, 'Known vulnerabilities that can wait:', others);
  print(process.stderr, 'To be mended now (npm audit says how):', fatal);
  if (found.length === 0) process.stdout.write('No known vulnerabilities.\n');
  return fatal.length > 0 ? 1 : 0;
}

function ask(...flags: string[]): Answer {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...flags], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout || '{}') as Answer;
}

function print(stream: NodeJS.WriteStream, title: string, found: readonly { line: string }[]) {
  if (found.length > 0)
    stream.write(`${[title, ...found.map(({ line }) => `  ${line}`)].join('\n')}\n`);
}

process.exitCode = main();
