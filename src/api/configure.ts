/** What stands between the wire and the controllers; the server and the tests are set up by this alone. */
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import statically from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { logRequests } from './logging.js';
import { describe } from './openapi.js';
import { LARGEST_PHOTOGRAPH } from './photograph.js';
import { responseTo } from './problem.js';
import { screensDir } from './screens.js';
import { bodies } from './validation.js';

/** Bytes of JSON at most: from a person, and from a camera, whose webhook may carry small pictures. */
const LARGEST_JSON = 1024 * 1024;
const LARGEST_READ = 4 * LARGEST_JSON;
/** Bytes of a hot-list file at most: some 300,000 entries. */
const LARGEST_LIST = 30 * LARGEST_JSON;

/** A photograph of 20 MB over a poor mobile line takes less than this. */
const SLOWEST_REQUEST_MS = 120_000;

/** What Fastify is made with, where it cannot be told later. */
export const wire = {
  bodyLimit: LARGEST_JSON,
  /** An open stream must not hold the shutdown. */
  forceCloseConnections: true,
  /** An address that is none never reaches the filter, and Fastify's own answer would repeat it. */
  frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
    const { problem } = responseTo({ statusCode: 404 })!;
    const type = 'application/problem+json; charset=utf-8';
    void reply.code(404).header('content-type', type).header('x-content-type-options', 'nosniff').send(problem);
  },
};

const DOCS = '/api/docs';

const nothing = ["'none'"];
const ours = ["'self'"];
const policy = {
  defaultSrc: nothing,
  scriptSrc: nothing,
  styleSrc: ours,
  imgSrc: [...ours, 'data:'],
  connectSrc: ours,
  fontSrc: ours,
  formAction: ours,
  baseUri: nothing,
  frameAncestors: nothing,
};

/** The pages that describe the API are Swagger's: they bring scripts of their own and styles within the page. */
const policyOfDocs =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const secure = async (app: NestFastifyApplication, fastify: FastifyInstance): Promise<void> => {
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: policy } });
  fastify.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(DOCS)) void reply.header('content-security-policy', policyOfDocs);
    // What is shown here is kept by nobody on the way.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
};

const limit = async (app: NestFastifyApplication, fastify: FastifyInstance): Promise<void> => {
  fastify.addHook('onRoute', (route) => {
    const list = /^\/(hot-lists\/[^/]+\/file|vendors\/[^/]+\/audit-log)$/.test(route.url) && LARGEST_LIST;
    route.bodyLimit = list || (/^\/(detections|intake)(\/|$)/.test(route.url) ? LARGEST_READ : LARGEST_JSON);
  });
  // A form or plain text needs no preflight, so another site could make a browser send it.
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, _body, done) =>
    done(new UnsupportedMediaTypeException()),
  );
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, file, done) => done(null, file));
  fastify.addContentTypeParser(/^image\//, (_request, stream, done) => done(null, stream));
  // Fastify waits for ever by default: a sender that stalls would keep its connection and our memory.
  fastify.server.requestTimeout = SLOWEST_REQUEST_MS;
  const limits = { fileSize: LARGEST_PHOTOGRAPH, files: 1, fields: 8, fieldSize: 1000, parts: 9 };
  await app.register(multipart, { limits });
};

/** What the screens are made of: files named after their own digest, which never change and may be kept. */
const serveScreens = async (app: NestFastifyApplication): Promise<void> => {
  const root = join(screensDir, 'assets');
  if (!existsSync(root)) return;
  // They lie there compressed too, made once by the build.
  const kept = { immutable: true, maxAge: '365d', preCompressed: true };
  await app.register(statically, { root, prefix: '/app/assets/', index: false, decorateReply: false, ...kept });
};

/** Sets up an application that has ApiModule among its modules. Call it before `init`. */
export const configure = async (app: NestFastifyApplication): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const logger = app.get(Logger);
  app.useLogger(logger);
  logRequests(fastify, logger);
  fastify.setReplySerializer((payload) =>
    JSON.stringify(payload, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
  await secure(app, fastify);
  await limit(app, fastify);
  await serveScreens(app);
  app.useGlobalPipes(bodies);
  app.enableShutdownHooks();
  SwaggerModule.setup(DOCS, app, () => describe(app), { jsonDocumentUrl: `${DOCS}-json`, raw: ['json'] });
};
