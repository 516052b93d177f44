/** Starting a file of this room as a thread, from what was built or, under the tests, from its source. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const here = new URL(import.meta.url);
const fromSource = here.pathname.endsWith('.ts');

/**
 * @param name the file beside this one, without its ending
 * @param settings what it finds in `workerData`
 */
export const startThread = (name: string, settings: Readonly<Record<string, unknown>>): Worker => {
  const entry = new URL(`./${name}.${fromSource ? 'ts' : 'js'}`, here);
  return new Worker(fromSource ? new URL('./typescript.cjs', here) : entry, {
    workerData: { ...settings, entry: fileURLToPath(entry) },
    // Flags such as --inspect or a test runner's belong to the process, not to this thread.
    execArgv: [],
  });
};
