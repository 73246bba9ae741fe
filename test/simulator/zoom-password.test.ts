import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import type { Simulators } from '../../src/simulator';
import { GOOD_PASSWORD, inShort, JANE, simulators, stopSimulators, zoomClient } from './clients';

describe("Zoom's password call", () => {
  let all: Simulators;
  let zoom: AxiosInstance;
  const change = (password: unknown, user = JANE) =>
    zoom.put(`/users/${user}/password`, { password });

  beforeAll(async () => {
    all = await simulators();
  });
  beforeEach(async () => {
    all.zoom.reset();
    zoom = await zoomClient(all);
  });
  afterAll(stopSimulators);

  it('changes it, and refuses the same one again', async () => {
    expect(inShort(await change(GOOD_PASSWORD))).toBe('204');
    const again = await change(GOOD_PASSWORD);
    expect(again.status).toBe(400);
    expect(again.data).toEqual({
      code: 300,
      message: 'Your new password can not match the old password.',
    });
    expect(all.zoom.user(JANE)?.passwordChanges).toBe(1);
  });

  it('keeps no plain text anywhere that can be read', async () => {
    all.zoom.addUser({ email: JANE, password: 'Initial-Secret-1357' });
    expect(inShort(await change('Initial-Secret-1357'))).toBe('400/300');
    await change(GOOD_PASSWORD);
    const seen = JSON.stringify([all.zoom.requests(), all.zoom.user(JANE)]);
    expect(seen).not.toContain(GOOD_PASSWORD);
    expect(seen).not.toContain('Initial-Secret-1357');
    expect(all.zoom.requests({ call: 'updatePassword' })[0]?.body).toEqual({
      password: '[redacted]',
    });
  });

  it('refuses one used before', async () => {
    await change(GOOD_PASSWORD);
    await change(`${GOOD_PASSWORD}b`);
    expect(inShort(await change(GOOD_PASSWORD))).toBe('400/1129');
  });

  it('refuses more changes than the day allows, until the window has passed', async () => {
    all.zoom.settings.passwordChangesPerWindow = 1;
    await change(GOOD_PASSWORD);
    const limited = await change(`${GOOD_PASSWORD}b`);
    expect(inShort(limited)).toBe('400/300');
    expect(JSON.stringify(limited.data)).toContain(
      'maximum number of times over the past 24 hours',
    );
    all.zoom.settings.passwordWindowMs = 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(inShort(await change(`${GOOD_PASSWORD}b`))).toBe('204');
  });

  it.each([
    ['too short', 'aB3!xY', '1124'],
    ['too long', `${GOOD_PASSWORD}${GOOD_PASSWORD}`, '1124'],
    ['without a letter', '73!9#51@84$26', '1125'],
    ['without a number', 'vT!mQ#xR@kL$wZ', '1126'],
    ['without a special character', 'vT7mQ2xR9kL4wZ8', '1127'],
    ['in one case only', 'vt7!mq2#xr9@kl4$', '1128'],
    ['with one character four times', 'vT7!mQ2#xxxx9@kL', '1130'],
    ['with a run upwards', 'vT7!mQ2#abcd9@kL', '1131'],
    ['with a run downwards', 'vT7!mQ2#9876x@kL', '1131'],
    ['easy to guess', 'Password!135790', '1136'],
  ])('refuses one that is %s', async (_what, password, code) => {
    expect(inShort(await change(password))).toBe(`400/${code}`);
    expect(all.zoom.user(JANE)?.passwordChanges).toBe(0);
  });

  it('follows the account settings, and keeps the base rules where they are off', async () => {
    all.zoom.settings.passwordRequirement = {
      minimum_password_length: 0,
      have_special_character: false,
      consecutive_characters_length: 0,
      weak_enhance_detection: false,
    };
    expect(inShort(await change('aB3xYabcd'))).toBe('204');
    expect(inShort(await change('aB3xY'))).toBe('400/1124');
    expect(inShort(await change('aB12345678'))).toBe('400/1131');
  });

  it.each([
    ['an admin', 'omar.haddad@example.com', '400/1117'],
    ['the owner', 'ingrid.solberg@example.com', '400/1117'],
    ['an SSO-only user', 'kenji.tanaka@example.com', '400/1123'],
    ['a pending invite', 'lucia.romero@example.com', '400/1120'],
    ['somebody unknown', 'nobody@example.com', '404/1001'],
  ])('refuses %s', async (_who, user, expected) => {
    expect(inShort(await change(GOOD_PASSWORD, user))).toBe(expected);
  });

  it('refuses what is no text', async () => {
    const answer = await change(12345678);
    expect(answer.data).toEqual({
      code: 300,
      message: 'Validation Failed.',
      errors: [{ field: 'password', message: 'Invalid field.' }],
    });
  });
});
