import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import type { Result } from '#domain/base/result.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import * as api from '#sync/protocol/admin-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { addLog } from '../admin/add-log.ts';
import { changePerson } from '../admin/change-person.ts';
import { readAudit } from '../admin/read-audit.ts';
import { readPeople } from '../admin/read-people.ts';
import { reportLoss } from '../admin/report-loss.ts';
import { revokeDevice } from '../admin/revoke-device.ts';
import { audit } from '../identity/audit.ts';
import { makeCode } from '../identity/one-time-codes.ts';
import { addPerson } from '../identity/persons.ts';
import { verifyAudit } from '../identity/verify-audit.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { newUuid } from '../surroundings.ts';
import { sendProblem } from './problem.ts';
import { requireAdministrator } from './require-session.ts';
import type { ServerContext } from './server-context.ts';
import { originOf } from './target-uri.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });
const minuteMs = 60_000;

/** People, logs, codes, laptops and the trail, for administrators (domain.md A3); no content of any log. */
export function addAdminRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/people', {
    schema: answers(api.PeopleAnswer),
    onRequest,
    handler: async (_request, reply) => reply.send(await readPeople(store)),
  });

  app.post('/api/v1/admin/people', {
    schema: { body: api.AddPerson, ...answers(api.PersonAnswer) },
    onRequest,
    handler: async (request, reply) => {
      const person = PersonId.parse(newUuid(surroundings));
      await act(request.person, 'add-person', { person, ...request.body }, (tx) =>
        addPerson(tx, surroundings, { person, ...request.body, inEveryLog: false }),
      );
      return reply.send({ person });
    },
  });

  app.post('/api/v1/admin/people/change', {
    schema: { body: api.ChangePerson, ...answers(api.Done) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const { act: name, ...subject } = body;
      const changed = await store.transaction().execute(async (tx) => {
        const done = await changePerson(tx, by, body, surroundings.nowMs());
        if (done.ok) await audit(tx, surroundings, { actor: by, act: changeActs[name], subject });
        return done;
      });
      return changed.ok ? reply.send({ done: true }) : sendProblem(reply, changeProblems[changed.refusal]);
    },
  });

  app.post('/api/v1/admin/logs', {
    schema: { body: api.AddLog, ...answers(api.LogAnswer) },
    onRequest,
    handler: async (request, reply) => {
      const log = LogId.parse(newUuid(surroundings));
      await act(request.person, 'add-log', { log, ...request.body }, (tx) =>
        addLog(tx, surroundings, { log, ...request.body }),
      );
      return reply.send({ log });
    },
  });

  app.post('/api/v1/admin/codes', {
    schema: { body: api.MakeCode, ...answers(api.CodeAnswer) },
    onRequest,
    handler: async (request, reply) => {
      const { person, purpose, minutes } = request.body;
      // A code for oneself is a way around one's own second factor.
      if (purpose === 'console' && person === request.person) return sendProblem(reply, 'another-person');
      const known = await store
        .selectFrom('persons')
        .select('person')
        .where('person', '=', person)
        .where('deactivated_ms', 'is', null)
        .executeTakeFirst();
      if (known === undefined) return sendProblem(reply, 'not-found');
      const made = await act(request.person, `${purpose}-code`, { person, minutes }, (tx) =>
        makeCode(tx, surroundings, { purpose, person, lifetimeMs: minutes * minuteMs }),
      );
      const address = originOf(request, context.publicUrl);
      return reply.send({ code: made.code, expiresAtMs: made.expires, address });
    },
  });

  app.post('/api/v1/admin/devices/revoke', {
    schema: { body: api.RevokeDevice, ...answers(api.Done) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const revoked: Result<true, 'unknown'> = await store.transaction().execute(async (tx) => {
        const { device, wipe, reason } = body;
        const done = await revokeDevice(tx, { device, wipe, nowMs: surroundings.nowMs() });
        if (!done.ok) return done;
        const subject = { device, wipe, ...(reason !== undefined && { reason }) };
        await audit(tx, surroundings, { actor: by, act: 'revoke', subject });
        await reportLoss(tx, surroundings, { actor: by, ...body });
        return done;
      });
      return revoked.ok ? reply.send({ done: true }) : sendProblem(reply, 'not-found');
    },
  });

  app.get('/api/v1/admin/audit', {
    schema: { querystring: api.AuditAsk, ...answers(api.AuditAnswer) },
    onRequest,
    handler: async ({ query }, reply) => reply.send(await readAudit(store, query)),
  });

  app.get('/api/v1/admin/audit/chain', {
    schema: answers(api.ChainAnswer),
    onRequest,
    handler: async (_request, reply) => {
      const { intact, lines, head, broken } = await verifyAudit(store);
      return reply.send({ intact, lines, head, broken });
    },
  });

  /** The act and its audit line, together or not at all. */
  const act = <T>(
    by: PersonId | null,
    name: string,
    subject: { readonly [key: string]: string | number | boolean | null },
    doing: (tx: StoreTransaction) => Promise<T>,
  ): Promise<T> =>
    store.transaction().execute(async (tx) => {
      const done = await doing(tx);
      await audit(tx, surroundings, { actor: by ?? '', act: name, subject });
      return done;
    });
}

const changeActs = {
  role: 'change-role',
  deactivate: 'deactivate',
  'reset-sign-in': 'reset-sign-in',
  give: 'grant',
  take: 'take-grant',
} as const satisfies { readonly [A in api.ChangePerson['act']]: string };

const changeProblems = {
  unknown: 'not-found',
  oneself: 'another-person',
} as const satisfies { readonly [refusal: string]: ProblemCode };
