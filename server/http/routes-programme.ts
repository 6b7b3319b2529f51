import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { Done } from '#sync/protocol/admin-api.ts';
import * as api from '#sync/protocol/programme-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { audit } from '../identity/audit.ts';
import { setProgrammeEnd } from '../programme/programme-end.ts';
import { type ProgrammeRefusal, readProgramme, writeProgramme } from '../programme/programme-record.ts';
import { keepDueList, readDueList } from '../retention/due-list.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { requireRole } from './require-session.ts';
import { eraseAfterPath, seesProgramme } from '#domain/programme/programme.ts';
import type { ServerContext } from './server-context.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** What is said of the programme and what is due to be erased, for those who look after it (sync/protocol/programme-api.ts). */
export function addProgrammeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const reading = [requireRole(context, seesProgramme)];

  app.get('/api/v1/programme', {
    schema: answers(api.ProgrammeAnswer),
    onRequest: reading,
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      return reply.send(
        await store.transaction().execute(async (tx) => ({
          programme: await readProgramme(tx, person),
          due: await readDueList(tx, surroundings.nowMs()),
        })),
      );
    },
  });

  app.post('/api/v1/programme', {
    schema: { body: api.SetProgrammeEnd, ...answers(Done) },
    onRequest: reading,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const set = await store.transaction().execute(async (tx) => {
        const done = await setProgrammeEnd(tx, surroundings, person, body);
        if (!done.ok) return done;
        await keepDueList(tx, surroundings.nowMs());
        const subject = { day: body.endsOn };
        await audit(tx, surroundings, { actor: person, act: 'set-programme-end', subject });
        return done;
      });
      return set.ok ? reply.send({ done: true }) : sendProblem(reply, problemCodes[set.refusal.kind]);
    },
  });

  app.post('/api/v1/programme/erase-after', {
    schema: { body: api.SetEraseAfter, ...answers(Done) },
    onRequest: reading,
    handler: async ({ person, body: { eraseAfter, seen } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const set = await store.transaction().execute(async (tx) => {
        const write = { path: eraseAfterPath, value: eraseAfter, seen };
        const done = await writeProgramme(tx, surroundings, person, write);
        if (!done.ok) return done;
        await audit(tx, surroundings, { actor: person, act: 'set-erase-after', subject: { eraseAfter } });
        return done;
      });
      return set.ok ? reply.send({ done: true }) : sendProblem(reply, problemCodes[set.refusal.kind]);
    },
  });
}

const problemCodes: { readonly [kind in ProgrammeRefusal['kind']]: ProblemCode } = {
  noProgramme: 'no-programme',
  moved: 'record-moved',
  absent: 'forbidden',
  held: 'forbidden',
};
