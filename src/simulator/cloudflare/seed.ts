import type { CloudflareUserInput } from './users';

/** The people of the demonstration; docs/simulators.md says what each is there for. */
export const CLOUDFLARE_DEMO_USERS: readonly CloudflareUserInput[] = [
  { email: 'jane.doe@example.com', name: 'Jane Doe', sessions: 2, devices: 2 },
  { email: 'omar.haddad@example.com', name: 'Omar Haddad' },
  { email: 'ingrid.solberg@example.com', name: 'Ingrid Solberg' },
  { email: 'kenji.tanaka@example.com', name: 'Kenji Tanaka' },
  { email: 'lucia.romero@example.com', name: 'Lucia Romero', sessions: 0, devices: 0 },
  { email: 'amara.okafor@example.com', name: 'Amara Okafor' },
  { email: 'piotr.nowak@example.com', name: 'Piotr Nowak' },
  { email: 'noah.fischer@example.com', name: 'Noah Fischer', devices: 3 },
  { email: 'david.cohen@example.com', name: 'David Cohen', idpAllows: false },
  { email: 'priya.sharma@example.com', name: 'Priya Sharma' },
];
