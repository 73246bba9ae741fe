import { spawnSync } from 'node:child_process';

/**
 * `npm run audit`: fails for a known vulnerability in any dependency. With `--where-possible` (for CI) it passes where
 * the registry answers no such questions, as mirrors often do, and says so: nothing was checked then.
 */
function main(): number {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const answer = JSON.parse(stdout || '{}') as {
    metadata?: { vulnerabilities: Record<string, number> };
    message?: string;
  };
  if (answer.metadata === undefined) {
    const isEnough = process.argv.includes('--where-possible');
    const why = answer.message?.replace(/https?:\/\/\S+/, 'the registry') ?? 'no answer';
    process.stderr.write(`Not checked for known vulnerabilities: ${why}\n`);
    return isEnough ? 0 : 2;
  }
  const { total, ...bySeverity } = answer.metadata.vulnerabilities;
  if (total === 0) {
    process.stdout.write('No known vulnerabilities.\n');
    return 0;
  }
  const counts = Object.entries(bySeverity).filter(([, count]) => count > 0);
  process.stderr.write(
    `${counts.map(([severity, count]) => `${count} ${severity}`).join(', ')}: npm audit says more.\n`,
  );
  return 1;
}

process.exitCode = main();
