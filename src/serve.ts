/** One application, from configuration to an open port; used by the server and by the demonstration. */
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { configure, wire } from './api/configure.js';
import { AppModule } from './app.module.js';
import { type Config, shownConfig } from './config.js';
import { Alerting } from './handlers/alerting.js';
import { Clockwork } from './handlers/clockwork.js';
import { Notifying } from './handlers/notifying.js';
import { cameBack, Custody } from './handlers/custody.js';
import { Founding } from './handlers/founding.js';
import { Rounds } from './handlers/rounds.js';
import { type House, openHouse } from './house.js';

export type Serving = {
  readonly app: NestFastifyApplication;
  readonly house: House;
  readonly url: string;
  /** The Administrator's one-time invitation, while nobody has taken it up. */
  readonly invitation: string | null;
};

export type ServeOptions = {
  readonly quiet?: boolean;
  /** A signed checkpoint that somebody kept: the ledger must continue it, or nothing is served. */
  readonly checkpoint?: string | undefined;
};

/** Opens the house and listens. Closing the application closes the house. */
export const serve = async (config: Config, { quiet = false, checkpoint }: ServeOptions = {}): Promise<Serving> => {
  if (!quiet) process.stderr.write(`settings ${JSON.stringify(shownConfig(config))}\n`);
  const house = await openHouse(config, { checkpoint, ...(quiet && { tell: () => undefined }) });
  let app: NestFastifyApplication | undefined;
  try {
    const adapter = new FastifyAdapter({ ...wire, trustProxy: [...config.trustedProxies] });
    app = await NestFactory.create<NestFastifyApplication>(AppModule.of(house, config), adapter, {
      logger: quiet ? false : ['fatal', 'error', 'warn'],
      abortOnError: false,
    });
    await configure(app);
    await app.init();
    const back = await app.get(Custody).guard();
    if (back > 0 && !quiet) process.stderr.write(`${cameBack(back)}\n`);
    const invited = await app.get(Founding).found();
    app.get(Alerting).start();
    app.get(Clockwork).start();
    app.get(Notifying).start();
    app.get(Custody).start();
    app.get(Rounds).start();
    await app.listen(config.port, config.host);
    const url = config.port === 0 ? await app.getUrl() : config.publicUrl;
    if (invited && !quiet) announce(url, invited.invitation);
    return { app, house, url, invitation: invited?.invitation ?? null };
  } catch (error) {
    await (app ? app.close() : house.close());
    throw error;
  }
};

const announce = (url: string, invitation: string): void => {
  process.stderr.write(
    'Nobody is enrolled yet. The ALPR Administrator sets his password with this link, once, within 72 hours:\n' +
      `  ${url}/app/invitation#invitation=${invitation}\n`,
  );
};
