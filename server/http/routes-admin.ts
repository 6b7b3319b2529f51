import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { ok, type Result } from '#domain/base/result.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import * as api from '#sync/protocol/admin-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { addLog } from '../admin/add-log.ts';
import { approvalLifetimeMs, type Asked, askFor } from '../admin/approvals.ts';
import { changePerson } from '../admin/change-person.ts';
import { readAudit } from '../admin/read-audit.ts';
import { readPeople } from '../admin/read-people.ts';
import { reportLoss } from '../admin/report-loss.ts';
import { endSessionsOfOwner, revokeDevice } from '../admin/revoke-device.ts';
import { audit } from '../identity/audit.ts';
import { makeCode } from '../identity/one-time-codes.ts';
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
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const person = PersonId.parse(newUuid(surroundings));
      const asked = await store
        .transaction()
        .execute((tx) => askFor(tx, surroundings, by, { kind: 'add-person', person, ...body }));
      return asked.ok ? reply.send({ person, ...waits(asked.value) }) : sendProblem(reply, 'not-found');
    },
  });

  app.post('/api/v1/admin/people/change', {
    schema: { body: api.ChangePerson, ...answers(api.Changed) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const changed = await store.transaction().execute((tx) => changePerson(tx, surroundings, by, body));
      if (!changed.ok) return sendProblem(reply, changeProblems[changed.refusal]);
      return reply.send({ done: changed.value.approval === null, ...waits(changed.value) });
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
      const { person: by } = request;
      if (by === null) return sendProblem(reply, 'session');
      const { person, purpose, minutes } = request.body;
      // A code for oneself is a way around one's own second factor.
      if (purpose === 'console' && person === by) return sendProblem(reply, 'another-person');
      const kind = purpose === 'enrol' ? 'enrol-code' : 'console-code';
      const made = await store.transaction().execute(async (tx) => {
        const asked = await askFor(tx, surroundings, by, { kind, person, minutes });
        if (!asked.ok) return asked;
        const { approval } = asked.value;
        const lifetimeMs = approval === null ? minutes * minuteMs : approvalLifetimeMs;
        const wanted = { purpose, person, lifetimeMs, by, ...(approval !== null && { approval }) };
        return ok({ ...(await makeCode(tx, surroundings, wanted)), approval });
      });
      if (!made.ok) return sendProblem(reply, 'not-found');
      const address = originOf(request, context.publicUrl);
      const { code, expires: expiresAtMs } = made.value;
      return reply.send({ code, expiresAtMs, address, ...waits(made.value) });
    },
  });

  app.post('/api/v1/admin/devices/revoke', {
    schema: { body: api.RevokeDevice, ...answers(api.Done) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const revoked: Result<true, 'unknown'> = await store.transaction().execute(async (tx) => {
        const { device, wipe, reason, endSessions = false } = body;
        const done = await revokeDevice(tx, { device, wipe, nowMs: surroundings.nowMs() });
        if (!done.ok) return done;
        if (endSessions) await endSessionsOfOwner(tx, device);
        const subject = {
          device,
          wipe,
          ...(reason !== undefined && { reason }),
          ...(endSessions && { endSessions }),
        };
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

const waits = ({ approval }: Asked) => (approval === null ? {} : { waitsFor: approval });

const changeProblems = {
  unknown: 'not-found',
  oneself: 'another-person',
} as const satisfies { readonly [refusal: string]: ProblemCode };
