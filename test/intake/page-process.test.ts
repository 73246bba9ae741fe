import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Engine, testAddress } from '../support/engine';
import { eventually } from '../support/eventually';
import { API_TOKEN } from '../support/intake';
import { IntakeProcess } from '../support/intake-process';
import { listed } from './page-support';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  await listed(engine, { workflowId: 'a run', state: 'running' });
});
afterAll(() => engine?.stop());

it.each([
  ['token', 401],
  ['local', 200],
])(
  'INTAKE_PAGE=%s decides who sees the page, OFFBOARDING_WEB_UI_URL where it leads',
  async (page, without) => {
    const intake = new IntakeProcess({
      TEMPORAL_ADDRESS: testAddress(),
      TEMPORAL_NAMESPACE: engine.namespace,
      INTAKE_PORT: '0',
      SCIM_BEARER_TOKEN: 'scim-token-of-16-and-more',
      OFFBOARDING_API_TOKEN: API_TOKEN,
      OFFBOARDING_WEB_UI_URL: 'https://temporal.example.com',
      INTAKE_PAGE: page,
    });
    try {
      const url = await intake.ready();
      expect((await fetch(url)).status).toBe(without);
      const headers = { authorization: `Bearer ${API_TOKEN}` };
      const link = `https://temporal.example.com/namespaces/${engine.namespace}/workflows/a%20run`;
      await eventually(
        async () => (await fetch(url, { headers })).text(),
        (text) => text.includes(`<a href="${link}">`),
      );
    } finally {
      await intake.stop();
    }
  },
);
