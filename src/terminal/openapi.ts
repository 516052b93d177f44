/** `alpr-ledger openapi`: the description of the API as JSON, from the program itself; no house is opened for it. */
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Command } from 'commander';
import { describe } from '../api/openapi.js';
import { AppModule } from '../app.module.js';
import { readConfig } from '../config.js';
import type { House } from '../house.js';
import { print } from './print.js';

/** Nothing is made of it: a preview looks at the shape of the application alone. */
const unopened = { proof: {} } as House;

const openapi = async (): Promise<void> => {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(unopened, readConfig({})),
    new FastifyAdapter(),
    {
      preview: true,
      logger: false,
      abortOnError: false,
    },
  );
  print(JSON.stringify(describe(app)));
};

export const addOpenapi = (program: Command): void => {
  program.command('openapi').description('the description of the API (OpenAPI 3), as JSON').action(openapi);
};
