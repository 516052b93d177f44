/** The API set up as the server sets it up, and called without a socket. */
import { Global, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ApiModule } from '../../src/api/api.module.js';
import { configure, wire } from '../../src/api/configure.js';
import { Behind, cameraToken, officerToken } from './fakes.js';

@Global()
@Module({ imports: [Behind], exports: [Behind] })
class Rooms {}

export const openApi = async (): Promise<NestFastifyApplication> => {
  const module = await Test.createTestingModule({ imports: [Rooms, ApiModule] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(wire));
  await configure(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};

type Call = {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT';
  url: string;
  as?: 'officer' | 'camera' | 'nobody';
  headers?: Record<string, string>;
  body?: unknown;
};

const tokens = { officer: officerToken, camera: cameraToken, nobody: undefined };

export const calling =
  (app: () => NestFastifyApplication) =>
  async ({ method = 'POST', url, as = 'officer', headers = {}, body }: Call) => {
    const authorization = tokens[as] && { authorization: `Bearer ${tokens[as]}` };
    const payload = body as string | object | Buffer | undefined;
    const response = await app().inject({
      method,
      url,
      headers: { ...authorization, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson ? response.json() : null,
    };
  };
