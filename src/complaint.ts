/** What is said at the terminal when something could not be done: the message that names cause and remedy, no stack. */

/** Exit codes after sysexits.h: what the caller got wrong, what the data is, what is not available. */
const exits: Readonly<Record<string, number>> = {
  'bad-setting': 78,
  'wrong-passphrase': 77,
  'in-use': 75,
  'newer-format': 65,
  corrupt: 65,
  'data-loss': 65,
  unavailable: 69,
  malformed: 64,
  refused: 77,
  EADDRINUSE: 69,
  EACCES: 77,
};

const said = (error: Error & { code?: string; address?: string; port?: number }): string => {
  if (error.code === 'EADDRINUSE')
    return `Port ${error.port} is in use by another program. Stop it, or set PORT to another one.`;
  if (error.code === 'EACCES') return `Not permitted: ${error.message}. Check who owns the data directory.`;
  return error.message;
};

/** Says on standard error what went wrong, and answers the exit code. A fault of ours is named as one. */
export const complain = (error: unknown): number => {
  const known = error instanceof Error && 'code' in error ? exits[String(error.code)] : undefined;
  if (known !== undefined) {
    process.stderr.write(`alpr-ledger: ${said(error as Error)}\n`);
    return known;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(`alpr-ledger: this should not have happened: ${what}\n`);
  return 70;
};
