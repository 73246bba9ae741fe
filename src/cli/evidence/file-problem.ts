import { InvalidRequest } from '../../client/errors';

const WORDS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'leads through something that is no folder',
  EACCES: 'is closed to you',
  EEXIST: 'is there already; --force writes over it',
  ENOSPC: 'no room is left on the disk',
};

/** What stands in the way of a file, in words. */
export function fileProblem(file: string, error: unknown): InvalidRequest {
  const { code, message } = error as NodeJS.ErrnoException;
  return new InvalidRequest([{ problem: `${file}: ${(code && WORDS[code]) ?? message}` }]);
}
