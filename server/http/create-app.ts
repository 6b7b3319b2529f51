import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { NonceMemory } from '../auth/nonces.ts';
import { loadServerIdentity } from '../auth/server-identity.ts';
import type { RequestLimits, ServerContext } from '../context/server-context.ts';
import { StoreHealth, storeFailureOf } from '../db/store-health.ts';
import { ServerStopping } from '../judging/pack-judge.ts';
import { limitRequestBodies } from './body-limits.ts';
import { requireSignedBody } from './device-signature.ts';
import { createFailedAttempts, decorateRequests } from './fastify-decorators.ts';
import { sendProblem, sendStoreFailure } from './problem.ts';
import { readJsonBody } from './request-body.ts';
import { addSecurityHeaders, requireServerHost } from './request-hooks.ts';
import { addAdminRoutes } from './routes-admin.ts';
import { addApprovalRoutes, addNoticeRoutes } from './routes-approvals.ts';
import {
  addAnswerExportRoute,
  addConsoleRoutes,
  addMissionRoutes,
  addOverviewRoutes,
  addReportExportRoute,
} from './routes-console.ts';
import { addDataRequestRoutes } from './routes-data-requests.ts';
import { addCommandConfirmationRoute, addDeviceRoutes, addRenewalRoute } from './routes-device.ts';
import { addInstrumentRoutes } from './routes-library.ts';
import {
  addInstitutionRoutes,
  addPlanRoutes,
  addProgrammeRoutes,
  addRequestRoutes,
} from './routes-programme.ts';
import { addConsolePages, addHealthRoutes } from './routes-public.ts';
import { addKeyEscrowRoute, addVaultRecoveryRoutes } from './routes-recovery.ts';
import { addConfidentialRemarkRoute, addReleaseRoute, addReviewRoutes } from './routes-review.ts';
import { addSecondFactorRoutes } from './routes-sign-in.ts';
import { addTemplateRoutes } from './routes-templates.ts';
import { sendSignedResponse } from './send-response.ts';
import { checkSendersAgain, SenderRefusedError, sendSenderRefusal } from './sender-check.ts';

/** Create the whole API with the console's pages, ready to listen. */
export async function createApp(
  given: ServerContext,
  transport: ConnectionOptions,
): Promise<FastifyInstance> {
  const { context, follow } = withCurrentIdentity(given);
  const { headMs } = context.limits;
  const timeouts = {
    headersTimeout: headMs,
    handshakeTimeout: headMs,
    connectionsCheckingInterval: headMs / 4,
  };
  const app: FastifyInstance = Fastify({
    ...(transport.tls === null ? { http: timeouts } : { https: { ...transport.tls, ...timeouts } }),
    bodyLimit: wireLimits.smallRequestBytes, // routes with a larger limit set it
    trustProxy: toFastifyTrustProxy(transport.trustProxy),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 10 * 60_000, // for slow links
    genReqId: () => crypto.randomUUID(),
    // A malformed address: fastify's own text would quote it.
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply, 'malformed');
    },
    exposeHeadRoutes: false, // an undeclared route is one that nobody checks
  });
  app.decorate('registeredRoutes', recordRegisteredRoutes(app));
  app.decorate('storeHealth', new StoreHealth(context.store, context.dependencies.nowMs));
  app.decorate('nonceMemory', new NonceMemory(context.dependencies.nowMs()));
  decorateRequests(app);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed and built here; their schemas only serve the API's description.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(sendErrorResponse);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));
  // Digests cover the bytes as sent, so they are kept; `readJsonBody` parses them later.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  // Before the wait for connections, so that queued requests are answered.
  app.addHook('preClose', () => context.judging.close());
  addSecurityHeaders(app, context);
  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    max: context.limits.addressPerMinute,
    timeWindow: 60_000,
    addHeaders: hiddenRateHeaders,
    addHeadersOnExceeding: hiddenRateHeaders,
  });
  await app.register(swagger, {
    openapi: { info: { title: 'Fieldbook', version: context.version } },
    transform: jsonSchemaTransform,
  });
  app.server.maxConnections = context.limits.connections;
  limitRequestBodies(app, context);
  app.decorate('failedAttempts', createFailedAttempts(app, context.limits));
  if (transport.trustProxy === false) warnOfUntrustedProxy(app);
  app.addHook('onRequest', requireServerHost(context.publicUrl));
  // Before any route checks the sender.
  app.addHook('onRequest', app.rateLimit());
  app.addHook('onRequest', follow);
  app.addHook('onRequest', async (request, reply) =>
    request.is404 ? sendProblem(reply, 'not-found') : undefined,
  );
  checkSendersAgain(app, context.store);
  app.addHook('preValidation', requireSignedBody);
  app.addHook('preValidation', readJsonBody);
  app.addHook('onSend', sendSignedResponse(context));
  await app.register(async (scope) => registerRoutes(scope, context));
  return app;
}

/**
 * Answer an error of a route by a problem. Bugs are logged without content and answered without detail; failures of the
 * store have their own codes (S8).
 */
