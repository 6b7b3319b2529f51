import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DocumentId, LogId } from '#domain/ids.ts';
import {
  DevicesAnswer,
  DocumentAnswer,
  DocumentsAnswer,
  HistoryAnswer,
  MissionsAnswer,
} from '#sync/protocol/console-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { asPerson } from '../access/as-person.ts';
import { readDevices } from '../console/devices.ts';
import { seesDevices } from '../console/me.ts';
import { readDocumentAnswer } from '../console/document.ts';
import { readDocuments } from '../console/documents.ts';
import { readHistory } from '../console/history.ts';
import { readMission, readMissions } from '../console/missions.ts';
import { audit } from '../identity/audit.ts';
import { asListReader } from './as-list-reader.ts';
import { sendProblem } from './problem.ts';
import { requireDeviceOrSession } from './require-session.ts';
import { addSignInRoutes } from './routes-sign-in.ts';
import type { ServerContext } from './server-context.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ 200: schema, '4xx': Problem });

/** An administrator sees everything there is in the console alone: a laptop is lost more easily than a session. */
const roadOf = ({ deviceCaller }: FastifyRequest) => ({ isDevice: deviceCaller !== null });

/** What the console shows, also to a signed request: missions, documents, devices (sync/protocol/console-api.ts). */
export function addConsoleRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const onRequest = [requireDeviceOrSession(context)];
  const documentParams = z.object({ log: LogId, doc: DocumentId });
  addSignInRoutes(instance, context);

  app.get('/api/v1/missions', {
    schema: { response: answers(MissionsAnswer) },
    onRequest,
    handler: async (request, reply) => {
      const { person } = request;
      if (person === null) return sendProblem(reply, 'session');
      const missions = await asListReader(context, person, (own) =>
        readMissions(own, person, roadOf(request)),
      );
      return reply.send({ missions });
    },
  });

  app.get('/api/v1/devices', {
    schema: { response: answers(DevicesAnswer) },
    onRequest,
    handler: async (request, reply) => {
      const { person } = request;
      if (person === null || !(await seesDevices(store, person))) return sendProblem(reply, 'forbidden');
      const devices = await asPerson(store, person, (own) => readDevices(own, person, roadOf(request)));
      return reply.send({ devices });
    },
  });

  app.get('/api/v1/logs/:log/documents', {
    schema: { params: z.object({ log: LogId }), response: answers(DocumentsAnswer) },
    onRequest,
    handler: async ({ person, params: { log } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const answer = await asListReader(context, person, async (own) => ({
        mission: await readMission(own, person, log),
        documents: await readDocuments(own, person, log),
      }));
      const { mission, documents } = answer;
      return mission === null ? sendProblem(reply, 'not-found') : reply.send({ mission, documents });
    },
  });

  app.get('/api/v1/documents/:log/:doc', {
    schema: { params: documentParams, response: answers(DocumentAnswer) },
    onRequest,
    handler: async ({ person, params: { log, doc } }, reply) => {
      const document =
        person && (await asListReader(context, person, (own) => readDocumentAnswer(own, person, log, doc)));
      if (person === null || document === null) return sendProblem(reply, 'not-found');
      await audit(store, surroundings, { actor: person, act: 'read-document', subject: { log, doc } });
      return reply.send(document);
    },
  });

  app.get('/api/v1/documents/:log/:doc/history', {
    schema: {
      params: documentParams,
      querystring: z.object({ before: z.coerce.number().int().positive().optional() }),
      response: answers(HistoryAnswer),
    },
    onRequest,
    handler: async ({ person, params: { log, doc }, query: { before } }, reply) => {
      const history =
        person && (await asPerson(store, person, (own) => readHistory(own, person, log, doc, before)));
      if (person === null || history === null || (history.ops.length === 0 && before === undefined))
        return sendProblem(reply, 'not-found');
      await audit(store, surroundings, { actor: person, act: 'read-history', subject: { log, doc } });
      return reply.send(history);
    },
  });
}
