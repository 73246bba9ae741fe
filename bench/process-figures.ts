import { readFile } from 'node:fs/promises';

const MEGABYTE_IN_KB = 1_024;
/** Of Linux's clock for processor times, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What Linux knows of a process; other systems have no such files. */
export interface ProcessFigures {
  residentMb: number;
  peakMb: number;
  /** User's and system's, of all threads since it began. */
  cpuSeconds: number;
}

export async function figuresOf(pid: number): Promise<ProcessFigures> {
  const [status, stat] = await Promise.all(
    ['status', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
  );
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1]) / MEGABYTE_IN_KB;
  // The program's name may hold spaces: the fields are counted from its closing bracket.
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    residentMb: megabytes('VmRSS'),
    peakMb: megabytes('VmHWM'),
    cpuSeconds: ticks / TICKS_PER_SECOND,
  };
}
