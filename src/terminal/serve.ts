/** `alpr-ledger serve`: the server, as `npm start` runs it. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { serve } from '../serve.js';
import { tell } from './print.js';

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('serve the department of ALPR_DATA_DIR, founding it when it is empty')
    .option('--checkpoint <file>', 'a signed checkpoint that somebody kept: serve only a ledger that continues it')
    .action(async ({ checkpoint }: { checkpoint?: string }) => {
      const kept = checkpoint === undefined ? undefined : readFileSync(checkpoint, 'utf8');
      const { url } = await serve(readConfig(), { checkpoint: kept });
      tell(`alpr-ledger serves at ${url}; its API is described at ${url}/api/docs`);
    });
};
