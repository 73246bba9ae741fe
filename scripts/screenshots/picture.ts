import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { smallPng } from './small-png';

const PICTURES = resolve(__dirname, '../../docs/images');
/** Right of the Web UI's own menu, and below its header: what a picture is about. */
const LEFT = 64;
const TOP = 62;
/** Milliseconds for the Web UI to have drawn what it has loaded. */
const DRAWN = 2_500;

export async function pictureOf(name: string, part: Locator): Promise<void> {
  await sleep(DRAWN);
  await save(name, await part.screenshot());
}

/**
 * The page down to the top of `end`, and `more` pixels. Without the rest: tables of events name the process and the
 * machine that a worker ran on.
 */
export async function pictureAbove(
  name: string,
  end: Locator,
  { width, more }: { width: number; more: number },
): Promise<void> {
  await end.first().waitFor();
  await sleep(DRAWN);
  const { y } = (await end.first().boundingBox()) ?? { y: 0 };
  const clip = { x: LEFT, y: TOP, width, height: y + more - TOP };
  await save(name, await end.page().screenshot({ clip }));
}

async function save(name: string, png: Buffer): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, `${name}.png`), smallPng(png));
}
