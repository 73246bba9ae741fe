import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createCloudflareClient,
  type CloudflareClient,
} from '../../src/providers/cloudflare/client';
import { createZoomClient, type ZoomClient } from '../../src/providers/zoom/client';
import { generatePassword } from '../../src/providers/zoom/password';
import {
  CLOUDFLARE_CATALOGUE,
  startSimulators,
  ZOOM_CATALOGUE,
  type Simulators,
} from '../../src/simulator';
import type { ZoomCall } from '../../src/domain/provider';
import { failureCode } from '../../src/domain/provider-failure';
import { codeOf, failureOf } from '../support/calls';

const JANE = 'jane.doe@example.com';
const OMAR = 'omar.haddad@example.com';
/** For faults that hang. */
/** Long enough for the token, which comes first. */
const IMPATIENT = { timeoutMs: 1_500 };

let simulators: Simulators;
let zoom: ZoomClient;
let cloudflare: CloudflareClient;

const zoomClient = (settings: { timeoutMs?: number } = {}): ZoomClient => {
  const { apiUrl, oauthUrl, credentials } = simulators.zoom;
  return createZoomClient({ ...credentials, apiUrl, oauthUrl, ...settings });
};
const cloudflareClient = (settings: { timeoutMs?: number } = {}): CloudflareClient => {
  const { apiUrl, credentials } = simulators.cloudflare;
  const { apiToken, accountId } = credentials;
  return createCloudflareClient({ apiUrl, auth: { apiToken }, accountId, ...settings });
};

beforeAll(async () => {
  simulators = await startSimulators();
});
afterAll(() => simulators.close());

beforeEach(() => {
  simulators.zoom.reset();
  simulators.cloudflare.reset();
  zoom = zoomClient();
  cloudflare = cloudflareClient();
});

describe('Zoom', () => {
  it('closes an account and opens it again', async () => {
    const { id, type } = await zoom.getUser(JANE);
    await zoom.revokeToken(JANE);
    await zoom.updateStatus(JANE, 'deactivate');
    expect(await zoom.getUser(id)).toMatchObject({ email: JANE, status: 'inactive' });
    expect(simulators.zoom.user(JANE)).toMatchObject({ status: 'inactive', sessions: 0 });
    await zoom.updateStatus(id, 'activate');
    await zoom.updateUser(id, { type });
    expect(await zoom.getUser(JANE)).toMatchObject({ status: 'active', type });
  });

  it('takes a role away and gives it back', async () => {
    const { id, roleId = '' } = await zoom.getUser(OMAR);
    expect(await codeOf(zoom.updateStatus(OMAR, 'deactivate'))).toBe('zoom.400.200');
    await zoom.unassignRole(roleId, OMAR);
    expect((await zoom.getUser(OMAR)).roleId).toBe('2');
    await zoom.assignRole(roleId, id);
    expect((await zoom.getUser(OMAR)).roleId).toBe(roleId);
  });

  it('ends live meetings', async () => {
    const meetings = await zoom.listLiveMeetings(JANE);
    expect(meetings.length).toBe(1);
    for (const { id } of meetings) await zoom.endMeeting(id);
    expect(await zoom.listLiveMeetings(JANE)).toEqual([]);
  });

  it('accepts every generated password, under the strictest settings too', async () => {
    Object.assign(simulators.zoom.settings, {
      passwordChangesPerWindow: 1_000,
      rateLimited: false,
      passwordRequirement: {
        minimum_password_length: 14,
        have_special_character: true,
        consecutive_characters_length: 4,
        weak_enhance_detection: true,
      },
    });
    const requirement = await zoom.getPasswordRequirement();
    for (let i = 0; i < 100; i += 1) {
      await zoom.updatePassword(JANE, generatePassword(requirement, { stricter: i % 2 === 1 }));
    }
    expect(simulators.zoom.user(JANE)?.passwordChanges).toBe(100);
  });

  it('works with one token, and with another when that one is revoked', async () => {
    simulators.zoom.settings.newTokenRevokesOlder = true;
    const users = [JANE, OMAR, 'kenji.tanaka@example.com', 'david.cohen@example.com'];
    await Promise.all(users.map((user) => zoom.getUser(user)));
    simulators.zoom.revokeAccessTokens();
    await Promise.all(users.map((user) => zoom.getUser(user)));
    expect(simulators.zoom.requests({ call: 'issueToken' }).length).toBe(2);
  });

  it('never has two calls about one user under way', async () => {
    simulators.zoom.addFault({ call: '*', delayMs: 5, times: 'always' });
    await Promise.all([zoom.revokeToken(JANE), zoom.getUser(JANE), zoom.revokeToken(JANE)]);
  });

  it('reads e-mails that need encoding', async () => {
    const email = 'zoë+a/b%c@example.com';
    simulators.zoom.addUser({ email });
    expect((await zoom.getUser(email)).email).toBe(email);
  });

  it('learns the scopes of the token', async () => {
    expect(await zoom.tokenScopes()).toEqual(simulators.zoom.settings.scopes);
  });
});

