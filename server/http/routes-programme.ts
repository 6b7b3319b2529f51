import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import * as plan from '#api/plan-api.ts';
import * as api from '#api/programme-api.ts';
import * as requestsApi from '#api/requests-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok } from '#base/result.ts';
import type { AuditAct } from '#domain/audit-act.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { contentRightsByKind, deskReaderRoles, deskRoles } from '#domain/kinds/rights.ts';
import type { Role } from '#domain/people/role.ts';
import { eraseAfterPath, mayReadSettings } from '#domain/programme/programme.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import {
  addRecordsToRegister,
  type InstitutionsRefusal,
  languageOfRequest,
  loadInstitutionNames,
  readRegister,
  setInstitutions,
} from '../console/institutions.ts';
import {
  addPlanItem,
  changePlanItem,
  type PlanWriteRefusal,
  readPlanItemResponse,
  readPlanResponse,
} from '../console/plan.ts';
import {
  type ProgrammeRefusal,
  readProgrammeResponse,
  setProgrammeEnd,
  setProgrammeFacts,
  writeProgrammeValues,
} from '../console/programme.ts';
import { findAlikeRequest, readRequestResponse, readRequestsPage } from '../console/request-pages.ts';
import { actOnRequest, type RequestRefusal, recordRequest } from '../console/requests.ts';
import { globalRoleOf } from '../console/signed-in-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { readWithFreshSummaries } from '../projections/load-documents.ts';
import { readRetentionList, updateRetentionList } from '../retention/retention-list.ts';
import { requireFullSession, requireRole } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const programmeResponses = <T extends z.ZodType>(schema: T) => ({
  response: { 200: schema, '4xx': Problem },
});

/** Routes of the programme for everybody, and of its settings and due erasures for its managers (api/programme-api.ts). */
export function addProgrammeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const reading = [requireRole(context, mayReadSettings)];

  app.get('/api/v1/programme', {
    schema: programmeResponses(api.ProgrammeResponse),
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person }, reply) => {
      const role = await globalRoleOf(store, person);
      const seesDue = role !== null && mayReadSettings(role);
      return reply.send(
        await store.transaction().execute(async (tx) => ({
          programme: await readProgrammeResponse(tx, person),
          due: seesDue ? await readRetentionList(tx, dependencies.nowMs()) : null,
        })),
      );
    }),
  });

  app.post('/api/v1/programme/facts', {
    schema: { body: api.SetProgrammeFactsRequest, ...programmeResponses(DoneResponse) },
    onRequest: [requireRole(context, mayChangeFacts)],
    handler: forPerson(async ({ person, body: { changes } }, reply) => {
      const set = await store.transaction().execute(async (tx) => {
        const done = await setProgrammeFacts(tx, dependencies, person, changes);
        if (!done.ok) return done;
        const facts = changes.map((factChange) =>
          'id' in factChange ? `${factChange.list}/${factChange.id}` : factChange.list,
        );
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
    }),
  });

  app.post('/api/v1/programme', {
    schema: { body: api.SetProgrammeEndRequest, ...programmeResponses(DoneResponse) },
    onRequest: reading,
    handler: forPerson(async ({ person, body }, reply) => {
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
    }),
  });

  app.post('/api/v1/programme/erase-after', {
    schema: { body: api.SetEraseAfterRequest, ...programmeResponses(DoneResponse) },
    onRequest: reading,
    handler: forPerson(async ({ person, body: { eraseAfter, seen } }, reply) => {
      const set = await store.transaction().execute(async (tx) => {
        const write = { path: eraseAfterPath, value: eraseAfter, seen };
        const done = await writeProgrammeValues(tx, dependencies, person, () => ok([write]));
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
    }),
  });
}

/** Routes of the register of institutions: everybody reads it, the manager changes it. */
export function addInstitutionRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;

  app.get('/api/v1/institutions', {
    schema: programmeResponses(api.InstitutionsResponse),
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person }, reply) => {
      const { register, response } = await store.transaction().execute((tx) => readRegister(tx, person));
      return reply.send(
        await readWithFreshSummaries(context, person, (ownServerStore) =>
          addRecordsToRegister(ownServerStore, person, register, response),
        ),
      );
    }),
  });

  app.post('/api/v1/institutions', {
    schema: { body: api.SetInstitutionsRequest, ...programmeResponses(DoneResponse) },
    onRequest: [requireRole(context, mayChangeFacts)],
    handler: forPerson(async ({ person, body: { changes } }, reply) => {
      const set = await store.transaction().execute(async (tx) => {
        const done = await setInstitutions(tx, dependencies, person, changes);
        if (!done.ok) return done;
        await appendAuditLine(tx, dependencies, {
          actor: person,
          act: 'set-institutions',
          subject: { facts: changes.map(({ list, id }) => `${list}/${id}`) },
        });
        return done;
      });
      return set.ok
        ? reply.send({ done: true })
        : sendProblem(reply, institutionProblemCodes[set.refusal.kind]);
    }),
  });
}

