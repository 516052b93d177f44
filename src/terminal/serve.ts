/** `alpr-ledger serve`: the server, as `npm start` runs it. */
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { serve } from '../serve.js';
import { tell } from './print.js';

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('serve the department of ALPR_DATA_DIR, founding it when it is empty')
    .action(async () => {
      const { url } = await serve(readConfig());
      tell(`alpr-ledger serves at ${url}; its API is described at ${url}/api/docs`);
    });
};
