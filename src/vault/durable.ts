/** Files that are whole or absent: written aside, flushed, and renamed into place. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const flushDirectory = (dir: string): void => {
  // Windows cannot open a directory, and has no need to: its renames are journalled.
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    throw Object.assign(error as NodeJS.ErrnoException, { path: dir });
  } finally {
    closeSync(handle);
  }
};

/** Writes `bytes` to `file` so that after a power cut it is there whole, or not at all. Mode 0600. */
export const writeDurably = (file: string, bytes: Uint8Array | string): void => {
  const dir = dirname(file);
  const made = mkdirSync(dir, { recursive: true, mode: 0o700 });
  const aside = join(dir, `.${randomUUID()}.tmp`);
  const handle = openSync(aside, 'wx', 0o600);
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(aside, { force: true });
    // What is said of an open file does not name it.
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
  closeSync(handle);
  renameSync(aside, file);
  flushDirectory(dir);
  if (made) flushDirectory(dirname(dir));
};
