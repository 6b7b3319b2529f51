import swagger from '@fastify/swagger';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import { limits } from '#sync/protocol/limits.ts';
import { NonceMemory } from '../identity/nonces.ts';
import { StoreHealth } from '../store/store-health.ts';
import { addAnswersRoute } from './route-answers.ts';
import { addHealthRoutes } from './routes-health.ts';
import { addExportsRoute } from './route-exports.ts';
import { addConsoleRoutes } from './routes-console.ts';
import { addConsolePages } from './console-pages.ts';
import { addDeviceRoutes } from './routes-device.ts';
import { addOrderRoute } from './route-orders.ts';
import { addReleaseRoute } from './route-releases.ts';
import { addReviewRoutes } from './routes-review.ts';
import { addRenewRoute } from './route-renew.ts';
import { addAdminRoutes } from './routes-admin.ts';
import { addApprovalRoutes } from './routes-approvals.ts';
import { addNoticeRoutes } from './routes-notices.ts';
import { addInstrumentRoutes } from './routes-instruments.ts';
import { addDataRequestRoutes } from './routes-data-requests.ts';
import { addProgrammeRoutes } from './routes-programme.ts';
import { addRecoveriesRoutes } from './routes-recovery.ts';
import { addFactorRoutes } from './routes-factors.ts';
import { addRecoveryRoute } from './route-recovery.ts';
import { answerError } from './answer-error.ts';
import { countCodeTries } from './code-tries.ts';
import { limitBodies } from './limit-bodies.ts';
import { withPresentIdentity } from './present-identity.ts';
import { sendProblem } from './problem.ts';
import { requireOwnHost } from './own-host.ts';
import { readBody } from './read-body.ts';
import { addSealedWordsRoute } from './route-sealed-words.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { sendAnswer } from './send-answer.ts';
import type { RequestLimits, ServerContext } from './server-context.ts';

export interface Transport {
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Whose `X-Forwarded-For` is believed: of so many proxies in front, of these addresses and subnets, or of nobody. */
  readonly trustProxy: number | readonly string[] | false;
}

/** Generous: a device that works off weeks of field work must not be held up, only one that runs wild. */
export const generousLimits: RequestLimits = {
  addressPerMinute: 60_000,
  devicePerMinute: 12_000,
  renewalsPerMinute: 30,
  failuresPerMinute: 5,
  freeFailuresPerMinute: 60,
  connections: 5_000,
  headMs: 20_000,
  strangerMs: 60_000, // 32 KiB (S6) over the slowest link that a device puts up with
};

// Devices pay for every byte; whoever is refused learns enough from `retry-after`.
const noRateHeaders = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};

