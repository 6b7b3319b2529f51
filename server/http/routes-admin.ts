import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import * as api from '#api/admin-api.ts';
import * as groups from '#api/groups-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { approvalLifetimeMs, type RequestedAct, requestAct } from '../admin/approvals.ts';
import { addGroup, changeGroup, type GroupRefusal, previewGroupChange } from '../admin/change-group.ts';
import { changePerson, grantMany } from '../admin/change-person.ts';
import { reportDeviceLoss } from '../admin/device-loss.ts';
import { readPeopleResponse } from '../admin/list-people.ts';
import { endSessionsOfOwner, revokeDevice } from '../admin/revoke-device.ts';
import { mayOrderWipe } from '../admin/wipe-limits.ts';
import { notifyRevokedOwner } from '../auth/notices.ts';
import { createOneTimeCode } from '../auth/one-time-codes.ts';
import { type OpeningRefusal, openProgramme } from '../console/programme.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine, readAuditPage, verifyAuditTrail, writeAuditCsv } from '../db/audit-trail.ts';
import { newUuid } from '../db/open-store.ts';
import { addLog } from '../log/log-registry.ts';
import { queueInvitation } from '../mail/mail-queue.ts';
import { requireAdministrator } from './console-session.ts';
import { serverOriginOf } from './device-signature.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const adminResponses = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });
const codeMinuteMs = 60_000;

/**
 * Routes for administrators (docs/requirements.md A3): people, logs, codes, laptops and the audit trail; no content of
 * any log.
 */
