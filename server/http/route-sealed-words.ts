import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DocumentId, LogId } from '#domain/ids.ts';
import { SealedWords } from '#sync/protocol/review-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { type NotRead, readWords } from '../sealed/sealed-words.ts';
import { sendProblem } from './problem.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/** The words of one strictly confidential remark, in the console alone (domain.md E, rule 4). */
export function addSealedWordsRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get('/api/v1/documents/:log/:doc/points/:point/words', {
    schema: {
      params: z.object({ log: LogId, doc: DocumentId, point: z.guid().transform((id) => id.toLowerCase()) }),
      response: { 200: SealedWords, '4xx': Problem },
    },
    onRequest: [requireSession(context)],
    handler: async ({ person, params }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const words = await context.store
        .transaction()
        .execute((tx) => readWords(tx, context.surroundings, person, params));
      return words.ok ? reply.send({ words: words.value }) : sendProblem(reply, codes[words.refusal.kind]);
    },
  });
}

const codes: { readonly [kind in NotRead['kind']]: ProblemCode } = {
  absent: 'not-found',
  notForThisRole: 'forbidden',
  unreadable: 'sealed-elsewhere',
};
