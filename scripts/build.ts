import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import {
  BUNDLE_VARIANTS,
  bundleFileOf,
  bundleOptionsOf,
  type BundleVariant,
} from '../src/worker/bundle-options';
import { writeBillOfMaterials } from './sbom/write';

const CHECKOUT = resolve(__dirname, '..');
const OUTPUT = join(CHECKOUT, 'dist');

/** Compiles src to dist and bundles the workflows, so that a worker in production starts without a compiler. */
async function main(): Promise<void> {
  await rm(OUTPUT, { recursive: true, force: true });
  await compile();
  const bundles: string[] = [];
  for (const variant of BUNDLE_VARIANTS) bundles.push(await bundle(variant));
  await writeBillOfMaterials(CHECKOUT, join(OUTPUT, 'sbom.json'));
  process.stdout.write(
    `dist/: the compiled engine, sbom.json, and ${bundles.join(', ')}. Run: node dist/worker.js\n`,
  );
}

/** @returns its name and size */
async function bundle(variant: BundleVariant): Promise<string> {
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ ...bundleOptionsOf(variant), logger });
  const name = bundleFileOf(variant);
  // Where src/worker.ts looks for it: beside itself.
  await writeFile(join(OUTPUT, name), code);
  return `${name} (${Math.round(code.length / 1024)} KB)`;
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