function sendErrorResponse(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return sendProblem(reply, 'malformed', {
      detail: `${error.validationContext}${first?.instancePath ?? ''}`,
    });
  }
  if (error instanceof SenderRefusedError) return sendSenderRefusal(reply, error.refusal);
  const storeFailure = storeFailureOf(error);
  if (storeFailure !== null) {
    request.server.storeHealth.recordFailure(storeFailure);
    return sendStoreFailure(reply, storeFailure.code);
  }
  const problemCode = problemCodeOf(error);
  if (problemCode === 'internal') logUnexpectedError(error, request);
  return sendProblem(reply, problemCode);
}

function problemCodeOf(error: FastifyError): ProblemCode {
  if (error instanceof ServerStopping) return 'stopping';
  switch (error.statusCode) {
    case 413:
      return 'too-large';
    case 415:
      return 'encoding';
    case 429:
      return 'rate';
    case 400:
    case 414:
      return 'malformed';
    default:
      return 'internal';
  }
}

/** Log an error without its message: a database's may quote people's answers. */
function logUnexpectedError(error: FastifyError, request: FastifyRequest): void {
  const where = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  console.error(
    JSON.stringify({
      request: request.id,
      route: `${request.method} ${request.routeOptions.url ?? '?'}`,
      error: error.name,
      code: error.code,
      at: where.slice(0, 8).map((line) => line.trim()),
    }),
  );
}

/**
 * Return the context with the server's identity as the store holds it. A rotation (`rotate-key`) is then in force at
 * once, and no answer is signed under a former key. `follow` compares the key before each request that a device may
 * have signed.
 */
function withCurrentIdentity(given: ServerContext) {
  const { store, dependencies } = given;
  let present = given.identity;
  const context: ServerContext = {
    ...given,
    get identity() {
      return present;
    },
  };
  const follow = async ({ headers }: FastifyRequest): Promise<void> => {
    if (headers['signature-input'] === undefined) return;
    const row = await store
      .selectFrom('server')
      .select('public_key')
      .where('id', '=', 'server')
      .executeTakeFirst();
    if (row !== undefined && row.public_key !== present.publicKey)
      present = await loadServerIdentity(store, dependencies);
  };
  return { context, follow };
}

export interface ConnectionOptions {
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Trusted senders of `X-Forwarded-For`: a number of proxies in front, addresses and subnets, or none. */
  readonly trustProxy: number | readonly string[] | false;
}

/** Generous limits: they stop only a runaway device, not one that sends weeks of field work. */
export const generousRequestLimits: RequestLimits = {
  addressPerMinute: 60_000,
  devicePerMinute: 12_000,
  renewalsPerMinute: 30,
  failuresPerMinute: 5,
  freeFailuresPerMinute: 60,
  connections: 5_000,
  headMs: 20_000,
  sessionBodyMs: 30_000,
  strangerMs: 60_000, // 32 KiB (S6) over the slowest supported link
};

// Devices pay for every byte; `retry-after` is enough for a refused one.
const hiddenRateHeaders = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};

/** Convert to fastify's function. The nearest hop is 0; each proxy appends the address of its client. */
function toFastifyTrustProxy(proxies: ConnectionOptions['trustProxy']) {
  if (typeof proxies === 'number') return (_address: string, hop: number): boolean => hop < proxies;
  return proxies === false ? false : [...proxies];
}

/** Warn the operator once of a proxy that is not trusted: all clients share its address then. */
function warnOfUntrustedProxy(app: FastifyInstance): void {
  let isSaid = false;
  app.addHook('onRequest', async ({ headers }) => {
    if (isSaid || (headers['x-forwarded-for'] ?? headers['forwarded']) === undefined) return;
    isSaid = true;
    console.error(
      'a proxy forwards requests and is not believed, so all askers count as one address: start with --trust-proxy 1 (docs/operating.md)',
    );
  });
}

/** Record every route at its registration, so that a test can compare each with the access matrix. */
function recordRegisteredRoutes(app: FastifyInstance): readonly string[] {
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push(`${one} ${url}`);
  });
  return routes;
}

async function registerRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  limitDeviceRequests(app, context);
  addHealthRoutes(app, context);
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  addDeviceRoutes(app, context);
  addRenewalRoute(app, context);
  addCommandConfirmationRoute(app, context);
  addReleaseRoute(app, context);
  addKeyEscrowRoute(app, context);
  addConsoleRoutes(app, context);
  addMissionRoutes(app, context);
  addOverviewRoutes(app, context);
  addReportExportRoute(app, context);
  addAnswerExportRoute(app, context);
  addReviewRoutes(app, context);
  addConfidentialRemarkRoute(app, context);
  addSecondFactorRoutes(app, context);
  addAdminRoutes(app, context);
  addInstrumentRoutes(app, context);
  addTemplateRoutes(app, context);
  addVaultRecoveryRoutes(app, context);
  addApprovalRoutes(app, context);
  addNoticeRoutes(app, context);
  addProgrammeRoutes(app, context);
  addInstitutionRoutes(app, context);
  addRequestRoutes(app, context);
  addPlanRoutes(app, context);
  addDataRequestRoutes(app, context);
  await addConsolePages(app, context);
}

/** Limit requests per device with a valid signature, beside the limit per address, which counts strangers too. */
function limitDeviceRequests(app: FastifyInstance, context: ServerContext): void {
  const count = app.createRateLimit({
    max: context.limits.devicePerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `device ${request.device?.id}`,
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.device === null) return undefined;
    const limit = await count(request);
    return limit.isAllowed || !limit.isExceeded ? undefined : sendProblem(reply, 'rate');
  });
}
