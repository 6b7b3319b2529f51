import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import * as api from '#api/library-api.ts';
import { mayPublishTemplates } from '#domain/kinds/permit.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import {
  publishTemplate,
  readTemplateLibrary,
  setTemplateStatus,
  type TemplateWriteRefusal,
} from '../console/template-library.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { requireRole } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const templateResponses = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** Routes of the templates of workshops, for administrators and programme managers (api/library-api.ts). */
export function addTemplateRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireRole(context, mayPublishTemplates)];

  app.get('/api/v1/admin/workshop-templates', {
    schema: templateResponses(api.TemplatesResponse),
    onRequest,
    handler: async (_request, reply) =>
      reply.send({ templates: await store.transaction().execute(readTemplateLibrary) }),
  });

  app.post('/api/v1/admin/workshop-templates', {
    schema: { body: api.PublishTemplateRequest, ...templateResponses(api.PublishedTemplateResponse) },
    onRequest,
    handler: forPerson(async ({ person, body }, reply) => {
      const published = await store.transaction().execute(async (tx) => {
        const done = await publishTemplate(tx, dependencies, person, body.template);
        if (done.ok && done.value.isNew)
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: 'publish-template',
            subject: { ref: done.value.ref },
          });
        return done;
      });
      return published.ok
        ? reply.send(published.value)
        : sendProblem(reply, templateProblemCodes[published.refusal.kind]);
    }),
  });

  app.post('/api/v1/admin/workshop-templates/status', {
    schema: { body: api.ChangeTemplateRequest, ...templateResponses(DoneResponse) },
    onRequest,
    handler: forPerson(async ({ person, body }, reply) => {
      const changed = await store.transaction().execute(async (tx) => {
        const done = await setTemplateStatus(tx, dependencies, person, body);
        const act = body.status === 'retired' ? 'retire-template' : 'republish-template';
        if (done.ok)
          await appendAuditLine(tx, dependencies, { actor: person, act, subject: { ref: body.ref } });
        return done;
      });
      return changed.ok
        ? reply.send({ done: true })
        : sendProblem(reply, templateProblemCodes[changed.refusal.kind]);
    }),
  });
}

const templateProblemCodes: { readonly [kind in TemplateWriteRefusal['kind']]: ProblemCode } = {
  tooLarge: 'too-large',
  differs: 'version-taken',
  noProgramme: 'no-programme',
  absent: 'forbidden',
  held: 'forbidden',
  unknown: 'not-found',
};
