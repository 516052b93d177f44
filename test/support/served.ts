/** The application over an open house, set up as the server sets it up, and called without a socket. */
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { configure, wire } from '../../src/api/configure.js';
import { LogSettings } from '../../src/api/logging.js';
import { AppModule } from '../../src/app.module.js';
import { readConfig } from '../../src/config.js';
import { Time } from '../../src/handlers/time.js';
import { openHouse } from '../../src/house.js';

export type Serving = {
  /** Settings of the environment, beside the data directory. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Hears every line of the log, at its finest; without it nothing is logged. */
  readonly log?: (line: string) => void;
  /** Another hour than the machine's. */
  readonly time?: Time;
};

/** Serves a data directory; closing the application closes the house. */
export const served = async (dataDir: string, { environment, log, time }: Serving = {}) => {
  const config = readConfig({ ALPR_DATA_DIR: dataDir, ...environment });
  const house = await openHouse(config, { tell: () => undefined });
  const settings: LogSettings = { level: log ? 'trace' : 'silent', to: { write: (line) => log?.(line) } };
  const module = Test.createTestingModule({ imports: [AppModule.of(house, config)] })
    .overrideProvider(LogSettings)
    .useValue(settings);
  if (time) module.overrideProvider(Time).useValue(time);
  const app = (await module.compile()).createNestApplication<NestFastifyApplication>(new FastifyAdapter(wire));
  await configure(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};
