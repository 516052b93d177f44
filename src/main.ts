/** Serves: opens the house, founds it when it is empty, and listens. */
import 'reflect-metadata';
import { BadSetting, readConfig } from './config.js';
import { complain } from './complaint.js';
import { serve } from './serve.js';

try {
  const { url } = await serve(readConfig());
  process.stderr.write(`alpr-ledger serves at ${url}; its API is described at ${url}/api/docs\n`);
} catch (error) {
  process.exitCode = complain(error);
  // A store that failed to open may have left timers behind; there is nothing to wait for.
  if (!(error instanceof BadSetting)) process.exit();
}