export function addAdminRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/people', {
    schema: adminResponses(api.PeopleResponse),
    onRequest,
    handler: async (_request, reply) => reply.send(await readPeopleResponse(store, context.sendsMail)),
  });

  app.post('/api/v1/admin/people', {
    schema: { body: api.AddPersonRequest, ...adminResponses(api.PersonResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const personId = PersonId.parse(newUuid(dependencies));
      const asked = await store
        .transaction()
        .execute((tx) => requestAct(tx, dependencies, by, { kind: 'add-person', person: personId, ...body }));
      return asked.ok
        ? reply.send({ person: asked.value.person ?? personId, ...waitsForApproval(asked.value) })
        : sendProblem(reply, personChangeProblems[asked.refusal]);
    }),
  });

  app.post('/api/v1/admin/people/change', {
    schema: { body: api.ChangePersonRequest, ...adminResponses(api.ChangedResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const changed = await store.transaction().execute((tx) => changePerson(tx, dependencies, by, body));
      if (!changed.ok) return sendProblem(reply, personChangeProblems[changed.refusal]);
      return reply.send({ done: changed.value.approval === null, ...waitsForApproval(changed.value) });
    }),
  });

  app.post('/api/v1/admin/people/grants', {
    schema: { body: api.GrantManyRequest, ...adminResponses(api.GrantManyResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const given = await store.transaction().execute((tx) => grantMany(tx, dependencies, by, body));
      return given.ok ? reply.send(given.value) : sendProblem(reply, personChangeProblems[given.refusal]);
    }),
  });

  app.post('/api/v1/admin/groups', {
    schema: { body: groups.AddGroupRequest, ...adminResponses(groups.AddedGroupResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const added = await store.transaction().execute((tx) => addGroup(tx, dependencies, by, body));
      return added.ok ? reply.send({ group: added.value }) : sendProblem(reply, groupProblems[added.refusal]);
    }),
  });

  app.post('/api/v1/admin/groups/change', {
    schema: { body: groups.ChangeGroupRequest, ...adminResponses(api.ChangedResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const changed = await store.transaction().execute((tx) => changeGroup(tx, dependencies, by, body));
      if (!changed.ok) return sendProblem(reply, groupProblems[changed.refusal]);
      return reply.send({ done: changed.value.approval === null, ...waitsForApproval(changed.value) });
    }),
  });

  app.post('/api/v1/admin/groups/consequences', {
    schema: { body: groups.ChangeGroupRequest, ...adminResponses(groups.GroupConsequences) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const told = await store.transaction().execute((tx) => previewGroupChange(tx, dependencies, by, body));
      return told.ok ? reply.send(told.value) : sendProblem(reply, groupProblems[told.refusal]);
    }),
  });

  app.post('/api/v1/admin/logs', {
    schema: { body: api.AddLogRequest, ...adminResponses(api.AddedLogResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const log = LogId.parse(newUuid(dependencies));
      await store.transaction().execute(async (tx) => {
        await addLog(tx, dependencies, { log, ...body });
        await appendAuditLine(tx, dependencies, { actor: by, act: 'add-log', subject: { log, ...body } });
      });
      return reply.send({ log });
    }),
  });

  app.post('/api/v1/admin/programme', {
    schema: { body: api.OpenProgrammeRequest, ...adminResponses(api.AddedLogResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const opened = await store.transaction().execute(async (tx) => {
        const done = await openProgramme(tx, dependencies, by, body);
        if (!done.ok) return done;
        const subject = { log: done.value, kind: 'programme', title: body.title, country: null };
        await appendAuditLine(tx, dependencies, { actor: by, act: 'add-log', subject });
        return done;
      });
      return opened.ok
        ? reply.send({ log: opened.value })
        : sendProblem(reply, openingProblems[opened.refusal.kind]);
    }),
  });

  app.post('/api/v1/admin/codes', {
    schema: { body: api.MakeCodeRequest, ...adminResponses(api.CodeResponse) },
    onRequest,
    handler: forPerson(async (request, reply) => {
      const { person: by } = request;
      const { person, purpose, minutes } = request.body;
      // A code for oneself would bypass one's own second factor.
      if (purpose === 'console' && person === by) return sendProblem(reply, 'another-person');
      const kind = purpose === 'enrol' ? 'enrol-code' : 'console-code';
      const made = await store.transaction().execute(async (tx) => {
        const asked = await requestAct(tx, dependencies, by, { kind, person, minutes });
        if (!asked.ok) return asked;
        const { approval } = asked.value;
        const lifetimeMs = approval === null ? minutes * codeMinuteMs : approvalLifetimeMs;
        const wanted = { purpose, person, lifetimeMs, by, ...(approval !== null && { approval }) };
        if (context.sendsMail) await queueInvitation(tx, dependencies, person);
        return ok({ ...(await createOneTimeCode(tx, dependencies, wanted)), approval });
      });
      if (!made.ok) return sendProblem(reply, personChangeProblems[made.refusal]);
      const address = serverOriginOf(request, context.publicUrl);
      const { code, expires: expiresAtMs } = made.value;
      return reply.send({ code, expiresAtMs, address, ...waitsForApproval(made.value) });
    }),
  });

  app.post('/api/v1/admin/devices/revoke', {
    schema: { body: api.RevokeDeviceRequest, ...adminResponses(api.DoneResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const revoked: Result<true, 'unknown' | 'alone'> = await store.transaction().execute(async (tx) => {
        const { device, wipe, reason, endSessions = false } = body;
        const nowMs = dependencies.nowMs();
        if (wipe && !(await mayOrderWipe(tx, by, device, nowMs))) return refuse('alone');
        const done = await revokeDevice(tx, { device, wipe, nowMs });
        if (!done.ok) return done;
        if (endSessions) await endSessionsOfOwner(tx, device);
        const subject = {
          device,
          wipe,
          ...(reason !== undefined && { reason }),
          ...(endSessions && { endSessions }),
        };
        await appendAuditLine(tx, dependencies, { actor: by, act: 'revoke', subject });
        await notifyRevokedOwner(tx, dependencies, { device, by });
        await reportDeviceLoss(tx, dependencies, { actor: by, ...body });
        return done;
      });
      if (revoked.ok) return reply.send({ done: true });
      return sendProblem(reply, revoked.refusal === 'alone' ? 'wipe-alone' : 'not-found');
    }),
  });

  app.get('/api/v1/admin/audit', {
    schema: { querystring: api.AuditQuery, ...adminResponses(api.AuditResponse) },
    onRequest,
    handler: async ({ query }, reply) => reply.send(await readAuditPage(store, query)),
  });

  app.get('/api/v1/admin/audit/file', {
    schema: { querystring: api.AuditQuery },
    onRequest,
    handler: forPerson(async ({ person: by, query }, reply) => {
      const subject = Object.fromEntries(
        Object.entries(query).flatMap(([name, value]) =>
          name === 'before' || value === undefined ? [] : [[name, value] as const],
        ),
      );
      await appendAuditLine(store, dependencies, { actor: by, act: 'export-audit', subject });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(await writeAuditCsv(store, query));
    }),
  });

  app.get('/api/v1/admin/audit/chain', {
    schema: adminResponses(api.AuditChainResponse),
    onRequest,
    handler: async (_request, reply) => {
      const { intact, lines, head, broken } = await verifyAuditTrail(store);
      return reply.send({ intact, lines, head, broken });
    },
  });
}

const waitsForApproval = ({ approval }: RequestedAct) => (approval === null ? {} : { waitsFor: approval });

const personChangeProblems = {
  unknown: 'not-found',
  oneself: 'another-person',
  unsuited: 'forbidden',
  lastAdministrator: 'last-administrator',
} as const satisfies { readonly [refusal: string]: ProblemCode };

const groupProblems = {
  lastAdministrator: 'last-administrator',
  unknown: 'not-found',
  changed: 'group-changed',
  nameTaken: 'name-taken',
  full: 'group-full',
  manyGroups: 'groups-full',
  administrator: 'group-administrator',
  over: 'end-in-the-past',
} as const satisfies { readonly [R in GroupRefusal]: ProblemCode };

const openingProblems: { readonly [kind in OpeningRefusal['kind']]: ProblemCode } = {
  opened: 'already-done',
  endsBeforeItStarts: 'ends-before-it-starts',
  noProgramme: 'no-programme',
  moved: 'record-moved',
  absent: 'forbidden',
  held: 'forbidden',
};
