import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { keepsDataRequests, readsDataRequests } from '#domain/privacy/data-request.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import * as api from '#sync/protocol/data-requests-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { roleOf } from '../console/me.ts';
import {
  changeDataRequest,
  type DataRequestRefusal,
  readDataRequests,
  readVersions,
  recordDataRequest,
} from '../privacy/data-requests.ts';
import { eraseForRequest, type EraseRefusal } from '../privacy/erase-for-request.ts';
import { readNamedMissions } from '../privacy/named-missions.ts';
import { searchForRequest, type SearchRefusal } from '../privacy/search-for-request.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { requireRole } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });
const params = z.object({ number: z.coerce.number().int().positive().max(1_000_000_000) });

/** The register of requests about personal data (sync/protocol/data-requests-api.ts). */
export function addDataRequestRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const reading = [requireRole(context, readsDataRequests)];
  const keeping = [requireRole(context, keepsDataRequests)];

  app.get('/api/v1/data-requests', {
    schema: answers(api.DataRequestsAnswer),
    onRequest: reading,
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const role = await roleOf(store, person);
      return reply.send({
        requests: await readDataRequests(store),
        mayKeep: role !== null && keepsDataRequests(role),
        missions: await readNamedMissions(store),
      });
    },
  });

  app.get('/api/v1/data-requests/:number', {
    schema: { params, ...answers(api.DataRequestAnswered) },
    onRequest: reading,
    handler: async ({ person, params: { number } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const versions = await readVersions(store, number);
      if (versions.length === 0) return sendProblem(reply, 'not-found');
      const role = await roleOf(store, person);
      return reply.send({
        number,
        versions,
        mayKeep: role !== null && keepsDataRequests(role),
        missions: await readNamedMissions(store),
      });
    },
  });

  app.post('/api/v1/data-requests', {
    schema: { body: api.RecordDataRequest, ...answers(api.Recorded) },
    onRequest: keeping,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const recorded = await store
        .transaction()
        .execute((tx) => recordDataRequest(tx, surroundings, person, body));
      return recorded.ok
        ? reply.send({ number: recorded.value })
        : sendProblem(reply, problemCodes[recorded.refusal]);
    },
  });

  app.post('/api/v1/data-requests/:number', {
    schema: { params, body: api.ChangeDataRequest, ...answers(Done) },
    onRequest: keeping,
    handler: async ({ person, params: { number }, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const changed = await store
        .transaction()
        .execute((tx) => changeDataRequest(tx, surroundings, person, { number, ...body }));
      return changed.ok
        ? reply.send({ done: true as const })
        : sendProblem(reply, problemCodes[changed.refusal]);
    },
  });

  app.post('/api/v1/data-requests/:number/search', {
    schema: { params, body: api.SearchRecords, ...answers(api.FoundAnswer) },
    onRequest: keeping,
    handler: async ({ person, params: { number }, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const found = await searchForRequest(store, surroundings, person, { number, ...body });
      return found.ok ? reply.send(found.value) : sendProblem(reply, problemCodes[found.refusal]);
    },
  });

  app.post('/api/v1/data-requests/:number/erase', {
    schema: { params, body: api.ErasePlace, ...answers(api.PlaceErased) },
    onRequest: keeping,
    handler: async ({ person, params: { number }, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const erased = await eraseForRequest(context, person, { number, ...body });
      return erased.ok
        ? reply.send({ erased: erased.value })
        : sendProblem(reply, problemCodes[erased.refusal]);
    },
  });
}

const problemCodes: { readonly [R in DataRequestRefusal | SearchRefusal | EraseRefusal]: ProblemCode } = {
  unknown: 'not-found',
  moved: 'record-moved',
  answered: 'already-done',
  otherKind: 'asks-no-erasure',
  steers: 'not-erasable',
  tooLarge: 'erasure-too-large',
};