const mayReadRequests = (role: Role): boolean => deskReaderRoles.includes(role);

/** Routes of requests for assistance, for the readers of the desk's log; each query asks for the grant again. */
export function addRequestRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireRole(context, mayReadRequests)];
  const writing = [requireRole(context, (role) => deskRoles.includes(role))];

  app.post('/api/v1/requests/list', {
    schema: { body: requestsApi.RequestsQuery, ...programmeResponses(requestsApi.RequestsResponse) },
    onRequest,
    handler: forPerson(async ({ person, body, headers }, reply) =>
      reply.send(await readRequestsPage(context, person, body, languageOfRequest(headers))),
    ),
  });

  app.get('/api/v1/requests/:doc', {
    schema: { params: z.object({ doc: DocumentId }), ...programmeResponses(requestsApi.RequestResponse) },
    onRequest,
    handler: async ({ person, params: { doc }, headers }, reply) => {
      const requestResponse =
        person && (await readRequestResponse(context, person, doc, languageOfRequest(headers)));
      return requestResponse === null ? sendProblem(reply, 'not-found') : reply.send(requestResponse);
    },
  });

  app.post('/api/v1/requests/alike', {
    schema: { body: requestsApi.AlikeRequestQuery, ...programmeResponses(requestsApi.AlikeRequestResponse) },
    onRequest,
    handler: forPerson(async ({ person, body }, reply) =>
      reply.send(await findAlikeRequest(context, person, body)),
    ),
  });

  app.post('/api/v1/requests', {
    schema: { body: requestsApi.RecordRequestRequest, ...programmeResponses(DoneResponse) },
    onRequest: writing,
    handler: forPerson(async ({ person, body }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const recorded = await recordRequest(tx, dependencies, person, body);
        if (recorded.ok)
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: 'record-request',
            subject: { doc: body.doc },
          });
        return recorded;
      });
      return done.ok
        ? reply.send({ done: true })
        : sendProblem(reply, requestProblemCodes[done.refusal.kind]);
    }),
  });

  app.post('/api/v1/requests/:doc', {
    schema: {
      params: z.object({ doc: DocumentId }),
      body: requestsApi.ActOnRequestRequest,
      ...programmeResponses(DoneResponse),
    },
    onRequest: writing,
    handler: forPerson(async ({ person, params: { doc }, body: { act, seen } }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const acted = await actOnRequest(tx, dependencies, person, { doc, act, seen });
        if (acted.ok)
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: auditActs[act.kind] ?? 'change-request',
            subject: { doc, ...(act.kind === 'decide' && { outcome: act.decision.outcome }) },
          });
        return acted;
      });
      return done.ok
        ? reply.send({ done: true })
        : sendProblem(reply, requestProblemCodes[done.refusal.kind]);
    }),
  });
}

/** Acts with an audit line of their own. */
const auditActs: { readonly [kind in requestsApi.RequestAct['kind']]?: AuditAct } = {
  decide: 'decide-request',
  reopen: 'reopen-request',
};

