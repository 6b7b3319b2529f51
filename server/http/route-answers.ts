import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { LogId } from '#domain/ids.ts';
import { ExportAnswers } from '#sync/protocol/console-api.ts';
import { answerFile } from '../answers/answer-files.ts';
import {
  documentsWithAnswers,
  instrumentNamed,
  openAnswers,
  sharedAnswers,
} from '../answers/mission-answers.ts';
import { readMission } from '../console/missions.ts';
import { audit } from '../identity/audit.ts';
import { asListReader } from './as-list-reader.ts';
import { sendProblem } from './problem.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const typesByFormat = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const;

/** The answers of one mission as a file, for whoever may read them there; why, and which, stands in the audit trail. */
export function addAnswersRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  app.post('/api/v1/logs/:log/answers', {
    schema: { params: z.object({ log: LogId }), body: ExportAnswers },
    onRequest: [requireSession(context)],
    handler: async ({ person, params: { log }, body: { ref, purpose, audience, ...how } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const found = await asListReader(context, person, async (own) => {
        const mission = await readMission(own, person, log);
        if (mission === null) return null;
        const all = await documentsWithAnswers(own, { ref, of: { log, person } });
        return audience === 'state' ? sharedAnswers(all, mission.country) : all;
      });
      const instrument = found && (await store.transaction().execute((tx) => instrumentNamed(tx, ref)));
      if (found === null || instrument === null) return sendProblem(reply, 'not-found');
      const subject = { log, ref, audience, purpose, assessments: found.map(({ doc }) => doc) };
      await audit(store, surroundings, { actor: person, act: 'export-answers', subject });
      const file = await answerFile(instrument, await openAnswers(found, instrument, surroundings), how);
      return reply
        .header('content-type', typesByFormat[how.format])
        .header('content-disposition', `attachment; filename="answers.${how.format}"`)
        .send(Buffer.from(file));
    },
  });
}
