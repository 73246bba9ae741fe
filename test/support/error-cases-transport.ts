import type { ErrorCase } from './error-cases';
import { exhausted, retried } from './error-cases-makers';

const unreadable = { kind: 'unreadable', waits: 40 } as const;
const passing = { waits: 40 } as const;
const network = { kind: 'network', waits: 40 } as const;
const timeout = { kind: 'timeout', waits: 40 } as const;

/** Outages that pass within the policy's tries: the step is done, and nobody is asked. */
const PASSING: ErrorCase[] = [
  retried('revokeToken', 'zoom.any.500', passing),
  retried('updateStatus', 'zoom.any.503', passing),
  retried('getUser', 'zoom.any.500.empty', unreadable),
  retried('updateStatus', 'zoom.any.500.malformed', { ...passing, readAs: '500' }),
  retried('revokeToken', 'zoom.any.502.html', unreadable),
  retried('updatePassword', 'zoom.any.503.html', { ...unreadable, passwordChanges: 1 }),
  retried('updateStatus', 'zoom.any.504.empty', unreadable),
  retried('updateStatus', 'zoom.any.200.html', unreadable),
  retried('getUser', 'zoom.any.200.empty', unreadable),
  retried('getUser', 'zoom.any.200.malformed', unreadable),
  retried('revokeToken', 'zoom.any.reset', network),
  retried('updateStatus', 'zoom.any.reset', { ...network, applied: true }),
  retried('updatePassword', 'zoom.any.reset', { ...network, applied: true, passwordChanges: 2 }),
  retried('updateStatus', 'zoom.any.hang', timeout),
  retried('revokeToken', 'zoom.any.hang', { ...timeout, applied: true }),

  retried('revokeUser', 'cloudflare.any.408', passing),
  retried('revokeUser', 'cloudflare.any.409', passing),
  retried('revokeUser', 'cloudflare.any.500', passing),
  retried('revokeUser', 'cloudflare.any.500.10001', passing),
  retried('findUser', 'cloudflare.any.503', passing),
  retried('revokeUser', 'cloudflare.any.500.empty', unreadable),
  retried('listActiveSessions', 'cloudflare.any.500.malformed', unreadable),
  retried('revokeUser', 'cloudflare.any.502.html', unreadable),
  retried('revokeUser', 'cloudflare.any.503.html', unreadable),
  retried('revokeUser', 'cloudflare.any.504.empty', unreadable),
  retried('revokeUser', 'cloudflare.any.200.html', unreadable),
  retried('revokeUser', 'cloudflare.any.200.empty', unreadable),
  retried('revokeUser', 'cloudflare.any.200.malformed', unreadable),
  retried('revokeUser', 'cloudflare.any.reset', network),
  retried('revokeUser', 'cloudflare.any.reset', { ...network, applied: true }),
  retried('revokeUser', 'cloudflare.any.hang', timeout),
];

/** Outages that last: a person is told, and each code says which kind it is. */
const LASTING: ErrorCase[] = [
  exhausted('revokeToken', 'zoom.any.503', 'zoom.503.503', passing),
  exhausted('updateStatus', 'zoom.any.500.empty', 'zoom.500.unreadable', unreadable),
  exhausted('getUser', 'zoom.any.200.html', 'zoom.200.unreadable', unreadable),
  exhausted('updateStatus', 'zoom.any.reset', 'zoom.network', network),
  exhausted('revokeToken', 'zoom.any.hang', 'zoom.timeout', timeout),
  exhausted('revokeUser', 'cloudflare.any.409', 'cloudflare.409.409', passing),
  exhausted('findUser', 'cloudflare.any.502.html', 'cloudflare.502.unreadable', unreadable),
  exhausted('revokeUser', 'cloudflare.any.200.empty', 'cloudflare.200.unreadable', unreadable),
  exhausted('revokeUser', 'cloudflare.any.reset', 'cloudflare.network', network),
  exhausted('revokeUser', 'cloudflare.any.hang', 'cloudflare.timeout', timeout),
];

/** What any HTTP service can do to its clients. */
export const TRANSPORT_CASES: readonly ErrorCase[] = [...PASSING, ...LASTING];
