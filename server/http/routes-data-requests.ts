import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import * as api from '#api/data-requests-api.ts';
import { mayKeepDataRequests, mayReadDataRequests } from '#domain/privacy/data-request.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { decideApproval } from '../admin/approvals.ts';
import { globalRoleOf } from '../console/signed-in-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import {
  changeDataRequest,
  type DataRequestRefusal,
  readDataRequests,
  readDataRequestVersions,
  readNamedMissions,
  recordDataRequest,
} from '../retention/data-requests.ts';
import {
  eraseForDataRequest,
  type RequestedErasureRefusal,
  readWaitingErasures,
} from '../retention/requested-erasures.ts';
import { type DataSearchRefusal, searchForDataRequest } from '../retention/search-records.ts';
import { requireRole } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const dataRequestResponses = <T extends z.ZodType>(schema: T) => ({
  response: { 200: schema, '4xx': Problem },
});
const dataRequestParams = z.object({ number: z.coerce.number().int().positive().max(1_000_000_000) });

/** Routes of the register of requests about personal data (api/data-requests-api.ts). */
export function addDataRequestRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const reading = [requireRole(context, mayReadDataRequests)];
  const keeping = [requireRole(context, mayKeepDataRequests)];

  app.get('/api/v1/data-requests', {
    schema: dataRequestResponses(api.DataRequestsResponse),
    onRequest: reading,
    handler: forPerson(async ({ person }, reply) => {
      const role = await globalRoleOf(store, person);
      return reply.send({
        requests: await readDataRequests(store),
        mayKeep: role !== null && mayKeepDataRequests(role),
        missions: await readNamedMissions(store),
      });
    }),
  });

  app.get('/api/v1/data-requests/:number', {
    schema: { params: dataRequestParams, ...dataRequestResponses(api.DataRequestHistoryResponse) },
    onRequest: reading,
    handler: forPerson(async ({ person, params: { number } }, reply) => {
      const dataRequestVersions = await readDataRequestVersions(store, number);
      if (dataRequestVersions.length === 0) return sendProblem(reply, 'not-found');
      const role = await globalRoleOf(store, person);
      return reply.send({
        number,
        versions: dataRequestVersions,
        waiting: await readWaitingErasures(store, number),
        mayKeep: role !== null && mayKeepDataRequests(role),
        missions: await readNamedMissions(store),
      });
    }),
  });

  app.post('/api/v1/data-requests', {
    schema: { body: api.RecordDataRequest, ...dataRequestResponses(api.RecordedResponse) },
    onRequest: keeping,
    handler: forPerson(async ({ person, body }, reply) => {
      const recorded = await store
        .transaction()
        .execute((tx) => recordDataRequest(tx, dependencies, person, body));
      return recorded.ok
        ? reply.send({ number: recorded.value })
        : sendProblem(reply, dataRequestProblemCodes[recorded.refusal]);
    }),
  });

  app.post('/api/v1/data-requests/:number', {
    schema: { params: dataRequestParams, body: api.ChangeDataRequest, ...dataRequestResponses(DoneResponse) },
    onRequest: keeping,
    handler: forPerson(async ({ person, params: { number }, body }, reply) => {
      const changed = await store
        .transaction()
        .execute((tx) => changeDataRequest(tx, dependencies, person, { number, ...body }));
      return changed.ok
        ? reply.send({ done: true as const })
        : sendProblem(reply, dataRequestProblemCodes[changed.refusal]);
    }),
  });

  app.post('/api/v1/data-requests/:number/search', {
    schema: {
      params: dataRequestParams,
      body: api.SearchRecordsRequest,
      ...dataRequestResponses(api.FoundResponse),
    },
    onRequest: keeping,
    handler: forPerson(async ({ person, params: { number }, body }, reply) => {
      const found = await searchForDataRequest(store, dependencies, person, { number, ...body });
      return found.ok ? reply.send(found.value) : sendProblem(reply, dataRequestProblemCodes[found.refusal]);
    }),
  });

  app.post('/api/v1/data-requests/:number/erase', {
    schema: {
      params: dataRequestParams,
      body: api.EraseMatchRequest,
      ...dataRequestResponses(api.MatchErasedResponse),
    },
    onRequest: keeping,
    handler: forPerson(async ({ person, params: { number }, body }, reply) => {
      const erased = await eraseForDataRequest(context, person, { number, ...body });
      return erased.ok
        ? reply.send(erased.value)
        : sendProblem(reply, dataRequestProblemCodes[erased.refusal]);
    }),
  });

  app.post('/api/v1/data-requests/:number/withdraw', {
    schema: {
      params: dataRequestParams,
      body: api.WithdrawErasureRequest,
      ...dataRequestResponses(DoneResponse),
    },
    onRequest: reading,
    handler: forPerson(async ({ person: by, params: { number }, body: { approval } }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const waitingErasures = await readWaitingErasures(tx, number);
        if (!waitingErasures.some((waitingErasure) => waitingErasure.approval === approval)) return false;
        return (await decideApproval(tx, dependencies, { approval, by, decision: 'refuse' })).ok;
      });
      return done ? reply.send({ done: true as const }) : sendProblem(reply, 'not-found');
    }),
  });
}

const dataRequestProblemCodes: {
  readonly [R in DataRequestRefusal | DataSearchRefusal | RequestedErasureRefusal]: ProblemCode;
} = {
  unknown: 'not-found',
  moved: 'record-moved',
  answered: 'already-done',
  otherKind: 'asks-no-erasure',
  steers: 'not-erasable',
  tooLarge: 'erasure-too-large',
  dayIsFull: 'erasures-today',
};
