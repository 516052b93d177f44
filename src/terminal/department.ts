/** Opens the department for one command at the terminal, and closes it whatever happens. */
import type { INestApplicationContext, LogLevel } from '@nestjs/common';
import { type Config, readConfig } from '../config.js';
import { cameBack, Custody } from '../handlers/custody.js';
import { type House, openHouse } from '../house.js';
import { tell } from './print.js';

export type Department = { readonly app: INestApplicationContext; readonly house: House; readonly config: Config };

/**
 * The application over a house that is open. Loaded here: a wrong command line need not wait for what it won't use.
 * @param logger what Nest may say; nothing where it is false
 */
export const applicationOf = async (
  house: House,
  config: Config,
  logger: LogLevel[] | false = ['fatal', 'error', 'warn'],
): Promise<INestApplicationContext> => {
  const [{ NestFactory }, { AppModule }] = await Promise.all([import('@nestjs/core'), import('../app.module.js')]);
  return NestFactory.createApplicationContext(AppModule.of(house, config), { logger, abortOnError: false });
};

/**
 * Runs `work` on the data directory of the settings.
 * @throws Malformed when there is no data directory yet: a terminal command founds none
 */
export const withDepartment = async <T>(work: (department: Department) => Promise<T>): Promise<T> => {
  const config = readConfig();
  const house = await openHouse(config, { mustExist: true });
  let app: INestApplicationContext | undefined;
  try {
    app = await applicationOf(house, config);
    const back = await app.get(Custody).guard();
    if (back > 0) tell(cameBack(back));
    return await work({ app, house, config });
  } finally {
    await (app ? app.close() : house.close());
  }
};

/** A rebuild of the read models may take this long before a command gives up, milliseconds. */
const PATIENCE = 600_000;

/** Waits until the read models show the whole ledger. */
export const caughtUp = ({ views }: House): Promise<void> => views.caughtUp(PATIENCE);
