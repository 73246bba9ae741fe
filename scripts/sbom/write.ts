import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { billOfMaterials } from './bill-of-materials';

/** @returns how many packages it names */
export async function writeBillOfMaterials(checkout: string, file: string): Promise<number> {
  const [project, lock] = await Promise.all(
    ['package.json', 'package-lock.json'].map((name) => readFile(join(checkout, name), 'utf8')),
  );
  const bill = billOfMaterials(project!, lock!);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(bill, undefined, 2)}\n`);
  return bill.components.length;
}
