/** What is said at the terminal when something could not be done: the message that names cause and remedy, no stack. */

/** Exit codes after sysexits.h: what the caller got wrong, what the data is, what is not available. */
const exits: Readonly<Record<string, number>> = {
  'bad-setting': 78,
  'wrong-passphrase': 77,
  'in-use': 75,
  'newer-format': 65,
  corrupt: 65,
  'data-loss': 65,
  'rolled-back': 65,
  unavailable: 69,
  malformed: 64,
  refused: 77,
  EADDRINUSE: 69,
  EADDRNOTAVAIL: 69,
  ENOTFOUND: 69,
  EACCES: 77,
  ENOENT: 66,
  EEXIST: 73,
  ENOTDIR: 73,
  EISDIR: 73,
  ENOSPC: 74,
  EDQUOT: 74,
  EIO: 74,
  EROFS: 74,
};

/** A database on a disk that fails (SqliteFault), by whatever it was called. */
const exitOf = (code: string): number | undefined =>
  exits[code] ?? (/^SQLITE_(READONLY|IOERR|FULL|CANTOPEN)/.test(code) ? 74 : undefined);

type SystemError = Error & { code?: string; address?: string; hostname?: string; port?: number; path?: string };

/** The system's words, and of which file, which they do not always name. */
const at = ({ message, path }: SystemError): string =>
  path === undefined || message.includes(path) ? message : `${message} (${path})`;

/** What the operating system says by code, in words that name the remedy. */
const remedies: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use by another program. Stop it, or set PORT to another one.`,
  EADDRNOTAVAIL: ({ address }) => `${address} is no address of this machine. Set ALPR_HOST to one that is.`,
  ENOTFOUND: ({ hostname }) => `${hostname} is not known to this machine. Check ALPR_HOST.`,
  EACCES: ({ message }) => `Not permitted: ${message}. Check who owns the data directory.`,
  ENOENT: ({ path, message }) => `There is no such file: ${path ?? message}. Check the path.`,
  EEXIST: ({ path, message }) => `A file stands where a folder must be: ${path ?? message}. Name another one.`,
  ENOTDIR: ({ path, message }) => `A file stands where a folder must be: ${path ?? message}. Name another one.`,
  EISDIR: ({ path, message }) => `A folder stands where a file must be: ${path ?? message}. Name another one.`,
  ENOSPC: (error) => `The disk is full: ${at(error)}. Make room, and try again.`,
  EDQUOT: (error) => `The quota of the disk is used up: ${at(error)}. Make room, and try again.`,
  EIO: (error) => `The disk reports an error: ${at(error)}. Check the disk and its log, then try again.`,
  EROFS: (error) => `The disk may only be read: ${at(error)}. Check how it is mounted.`,
};

const said = (error: SystemError): string => remedies[error.code ?? '']?.(error) ?? error.message;

/** Says on standard error what went wrong, and answers the exit code. A fault of ours is named as one. */
export const complain = (error: unknown): number => {
  const known = error instanceof Error && 'code' in error ? exitOf(String(error.code)) : undefined;
  if (known !== undefined) {
    process.stderr.write(`alpr-ledger: ${said(error as Error)}\n`);
    return known;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(`alpr-ledger: this should not have happened: ${what}\n`);
  return 70;
};
