import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { DoneAnswer } from '#api/admin-api.ts';
import * as api from '#api/programme-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  type ProgrammeRefusal,
  readProgrammeAnswer,
  setProgrammeEnd,
  setProgrammeFacts,
  writeProgrammeValues,
} from '../console/programme.ts';
import { updateRetentionList, readRetentionList } from '../retention/retention-list.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { requireFullSession, requireRole } from '../auth/console-session.ts';
import { globalRoleOf } from '../console/signed-in-person.ts';
import { contentRightsByKind } from '#domain/people/rights.ts';
import type { Role } from '#domain/people/role.ts';
import { eraseAfterPath, mayReadSettings } from '#domain/programme/programme.ts';
import type { ServerContext } from './server-context.ts';

const programmeResponses = <T extends z.ZodType>(schema: T) => ({
  response: { 200: schema, '4xx': Problem },
});

/** Routes of the programme for everybody, and of its settings and due erasures for its managers (api/programme-api.ts). */
export function addProgrammeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const reading = [requireRole(context, mayReadSettings)];

  app.get('/api/v1/programme', {
    schema: programmeResponses(api.ProgrammeAnswer),
    onRequest: [requireFullSession(context)],
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const role = await globalRoleOf(store, person);
      const seesDue = role !== null && mayReadSettings(role);
      return reply.send(
        await store.transaction().execute(async (tx) => ({
          programme: await readProgrammeAnswer(tx, person),
          due: seesDue ? await readRetentionList(tx, dependencies.nowMs()) : null,
        })),
      );
    },
  });

  app.post('/api/v1/programme/facts', {
    schema: { body: api.SetProgrammeFactsRequest, ...programmeResponses(DoneAnswer) },
    onRequest: [requireRole(context, mayChangeFacts)],
    handler: async ({ person, body: { changes } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const set = await store.transaction().execute(async (tx) => {
        const done = await setProgrammeFacts(tx, dependencies, person, changes);
        if (!done.ok) return done;
        const facts = changes.map((change) => ('id' in change ? `${change.list}/${change.id}` : change.list));
        await appendAuditLine(tx, dependencies, {
          actor: person,
          act: 'set-programme-facts',
          subject: { facts },
        });
        return done;
      });
      return set.ok
        ? reply.send({ done: true })
        : sendProblem(reply, programmeProblemCodes[set.refusal.kind]);
    },
  });

  app.post('/api/v1/programme', {
    schema: { body: api.SetProgrammeEndRequest, ...programmeResponses(DoneAnswer) },
    onRequest: reading,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const set = await store.transaction().execute(async (tx) => {
        const done = await setProgrammeEnd(tx, dependencies, person, body);
        if (!done.ok) return done;
        await updateRetentionList(tx, dependencies.nowMs());
        const subject = { day: body.endsOn };
        await appendAuditLine(tx, dependencies, { actor: person, act: 'set-programme-end', subject });
        return done;
      });
      return set.ok
        ? reply.send({ done: true })
        : sendProblem(reply, programmeProblemCodes[set.refusal.kind]);
    },
  });

  app.post('/api/v1/programme/erase-after', {
    schema: { body: api.SetEraseAfterRequest, ...programmeResponses(DoneAnswer) },
    onRequest: reading,
    handler: async ({ person, body: { eraseAfter, seen } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const set = await store.transaction().execute(async (tx) => {
        const write = { path: eraseAfterPath, value: eraseAfter, seen };
        const done = await writeProgrammeValues(tx, dependencies, person, [write]);
        if (!done.ok) return done;
        await appendAuditLine(tx, dependencies, {
          actor: person,
          act: 'set-erase-after',
          subject: { eraseAfter },
        });
        return done;
      });
      return set.ok
        ? reply.send({ done: true })
        : sendProblem(reply, programmeProblemCodes[set.refusal.kind]);
    },
  });
}

const mayChangeFacts = (role: Role): boolean => contentRightsByKind.programme.facts?.includes(role) === true;

const programmeProblemCodes: { readonly [kind in ProgrammeRefusal['kind']]: ProblemCode } = {
  noProgramme: 'no-programme',
  moved: 'record-moved',
  absent: 'forbidden',
  held: 'forbidden',
};
