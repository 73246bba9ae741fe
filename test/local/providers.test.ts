import { describe, expect, it } from '@jest/globals';
import { checkConfig } from '../../src/config';
import { readLocalEnvironment } from '../../src/config/local';
import { chooseProviders } from '../../src/local/providers';

const choose = (environment: Record<string, string>) =>
  chooseProviders(readLocalEnvironment(environment).providers, checkConfig(environment));
const ZOOM = { ZOOM_ACCOUNT_ID: 'a', ZOOM_CLIENT_ID: 'b', ZOOM_CLIENT_SECRET: 'zoom-secret' };
const CLOUDFLARE = { CLOUDFLARE_API_TOKEN: 'cloudflare-secret', CLOUDFLARE_ACCOUNT_ID: 'c' };

describe('the choice of providers', () => {
  it('is the simulators when nothing is set, or nothing but empty variables', () => {
    expect(choose({})).toEqual({ kind: 'simulators' });
    expect(choose({ ZOOM_ACCOUNT_ID: '', CLOUDFLARE_EMAIL: ' ' })).toEqual({ kind: 'simulators' });
  });

  it('is the real ones when all is set', () => {
    expect(choose({ ...ZOOM, ...CLOUDFLARE })).toEqual({
      kind: 'real',
      zoomUrl: 'https://api.zoom.us/v2',
      cloudflareUrl: 'https://api.cloudflare.com/client/v4',
    });
  });

  it.each([
    ['only Zoom', ZOOM, 'CLOUDFLARE_API_TOKEN'],
    ['only Cloudflare', CLOUDFLARE, 'ZOOM_CLIENT_SECRET'],
    ['half of Zoom', { ...CLOUDFLARE, ZOOM_CLIENT_ID: 'b' }, 'ZOOM_ACCOUNT_ID'],
    ['an address alone', { ZOOM_API_URL: 'http://127.0.0.1:1/v2' }, 'CLOUDFLARE_ACCOUNT_ID'],
    ['a token for another tool', { CLOUDFLARE_API_TOKEN: 'cloudflare-secret' }, 'ZOOM_ACCOUNT_ID'],
  ])('refuses %s, with what is set and what is missing', (_, environment, missing) => {
    const choosing = () => choose(environment);
    expect(choosing).toThrow(expect.objectContaining({ exitCode: 2 }));
    for (const name of [...Object.keys(environment), missing]) expect(choosing).toThrow(name);
    expect(choosing).toThrow(`-u ${Object.keys(environment)[0]}`);
    expect(choosing).not.toThrow('-secret');
  });

  it('warns of a real provider beside one on this machine', () => {
    expect(choose({ ...ZOOM, ...CLOUDFLARE, ZOOM_API_URL: 'http://localhost:9/v2' })).toMatchObject(
      {
        kind: 'real',
        warning: expect.stringContaining('on this machine'),
      },
    );
  });
});
