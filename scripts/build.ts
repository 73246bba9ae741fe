import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowBundleOptions } from '../src/worker/bundle-options';

const CHECKOUT = resolve(__dirname, '..');
const OUTPUT = join(CHECKOUT, 'dist');
/** Where src/worker.ts looks for it: beside itself. */
const BUNDLE = join(OUTPUT, 'workflow-bundle.js');

/** Compiles src to dist and bundles the workflows, so that a worker in production starts without a compiler. */
async function main(): Promise<void> {
  await rm(OUTPUT, { recursive: true, force: true });
  const [, { code }] = await Promise.all([
    compile(),
    bundleWorkflowCode({ ...workflowBundleOptions, logger: new DefaultLogger('WARN') }),
  ]);
  await writeFile(BUNDLE, code);
  process.stdout.write(
    `dist/: the compiled engine, and workflow-bundle.js (${Math.round(code.length / 1024)} KB). Run: node dist/worker.js\n`,
  );
}

async function compile(): Promise<void> {
  const compiler = require.resolve('typescript/bin/tsc');
  try {
    const args = [compiler, '--project', 'tsconfig.build.json'];
    await promisify(execFile)(process.execPath, args, { cwd: CHECKOUT });
  } catch (error) {
    // The compiler says what is wrong on standard output.
    throw new Error((error as { stdout?: string }).stdout?.trim() || String(error), {
      cause: error,
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
