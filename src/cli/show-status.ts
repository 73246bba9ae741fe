import { isColorSupported } from 'picocolors';
import type { OffboardingStatus } from '../domain/status';
import type { Output } from './context';
import { nextCommands } from './next-commands';
import { renderStatus } from './render-status';

/** The run as a table and, where a person is needed, the commands to answer with. */
export function statusLines(
  status: OffboardingStatus,
  id: string,
  { isTTY = false, columns = 100 }: Output,
): string[] {
  const colour = isTTY && isColorSupported;
  const commands = nextCommands(status, id).map((command) => `  $ ${command}`);
  const table = renderStatus(status, { now: new Date(), colour, width: columns });
  return commands.length > 0 ? [...table, ...commands, ''] : table;
}
