import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { LogId, type PersonId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { RemoteCommandConfirmation, RemoteCommandConfirmed } from '#sync/protocol/remote-commands.ts';
import { RenewRequest, renewalProofText } from '#sync/protocol/renew-identity.ts';
import { encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { EnrolRequest, EnrolResponse, Problem, SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import { enrolDeviceByCode, renewDeviceIdentity } from '../auth/device-enrolment.ts';
import { isTextSignedBy, parsePublicKey } from '../auth/ed25519.ts';
import { buildGrants, readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { readUnseenNotices } from '../auth/notices.ts';
import { confirmRemoteCommand } from '../auth/remote-commands.ts';
import { recordReportedOutbox } from '../auth/reported-outbox.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import { announcedServerKeys } from '../auth/server-identity.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { ServerStore } from '../db/open-store.ts';
import { IntakeQuotaExceeded } from '../judging/pack-intake.ts';
import { CpuBudgetExceeded } from '../judging/pack-judging-queue.ts';
import { handleSync, type ReceivePack } from '../log/handle-sync.ts';
import {
  formatSnapshotJson,
  formatSnapshotLines,
  readLogSnapshot,
  readSnapshotPage,
} from '../log/read-snapshot.ts';
import { requireAttemptAllowed } from './console-session.ts';
import {
  isSignedByNewDevice,
  requireActiveDevice,
  requireEnrolledDevice,
  requireSignatureHeaders,
} from './device-signature.ts';
import { forPerson } from './for-person.ts';
import { sendProblem, sendRetryLater } from './problem.ts';
import { judgeStreamedPacks } from './streamed-packs.ts';

/**
 * Route for the confirmation of an executed command (docs/security-requirements.md 4); the only one open to a revoked
 * device.
 */
export function addCommandConfirmationRoute(instance: FastifyInstance, context: ServerContext): void {
  const { store, dependencies } = context;
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/orders/confirm', {
    schema: { body: RemoteCommandConfirmation, response: { 200: RemoteCommandConfirmed, '4xx': Problem } },
    onRequest: [requireEnrolledDevice(context)],
    handler: async (request, reply) => {
      if (request.body.device !== request.device?.id) return sendProblem(reply, 'malformed');
      const confirmed = await confirmRemoteCommand(store, dependencies, request.body);
      return confirmed.ok ? reply.send({ confirmed: true }) : sendProblem(reply, 'not-found');
    },
  });
}

/** Route by which a device reports its next identity (P2); signed by the former one, proved by the new one. */
export function addRenewalRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  // By person, since each renewal is a new device: no chain of them may fill the store.
  const countRenewals = app.createRateLimit({
    max: context.limits.renewalsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `renewals of ${request.person}`,
  });

  app.post('/api/v1/renew', {
    schema: { body: RenewRequest, response: { 200: EnrolResponse, '4xx': Problem } },
    onRequest: [requireActiveDevice(context)],
    handler: async (request, reply) => {
      const formerDeviceId = request.device?.id;
      const limit = await countRenewals(request);
      if (!limit.isAllowed && limit.isExceeded) return sendProblem(reply, 'rate');

      const key = parsePublicKey(request.body.deviceKey);
      const renewed = deviceIdOf(Buffer.from(request.body.deviceKey, 'base64url'));
      if (formerDeviceId === undefined || key === null) return sendProblem(reply, 'signature');
      const proof = Buffer.from(request.body.proof, 'base64url');
      if (!isTextSignedBy(key, renewalProofText(formerDeviceId, renewed), proof))
        return sendProblem(reply, 'signature');

      const person = await renewDeviceIdentity(store, dependencies, {
        former: formerDeviceId,
        renewed,
        request: request.body,
      });
      if (!person.ok)
        return sendProblem(reply, person.refusal.kind === 'deviceTaken' ? 'device-taken' : 'device');
      return reply.send(await buildEnrolResponse(context, person.value));
    },
  });
}

/** Time that a vault opens without contact (docs/security-requirements.md 3); in milliseconds. */
const vaultLeaseMs = 45 * 24 * 60 * 60 * 1000;

/** Build the response to an enrolment: the person, the keys to trust, and the person's rights. */
async function buildEnrolResponse(
  { store, identity }: ServerContext,
  { person, name }: { readonly person: PersonId; readonly name: string },
): Promise<EnrolResponse> {
  const keys = announcedServerKeys(identity);
  return {
    person,
    name,
    server: {
      name: identity.name,
      recipients: keys.recipients,
      key: identity.publicKey,
      ...(keys.statement !== null && { recovery: keys.statement }),
    },
    grants: await buildGrants(store, await rolesByLogOf(store, person), keys),
    lease: vaultLeaseMs,
  };
}

const problemResponse = { '4xx': Problem };

/** Routes of devices: enrolment, sync, snapshot. All signed. */
export function addDeviceRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies, judging } = context;

  app.post('/api/v1/sync', {
    schema: { body: SyncRequest, response: { 200: SyncResponse, ...problemResponse } },
    bodyLimit: wireLimits.requestBytesCompressed,
    onRequest: [requireActiveDevice(context)],
    preParsing: judgeStreamedPacks(context),
    handler: async (request, reply) => {
      const { device } = request;
      if (device === null || request.body.device !== device.id) return sendProblem(reply, 'malformed');
      const { id, person, reportedOutbox } = device;
      await recordReportedOutbox(store, id, reportedOutbox, request.body.waiting);
      const nowMs = dependencies.nowMs();
      const keys = announcedServerKeys(context.identity);
      const receivePack: ReceivePack = (sender, item) => judging.receive({ sender, person, item, nowMs });
      try {
        const streamedVerdicts = (await request.streamedPacks?.verdicts()) ?? [];
        const response = await handleSync(
          store,
          request.body,
          person,
          nowMs,
          streamedVerdicts,
          keys,
          receivePack,
        );
        const accessNotices = await readUnseenNotices(store, { person, device: id }, nowMs);
        return reply.send(accessNotices.length === 0 ? response : { ...response, notices: accessNotices });
      } catch (error) {
        // Judged packs stay judged; the rest is in the device's outbox, and comes again (S4).
        if (error instanceof CpuBudgetExceeded) return sendRetryLater(reply, error.waitSeconds);
        if (error instanceof IntakeQuotaExceeded) return sendRetryLater(reply, error.waitSeconds, 'quota');
        throw error;
      }
    },
  });

  app.get('/api/v1/logs/:log/snapshot', {
    schema: {
      params: z.object({ log: LogId }),
      querystring: z.object({
        after: z.guid().optional(),
        place: z.coerce.number().int().min(0).max(wireLimits.number).optional(),
        columns: z.literal('1').optional(),
        bytes: z.coerce.number().int().min(1).max(wireLimits.responseBytes).optional(),
      }),
    },
    onRequest: [requireActiveDevice(context)],
    handler: forPerson(async (request, reply) => {
      const { log } = request.params;
      const { person } = request;
      const rolesByLog = await rolesByLogOf(store, person);
      if (!readableLogsOf(rolesByLog).includes(log)) return sendProblem(reply, 'not-found');
      const { bytes, columns, ...start } = request.query;
      const atOneMoment = <T>(read: (ownServerStore: ServerStore) => Promise<T>): Promise<T> =>
        withRowLevelSecurity(store, person, read, 'repeatable read');
      if (bytes !== undefined) {
        const snapshotPage = await atOneMoment((ownServerStore) =>
          readSnapshotPage(ownServerStore, log, { ...start, bytes }),
        );
        return reply
          .type('application/json')
          .serializer(String)
          .send(columns ? encodeSnapshotPage(snapshotPage) : JSON.stringify(snapshotPage));
      }
      const logSnapshot = await atOneMoment((ownServerStore) => readLogSnapshot(ownServerStore, log, start));
      return (request.headers.accept ?? '').includes('application/x-ndjson')
        ? reply.type('application/x-ndjson').serializer(String).send(formatSnapshotLines(logSnapshot))
        : reply.type('application/json').serializer(String).send(formatSnapshotJson(logSnapshot));
    }),
  });

  app.post('/api/v1/enrol', {
    schema: { body: EnrolRequest, response: { 200: EnrolResponse, ...problemResponse } },
    onRequest: [requireAttemptAllowed, requireSignatureHeaders(context)],
    handler: async (request, reply) => {
      const { deviceKey } = request.body;
      const deviceId = deviceIdOf(Buffer.from(deviceKey, 'base64url'));
      if (!isSignedByNewDevice(request, { device: deviceId, publicKey: deviceKey }))
        return sendProblem(reply, 'signature');

      const { publicKey } = context.identity;
      const enrolled = await enrolDeviceByCode(store, dependencies, deviceId, request.body, publicKey);
      if (!enrolled.ok) {
        switch (enrolled.refusal.kind) {
          case 'code':
            await request.server.failedAttempts.recordFailure(request);
            return sendProblem(reply, 'code');
          case 'waiting':
            return sendProblem(reply, 'waiting');
          case 'deviceTaken':
            return sendProblem(reply, 'device-taken');
          case 'revoked':
            return sendProblem(reply, 'device');
        }
      }
      return reply.send(await buildEnrolResponse(context, enrolled.value));
    },
  });
}
