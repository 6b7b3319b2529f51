import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';
import { canonicalInstrument, parseInstrument } from '#domain/instrument/published/instrument-content.ts';
import { instrumentIn } from '#domain/instrument/published/instrument-edition.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import * as api from '#sync/protocol/instruments-api.ts';
import { limits } from '#sync/protocol/limits.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { audit } from '../identity/audit.ts';
import {
  type NotPublished,
  publishInstrument,
  setInstrumentStatus,
} from '../instruments/publish-instrument.ts';
import { readLibrary, readPublished } from '../instruments/read-library.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { requireAdministrator, requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** The library of instruments for administrators, and each version for all who read by it (sync/protocol/instruments-api.ts). */
export function addInstrumentRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/instruments', {
    schema: answers(api.LibraryAnswer),
    onRequest,
    handler: async (_request, reply) =>
      reply.send({ instruments: await store.transaction().execute(readLibrary) }),
  });

  // Instruments are the programme's and open to all in it: a reviewer reads answers by their questions.
  app.get('/api/v1/instruments/content', {
    schema: { querystring: api.ContentAsk, ...answers(api.InstrumentText) },
    onRequest: [requireSession(context)],
    handler: async ({ query }, reply) => {
      const document = await store.transaction().execute((tx) => readPublished(tx, query.ref));
      if (document === undefined) return sendProblem(reply, 'not-found');
      const instrument = instrumentIn(document);
      return instrument.ok
        ? reply.send({ content: canonicalInstrument(instrument.value) })
        : sendProblem(reply, 'unreadable');
    },
  });

  app.post('/api/v1/admin/instruments', {
    schema: { body: api.InstrumentText, ...answers(api.PublishedAnswer) },
    bodyLimit: limits.requestBytesCompressed,
    onRequest,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const instrument = parseInstrument(body.content);
      // What the browser found is no proof: the server looks itself.
      if (instrument === null || checkInstrument(instrument).some(({ severity }) => severity === 'error'))
        return sendProblem(reply, 'instrument');
      const published = await store.transaction().execute(async (tx) => {
        const done = await publishInstrument(tx, surroundings, person, instrument);
        if (done.ok && done.value.isNew) {
          const { ref, hash } = done.value;
          await audit(tx, surroundings, { actor: person, act: 'publish-instrument', subject: { ref, hash } });
        }
        return done;
      });
      return published.ok
        ? reply.send(published.value)
        : sendProblem(reply, problemCodes[published.refusal.kind]);
    },
  });

  app.post('/api/v1/admin/instruments/status', {
    schema: { body: api.ChangeInstrument, ...answers(Done) },
    onRequest,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const changed = await store.transaction().execute(async (tx) => {
        const done = await setInstrumentStatus(tx, surroundings, person, body);
        const act = body.status === 'retired' ? 'retire-instrument' : 'republish-instrument';
        if (done.ok) await audit(tx, surroundings, { actor: person, act, subject: { ref: body.ref } });
        return done;
      });
      return changed.ok ? reply.send({ done: true }) : sendProblem(reply, problemCodes[changed.refusal.kind]);
    },
  });
}

const problemCodes: { readonly [kind in NotPublished['kind'] | 'unknown']: ProblemCode } = {
  tooLarge: 'too-large',
  differs: 'version-taken',
  noProgramme: 'no-programme',
  absent: 'forbidden',
  held: 'forbidden',
  unknown: 'not-found',
};
