import { join, resolve } from 'node:path';
import { writeBillOfMaterials } from './sbom/write';

const CHECKOUT = resolve(__dirname, '..');

/** `npm run sbom [-- <file>]`: the software bill of materials, as `npm run build` leaves it in dist. */
async function main(): Promise<void> {
  const file = resolve(process.argv[2] ?? join(CHECKOUT, 'dist', 'sbom.json'));
  const count = await writeBillOfMaterials(CHECKOUT, file);
  process.stdout.write(`${file}: ${count} packages\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