const requestProblemCodes: { readonly [kind in RequestRefusal['kind']]: ProblemCode } = {
  noProgramme: 'no-programme',
  moved: 'record-moved',
  problems: 'not-at-this-step',
  absent: 'not-found',
  held: 'forbidden',
};

const mayChangeFacts = (role: Role): boolean => contentRightsByKind.programme.facts?.includes(role) === true;

const institutionProblemCodes: { readonly [kind in InstitutionsRefusal['kind']]: ProblemCode } = {
  noProgramme: 'no-programme',
  moved: 'record-moved',
  absent: 'forbidden',
  held: 'forbidden',
  institutionUnknown: 'institution-unknown',
  institutionElsewhere: 'institution-elsewhere',
  mergeCircle: 'merge-circle',
  registerFull: 'register-full',
  namesFull: 'names-full',
};

const programmeProblemCodes: { readonly [kind in ProgrammeRefusal['kind']]: ProblemCode } = {
  noProgramme: 'no-programme',
  moved: 'record-moved',
  absent: 'forbidden',
  held: 'forbidden',
};

/** Routes of the plan over all missions. Rights are checked for each item. */
export function addPlanRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireFullSession(context)];
  const params = z.object({ log: LogId, doc: DocumentId, item: z.string().min(1).max(100) });

  app.get('/api/v1/plan', {
    schema: programmeResponses(plan.PlanResponse),
    onRequest,
    handler: forPerson(async ({ person }, reply) => reply.send(await readPlanResponse(context, person))),
  });

  app.get('/api/v1/plan/:log/:doc/:item', {
    schema: { params, ...programmeResponses(plan.PlanItemResponse) },
    onRequest,
    handler: forPerson(async ({ person, params: place, headers }, reply) => {
      const nameOf = await loadInstitutionNames(store, headers);
      const today = utcDayAtMs(dependencies.nowMs());
      const planItemResponse = await readPlanItemResponse(store, person, place, nameOf, today);
      if (planItemResponse === null) return sendProblem(reply, 'not-found');
      const subject = { log: place.log, doc: place.doc };
      await appendAuditLine(store, dependencies, { actor: person, act: 'read-document', subject });
      return reply.send(planItemResponse);
    }),
  });

  app.post('/api/v1/plan/:log/:doc/:item', {
    schema: { params, body: plan.ChangePlanItemRequest, ...programmeResponses(DoneResponse) },
    onRequest,
    handler: forPerson(async ({ person, params: place, body }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const changed = await changePlanItem(tx, dependencies, person, { ...place, ...body });
        const subject = { log: place.log, doc: place.doc, path: Object.keys(body.change) };
        if (changed.ok && changed.value)
          await appendAuditLine(tx, dependencies, { actor: person, act: 'change-plan', subject });
        return changed;
      });
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, planProblemCodes[done.refusal.kind]);
    }),
  });

  app.post('/api/v1/plan/:log', {
    schema: {
      params: z.object({ log: LogId }),
      body: plan.AddPlanItemRequest,
      ...programmeResponses(plan.AddedPlanItemResponse),
    },
    onRequest,
    handler: forPerson(async ({ person, params: { log }, body }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const added = await addPlanItem(tx, dependencies, person, { log, ...body });
        if (added.ok)
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: 'change-plan',
            subject: { log, doc: added.value, path: Object.keys(body.change) },
          });
        return added;
      });
      return done.ok
        ? reply.send({ doc: done.value })
        : sendProblem(reply, planProblemCodes[done.refusal.kind]);
    }),
  });
}

const planProblemCodes: { readonly [kind in PlanWriteRefusal['kind']]: ProblemCode } = {
  absent: 'not-found',
  held: 'forbidden',
  foreign: 'forbidden',
  moved: 'record-moved',
  labourUndivided: 'labour-open',
  reasonMissing: 'reason-missing',
  endsBeforeItStarts: 'ends-before-it-starts',
};
