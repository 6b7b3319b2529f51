import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import * as api from '#api/library-api.ts';
import { checkInstrument } from '#domain/instrument/check-instrument.ts';
import { canonicalInstrumentText, parseInstrumentJson } from '#domain/instrument/instrument-content.ts';
import { readPublishedInstrument } from '#domain/instrument/instrument-edition.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import {
  type PublishInstrumentRefusal,
  publishInstrument,
  readInstrumentLibrary,
  readPublishedDocument,
  setInstrumentStatus,
} from '../console/instrument-library.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { requireAdministrator, requireFullSession } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const instrumentResponses = <T extends z.ZodType>(schema: T) => ({
  response: { 200: schema, '4xx': Problem },
});

/**
 * Routes of the library of instruments for administrators, and of each version for its readers
 * (api/library-api.ts).
 */
export function addInstrumentRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/instruments', {
    schema: instrumentResponses(api.LibraryResponse),
    onRequest,
    handler: async (_request, reply) =>
      reply.send({ instruments: await store.transaction().execute(readInstrumentLibrary) }),
  });

  // Instruments belong to the programme and are open to all in it: a reviewer reads answers by their questions.
  app.get('/api/v1/instruments/content', {
    schema: { querystring: api.InstrumentContentQuery, ...instrumentResponses(api.InstrumentText) },
    onRequest: [requireFullSession(context)],
    handler: async ({ query }, reply) => {
      const document = await store.transaction().execute((tx) => readPublishedDocument(tx, query.ref));
      if (document === undefined) return sendProblem(reply, 'not-found');
      const instrument = readPublishedInstrument(document);
      return instrument.ok
        ? reply.send({ content: canonicalInstrumentText(instrument.value) })
        : sendProblem(reply, 'unreadable');
    },
  });

  app.post('/api/v1/admin/instruments', {
    schema: { body: api.InstrumentText, ...instrumentResponses(api.PublishedInstrumentResponse) },
    bodyLimit: wireLimits.requestBytesCompressed,
    onRequest,
    handler: forPerson(async ({ person, body }, reply) => {
      const instrument = parseInstrumentJson(body.content);
      // The browser's check proves nothing: the server checks itself.
      if (instrument === null || checkInstrument(instrument).some(({ severity }) => severity === 'error'))
        return sendProblem(reply, 'instrument');
      const published = await store.transaction().execute(async (tx) => {
        const done = await publishInstrument(tx, dependencies, person, instrument);
        if (done.ok && done.value.isNew) {
          const { ref, hash } = done.value;
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: 'publish-instrument',
            subject: { ref, hash },
          });
        }
        return done;
      });
      return published.ok
        ? reply.send(published.value)
        : sendProblem(reply, instrumentProblemCodes[published.refusal.kind]);
    }),
  });

  app.post('/api/v1/admin/instruments/status', {
    schema: { body: api.ChangeInstrumentRequest, ...instrumentResponses(DoneResponse) },
    onRequest,
    handler: forPerson(async ({ person, body }, reply) => {
      const changed = await store.transaction().execute(async (tx) => {
        const done = await setInstrumentStatus(tx, dependencies, person, body);
        const act = body.status === 'retired' ? 'retire-instrument' : 'republish-instrument';
        if (done.ok)
          await appendAuditLine(tx, dependencies, { actor: person, act, subject: { ref: body.ref } });
        return done;
      });
      return changed.ok
        ? reply.send({ done: true })
        : sendProblem(reply, instrumentProblemCodes[changed.refusal.kind]);
    }),
  });
}

const instrumentProblemCodes: {
  readonly [kind in PublishInstrumentRefusal['kind'] | 'unknown']: ProblemCode;
} = {
  tooLarge: 'too-large',
  differs: 'version-taken',
  noProgramme: 'no-programme',
  absent: 'forbidden',
  held: 'forbidden',
  unknown: 'not-found',
};
