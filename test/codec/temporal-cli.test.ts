import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding } from '../../src/client';
import { settingsFor } from '../client/settings';
import { findSecrets } from '../secrets/find-secrets';
import { CODEC_TOKEN, startCodecServer } from '../support/codec-server';
import { newEncryption } from '../support/encryption';
import { Engine } from '../support/engine';
import { temporal } from '../support/temporal-command';

const encryption = newEncryption('2026-07');
const EMAIL = 'ann.codec@example.com';
let engine: Engine;
let server: Awaited<ReturnType<typeof startCodecServer>>;
let workflowId: string;

beforeAll(async () => {
  engine = await Engine.start({ encryption });
  server = await startCodecServer(encryption, 'http://localhost:8233');
  const client = await connectOffboarding({ ...settingsFor(engine.namespace), encryption });
  engine.addLeaver(EMAIL);
  ({ workflowId } = await client.start({ email: EMAIL, urgency: 'immediate' }));
  await client.wait(workflowId);
  await client.close();
});
afterAll(async () => {
  await server.close();
  await engine.stop();
});

const show = (...words: string[]) =>
  temporal(engine, 'workflow', 'show', '--workflow-id', workflowId, '--output', 'json', ...words);
const codec = () => ['--codec-endpoint', server.url, '--codec-auth', `Bearer ${CODEC_TOKEN}`];

/** Whether the e-mail is in there, in clear or in base64. */
const names = (email: string, shown: string): boolean =>
  findSecrets({ shown }, new Map([[email, 'the e-mail']])).length > 0;

describe("Temporal's command line", () => {
  it('shows what is encrypted by the codec server, and not without it', async () => {
    expect(names(EMAIL, await show())).toBe(false);
    expect(names(EMAIL, await show(...codec()))).toBe(true);
  });

  it('sends what the engine reads, encrypted', async () => {
    const other = engine.addLeaver('bob.codec@example.com');
    const start = [
      ...['workflow', 'start', '--type', 'offboardEmployee', '--task-queue', 'offboarding'],
      ...['--workflow-id', 'by-hand', '--input', JSON.stringify({ email: other })],
    ];
    await temporal(engine, ...start, ...codec());
    expect((await engine.end('by-hand')).state).toBe('completed');
    const raw = await temporal(
      engine,
      ...['workflow', 'show', '--workflow-id', 'by-hand', '--output', 'json'],
    );
    expect(names(other, raw)).toBe(false);
  });
});