/** The whole API and the console's pages, ready to listen. */
export async function makeApp(given: ServerContext, transport: Transport): Promise<FastifyInstance> {
  const { context, follow } = withPresentIdentity(given);
  const { headMs } = context.limits;
  const timeouts = {
    headersTimeout: headMs,
    handshakeTimeout: headMs,
    connectionsCheckingInterval: headMs / 4,
  };
  const app: FastifyInstance = Fastify({
    ...(transport.tls === null ? { http: timeouts } : { https: { ...transport.tls, ...timeouts } }),
    bodyLimit: limits.smallRequestBytes, // roads that take more say so
    trustProxy: trustIn(transport.trustProxy),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 10 * 60_000, // a slow link may take its time
    genReqId: () => crypto.randomUUID(),
    // An address that is none; fastify's own words would quote it.
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply, 'malformed');
    },
    exposeHeadRoutes: false, // a road that nobody wrote down is one that nobody checks
  });
  app.decorate('roads', rememberRoads(app));
  app.decorate('storeHealth', new StoreHealth(context.store, context.surroundings.nowMs));
  app.decorate('nonceMemory', new NonceMemory(context.surroundings.nowMs()));
  app.decorateRequest('deviceCaller', null);
  app.decorateRequest('person', null);
  app.decorateRequest('sessionStrength', null);
  app.decorateRequest('enrolSignature', null);
  app.decorateRequest('answerNonce', null);
  app.decorateRequest('pinnedKey', null);
  app.decorateRequest('signedDigest', null);
  app.decorateRequest('earlyPacks', null);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are of our own making and typed; schemas of answers are there for the description.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));
  // Digests are over the bytes as sent, so they are kept; `readBody` parses them later.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  // Before connections are waited for, so that requests that wait for their turn are answered.
  app.addHook('preClose', () => context.judging.close());
  addSecurityHeaders(app, context);
  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    max: context.limits.addressPerMinute,
    timeWindow: 60_000,
    addHeaders: noRateHeaders,
    addHeadersOnExceeding: noRateHeaders,
  });
  await app.register(swagger, {
    openapi: { info: { title: 'Fieldbook', version: context.version } },
    transform: jsonSchemaTransform,
  });
  app.server.maxConnections = context.limits.connections;
  limitBodies(app, context.limits.strangerMs);
  app.decorate('codeTries', countCodeTries(app, context.limits));
  if (transport.trustProxy === false) warnOfProxy(app);
  app.addHook('onRequest', requireOwnHost(context.publicUrl));
  // Before any road looks at who asks.
  app.addHook('onRequest', app.rateLimit());
  app.addHook('onRequest', follow);
  app.addHook('onRequest', async (request, reply) =>
    request.is404 ? sendProblem(reply, 'not-found') : undefined,
  );
  app.addHook('preValidation', readBody);
  app.addHook('onSend', sendAnswer(context));
  await app.register(async (scope) => addRoutes(scope, context));
  return app;
}

/** The nearest hop is 0; each proxy appends the address that it was asked from. */
function trustIn(proxies: Transport['trustProxy']) {
  if (typeof proxies === 'number') return (_address: string, hop: number): boolean => hop < proxies;
  return proxies === false ? false : [...proxies];
}

/** Says once, for the operator, that a proxy stands in front and is not believed: all share its address then. */
function warnOfProxy(app: FastifyInstance): void {
  let isSaid = false;
  app.addHook('onRequest', async ({ headers }) => {
    if (isSaid || (headers['x-forwarded-for'] ?? headers['forwarded']) === undefined) return;
    isSaid = true;
    console.error(
      'a proxy forwards requests and is not believed, so all askers count as one address: start with --trust-proxy 1 (docs/operating.md)',
    );
  });
}

/** Every road as it is registered, so that a test can hold each against the matrix of who may go it. */
function rememberRoads(app: FastifyInstance): readonly string[] {
  const roads: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) roads.push(`${one} ${url}`);
  });
  return roads;
}

async function addRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  limitDevices(app, context);
  addHealthRoutes(app, context);
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  addDeviceRoutes(app, context);
  addRenewRoute(app, context);
  addOrderRoute(app, context);
  addReleaseRoute(app, context);
  addRecoveryRoute(app, context);
  addConsoleRoutes(app, context);
  addExportsRoute(app, context);
  addAnswersRoute(app, context);
  addReviewRoutes(app, context);
  addSealedWordsRoute(app, context);
  addFactorRoutes(app, context);
  addAdminRoutes(app, context);
  addInstrumentRoutes(app, context);
  addRecoveriesRoutes(app, context);
  addApprovalRoutes(app, context);
  addNoticeRoutes(app, context);
  addProgrammeRoutes(app, context);
  addDataRequestRoutes(app, context);
  await addConsolePages(app, context);
}

/** Beside the limit per address, which counts strangers too, one per device whose signature holds. */
function limitDevices(app: FastifyInstance, context: ServerContext): void {
  const count = app.createRateLimit({
    max: context.limits.devicePerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `device ${request.deviceCaller?.device}`,
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.deviceCaller === null) return undefined;
    const limit = await count(request);
    return limit.isAllowed || !limit.isExceeded ? undefined : sendProblem(reply, 'rate');
  });
}
