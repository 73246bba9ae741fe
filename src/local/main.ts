import { parseFlags } from './flags';
import { inOneTerminal } from './in-one-terminal';
import { start } from './start';

async function main(): Promise<number> {
  const flags = parseFlags(process.argv.slice(2));
  return inOneTerminal((terminal, parts, signal) => start(flags, terminal, parts, signal));
}

void main().then((code) => process.exit(code));
