import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { LogId } from '#domain/ids.ts';
import type { SharingNote } from '#domain/privacy/export-note.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import { ReportExport } from '#sync/protocol/console-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { isAdministrator } from '../console/me.ts';
import { readMission } from '../console/missions.ts';
import { audit } from '../identity/audit.ts';
import { asListReader } from './as-list-reader.ts';
import { sendProblem } from './problem.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Writes down that a copy of a report is taken (domain.md E, R14 T4): the console makes the file only after the answer. For
 * whoever may read the mission; an administrator, who sees that there is one and reads nothing in it, takes none.
 */
export function addExportsRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  app.post('/api/v1/logs/:log/exports', {
    schema: { params: z.object({ log: LogId }), body: ReportExport, response: { 200: Done, '4xx': Problem } },
    onRequest: [requireSession(context)],
    handler: async ({ person, params: { log }, body: { what, about, sharing, ...how } }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const mission = await asListReader(context, person, (own) => readMission(own, person, log));
      if (mission === null || (await isAdministrator(store, person))) return sendProblem(reply, 'not-found');
      const subject = {
        log,
        report: what,
        ...(about !== null && { doc: about }),
        ...how,
        ...noteOf(sharing),
      };
      await audit(store, surroundings, { actor: person, act: 'export-report', subject });
      return reply.send({ done: true as const });
    },
  });
}

/** The information-sharing note of a partner's copy, as the trail says it. */
const noteOf = (sharing: SharingNote | null) =>
  sharing === null ? {} : { entity: sharing.entity, until: sharing.until, onward: sharing.onward };