describe('Cloudflare', () => {
  it('revokes, and sees that no session is left', async () => {
    simulators.cloudflare.addUser({ email: JANE, sessions: 2, devices: 1 });
    const user = await cloudflare.findUser(JANE.toUpperCase());
    const id = user?.id ?? '';
    expect(user).toMatchObject({ email: JANE, activeDeviceCount: 1 });
    expect((await cloudflare.listActiveSessions(id)).length).toBe(2);
    await cloudflare.revokeUser(JANE, { devices: true, warpReauth: true });
    expect(await cloudflare.listActiveSessions(id)).toEqual([]);
    expect(simulators.cloudflare.user(JANE)).toMatchObject({
      active_device_count: 0,
      warpReauthRequired: true,
    });
  });

  it('revokes on the zone route with e-mail and key', async () => {
    simulators.cloudflare.addUser({ email: JANE, sessions: 2 });
    const { email, apiKey, zoneId } = simulators.cloudflare.credentials;
    const { apiUrl } = simulators.cloudflare;
    const onZone = createCloudflareClient({ apiUrl, auth: { email, apiKey }, zoneId });
    await onZone.revokeUser(JANE, { devices: true, warpReauth: true });
    expect(simulators.cloudflare.user(JANE)?.sessions).toBe(0);
  });

  it('frees a seat', async () => {
    simulators.cloudflare.addUser({ email: JANE });
    const user = await cloudflare.findUser(JANE);
    await cloudflare.updateSeats(user?.seatUid ?? '');
    expect(simulators.cloudflare.user(JANE)).toMatchObject({
      access_seat: false,
      gateway_seat: false,
    });
  });

  it.each(['either', 'user', 'account'] as const)('verifies a token of %s', async (tokenOwner) => {
    simulators.cloudflare.settings.tokenOwner = tokenOwner;
    expect(await cloudflare.verifyToken()).toEqual({ status: 'active' });
  });

  it('knows nobody by an e-mail that nobody has', async () => {
    expect(await cloudflare.findUser('nobody@example.com')).toBeUndefined();
  });
});

interface Row {
  status?: number | undefined;
  code?: number | string | undefined;
  ends?: 'reset' | 'hang' | undefined;
}

/** What the engine should call each fault of a simulator's catalogue. */
function expectedCode(provider: string, name: string, { status, code, ends }: Row): string {
  if (ends !== undefined) return `${provider}.${ends === 'hang' ? 'timeout' : 'network'}`;
  if (/^cloudflare\..*\.200\.(result|success|both|error)/.test(name)) {
    return 'cloudflare.200.notRevoked';
  }
  if (name === 'zoom.any.500.malformed') return 'zoom.500.500'; // its code is still to be seen
  if (code !== undefined) return `${provider}.${status}.${code}`;
  const isTold = status === 429 || name === 'zoom.any.403';
  return `${provider}.${status}${isTold ? '' : '.unreadable'}`;
}

describe('every fault of the catalogues has the code that the error policy is written in', () => {
  it.each(Object.keys(ZOOM_CATALOGUE) as (keyof typeof ZOOM_CATALOGUE)[])('%s', async (fault) => {
    const row: Row & { call?: ZoomCall | undefined } = ZOOM_CATALOGUE[fault];
    const { call = 'getUser' } = row;
    if (row.ends === 'hang') zoom = zoomClient(IMPATIENT);
    simulators.zoom.addFault({ call, fault, times: 'always' });
    const calls: Partial<Record<ZoomCall, () => Promise<unknown>>> = {
      issueToken: () => zoom.tokenScopes(),
      revokeToken: () => zoom.revokeToken(JANE),
      updateStatus: () => zoom.updateStatus(JANE, 'deactivate'),
      updatePassword: () => zoom.updatePassword(JANE, generatePassword(undefined)),
      unassignRole: () => zoom.unassignRole('1', JANE),
      getSecuritySettings: () => zoom.getPasswordRequirement(),
      endMeeting: () => zoom.endMeeting('1'),
      getUser: () => zoom.getUser(JANE),
    };
    const { failure } = await failureOf(calls[call]?.() ?? Promise.resolve('no such call'));
    expect(failure.call).toBe(call);
    expect(failureCode(failure)).toBe(expectedCode('zoom', fault, row));
  });

  it.each(Object.keys(CLOUDFLARE_CATALOGUE) as (keyof typeof CLOUDFLARE_CATALOGUE)[])(
    '%s',
    async (fault) => {
      const row: Row = CLOUDFLARE_CATALOGUE[fault];
      if (row.ends === 'hang') cloudflare = cloudflareClient(IMPATIENT);
      simulators.cloudflare.addFault({ call: 'revokeUser', fault });
      const { failure } = await failureOf(
        cloudflare.revokeUser(JANE, { devices: true, warpReauth: true }),
      );
      expect(failureCode(failure)).toBe(expectedCode('cloudflare', fault, row));
    },
  );
});
