import { keysToKnow } from '../identity/keys-to-know.ts';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { LogId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { encodePage } from '#sync/protocol/snapshot-codec.ts';
import { limits } from '#sync/protocol/limits.ts';
import { EnrolRequest, EnrolResponse, Problem, SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import { asPerson } from '../access/as-person.ts';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import { enrolDevice } from '../identity/enrol-device.ts';
import { readNotices } from '../identity/notices.ts';
import { noteWaiting } from '../identity/note-waiting.ts';
import { OverBudget } from '../judging/judging.ts';
import { answerSync, type ReceivePack } from '../log/answer-sync.ts';
import { readSnapshot, snapshotJson, snapshotLines } from '../log/read-snapshot.ts';
import { readSnapshotPage } from '../log/snapshot-page.ts';
import type { Store } from '../store/open-store.ts';
import { beginEarly } from './begin-early.ts';
import { enrolAnswer } from './enrol-answer.ts';
import { requirePatience } from './open-console.ts';
import { sendProblem, sendWait } from './problem.ts';
import { requireDevice, requireSignature } from './require-device.ts';
import type { ServerContext } from './server-context.ts';
import { holdsUnder } from './verify-request.ts';

const problem = { '4xx': Problem };

/** What devices ask: enrolment, sync, snapshot. All signed. */
export function addDeviceRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings, judging } = context;

  app.post('/api/v1/sync', {
    schema: { body: SyncRequest, response: { 200: SyncResponse, ...problem } },
    bodyLimit: limits.requestBytesCompressed,
    onRequest: [requireDevice(context)],
    preParsing: beginEarly(context),
    handler: async (request, reply) => {
      const caller = request.deviceCaller;
      if (caller === null || request.body.device !== caller.device) return sendProblem(reply, 'malformed');
      await noteWaiting(store, caller.device, caller.waiting, request.body.waiting);
      const nowMs = surroundings.nowMs();
      const keys = keysToKnow(context.identity);
      const receive: ReceivePack = (sender, item) => judging.receive({ sender, item, nowMs });
      try {
        const early = (await request.earlyPacks?.verdicts()) ?? [];
        const answer = await answerSync(store, request.body, caller.person, nowMs, early, keys, receive);
        const notices = await readNotices(store, caller, nowMs);
        return reply.send(notices.length === 0 ? answer : { ...answer, notices });
      } catch (error) {
        // What was judged stays so; the rest is in the device's outbox, and comes again (S4).
        if (error instanceof OverBudget) return sendWait(reply, error.waitSeconds);
        throw error;
      }
    },
  });

  app.get('/api/v1/logs/:log/snapshot', {
    schema: {
      params: z.object({ log: LogId }),
      querystring: z.object({
        after: z.guid().optional(),
        place: z.coerce.number().int().min(0).max(limits.number).optional(),
        columns: z.literal('1').optional(),
        bytes: z.coerce.number().int().min(1).max(limits.responseBytes).optional(),
      }),
    },
    onRequest: [requireDevice(context)],
    handler: async (request, reply) => {
      const { log } = request.params;
      const { person } = request;
      const roles = person && (await rolesByLogOf(store, person));
      if (person === null || roles === null || !readableLogs(roles).includes(log))
        return sendProblem(reply, 'not-found');
      const { bytes, columns, ...start } = request.query;
      const atOneMoment = <T>(read: (own: Store) => Promise<T>): Promise<T> =>
        asPerson(store, person, read, 'repeatable read');
      if (bytes !== undefined) {
        const page = await atOneMoment((own) => readSnapshotPage(own, log, { ...start, bytes }));
        return reply
          .type('application/json')
          .serializer(String)
          .send(columns ? encodePage(page) : JSON.stringify(page));
      }
      const snapshot = await atOneMoment((own) => readSnapshot(own, log, start));
      return (request.headers.accept ?? '').includes('application/x-ndjson')
        ? reply.type('application/x-ndjson').serializer(String).send(snapshotLines(snapshot))
        : reply.type('application/json').serializer(String).send(snapshotJson(snapshot));
    },
  });

  app.post('/api/v1/enrol', {
    schema: { body: EnrolRequest, response: { 200: EnrolResponse, ...problem } },
    onRequest: [requirePatience, requireSignature(context)],
    handler: async (request, reply) => {
      const { deviceKey } = request.body;
      const device = deviceIdOf(Buffer.from(deviceKey, 'base64url'));
      const signed = request.enrolSignature;
      if (signed?.parameters.keyid !== device || !holdsUnder(deviceKey, signed))
        return sendProblem(reply, 'signature');

      const { publicKey } = context.identity;
      const enrolled = await enrolDevice(store, surroundings, device, request.body, publicKey);
      if (!enrolled.ok) {
        switch (enrolled.refusal.kind) {
          case 'code':
            await request.server.codeTries.noteFailure(request);
            return sendProblem(reply, 'code');
          case 'waiting':
            return sendProblem(reply, 'waiting');
          case 'deviceTaken':
            return sendProblem(reply, 'device-taken');
          case 'revoked':
            return sendProblem(reply, 'device');
        }
      }
      return reply.send(await enrolAnswer(context, enrolled.value));
    },
  });
}
