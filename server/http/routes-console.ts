import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import {
  ConsoleDocumentResponse,
  DevicesResponse,
  DocumentsResponse,
  ExportAnswersRequest,
  HistoryResponse,
  MissionsResponse,
  ReportExportRequest,
  SearchRequest,
  SearchResponse,
} from '#api/console-api.ts';
import {
  ChangeMissionRequest,
  CreatedMissionResponse,
  CreateMissionRequest,
  MissionDetailsResponse,
  TeamCandidatesResponse,
} from '#api/missions-api.ts';
import {
  DueWorkResponse,
  OverviewQuery,
  StateResponse,
  StatesQuery,
  StatesResponse,
} from '#api/overview-api.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { missionCreatingRoles } from '#domain/kinds/rights.ts';
import type { SharingNote } from '#domain/mission/export-note.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import {
  changeMission,
  createMission,
  listTeamCandidates,
  type MissionChangeRefusal,
  readMissionDetails,
} from '../console/change-mission.ts';
import { readDocumentHistory } from '../console/document-history.ts';
import { readDocumentResponse, readDocumentRows } from '../console/documents.ts';
import { readDueWork, readWaitingCounts } from '../console/due-work.ts';
import {
  answersSharedWithState,
  evaluateAnswers,
  exportAnswerFile,
  findInstrumentByRef,
  loadAnsweredDocuments,
} from '../console/export-answers.ts';
import {
  languageOfRequest,
  loadInstitutionNames,
  loadReaderNames,
  withPresentNames,
  withPresentNamesInRecord,
} from '../console/institutions.ts';
import { readMissionRow, readMissionRows } from '../console/missions.ts';
import { readStateOverview, readStates } from '../console/overview.ts';
import { searchRecords } from '../console/search.ts';
import {
  globalRoleOf,
  isAdministrator,
  mayListDevices,
  readDeviceRows,
} from '../console/signed-in-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { readWithFreshSummaries } from '../projections/load-documents.ts';
import { requireDeviceOrSession, requireFullSession, requireRole } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';
import { addSignInRoutes } from './routes-sign-in.ts';

const contentTypeByFormat = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const;

/** Route for the answers of one mission as a file, for its readers; the audit trail records purpose and assessments. */
export function addAnswerExportRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  app.post('/api/v1/logs/:log/answers', {
    schema: { params: z.object({ log: LogId }), body: ExportAnswersRequest },
    onRequest: [requireFullSession(context)],
    handler: forPerson(
      async ({ person, params: { log }, body: { ref, purpose, audience, ...how }, headers }, reply) => {
        const nameOf = await loadInstitutionNames(store, headers);
        const foundDocuments = await readWithFreshSummaries(context, person, async (ownServerStore) => {
          const missionRow = await readMissionRow(ownServerStore, person, log);
          if (missionRow === null) return null;
          const all = await loadAnsweredDocuments(ownServerStore, { ref, of: { log, person } }, nameOf);
          return audience === 'state' ? answersSharedWithState(all, missionRow.country) : all;
        });
        const instrument =
          foundDocuments && (await store.transaction().execute((tx) => findInstrumentByRef(tx, ref)));
        if (foundDocuments === null || instrument === null) return sendProblem(reply, 'not-found');
        const subject = {
          log,
          ref,
          audience,
          purpose,
          assessments: foundDocuments.map(({ document }) => document.doc),
        };
        await appendAuditLine(store, dependencies, { actor: person, act: 'export-answers', subject });
        const file = await exportAnswerFile(
          instrument,
          await evaluateAnswers(foundDocuments, instrument, dependencies),
          how,
        );
        return reply
          .header('content-type', contentTypeByFormat[how.format])
          .header('content-disposition', `attachment; filename="answers.${how.format}"`)
          .send(Buffer.from(file));
      },
    ),
  });
}

/**
 * Route that records the copy of a report (docs/requirements.md D, R14 T4). The console makes the file only after the
 * answer. For readers of the mission. An administrator, who sees the mission but no content, gets none.
 */
export function addReportExportRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  app.post('/api/v1/logs/:log/exports', {
    schema: {
      params: z.object({ log: LogId }),
      body: ReportExportRequest,
      response: { 200: DoneResponse, '4xx': Problem },
    },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params: { log }, body: { what, about, sharing, ...how } }, reply) => {
      const missionRow = await readWithFreshSummaries(context, person, (ownServerStore) =>
        readMissionRow(ownServerStore, person, log),
      );
      if (missionRow === null || (await isAdministrator(store, person)))
        return sendProblem(reply, 'not-found');
      const subject = {
        log,
        report: what,
        ...(about !== null && { doc: about }),
        ...how,
        ...sharingNoteOf(sharing),
      };
      await appendAuditLine(store, dependencies, { actor: person, act: 'export-report', subject });
      return reply.send({ done: true as const });
    }),
  });
}

/** Build the information-sharing note of a partner's copy for the audit trail. */
const sharingNoteOf = (sharingNote: SharingNote | null) =>
  sharingNote === null
    ? {}
    : { entity: sharingNote.entity, until: sharingNote.until, onward: sharingNote.onward };

const consoleResponses = <T extends z.ZodType>(schema: T) => ({ 200: schema, '4xx': Problem });

/**
 * Return the kind of caller. An administrator sees all in the console alone: a laptop is lost more easily than a
 * session.
 */
const callerKindOf = ({ device }: FastifyRequest) => ({ isDevice: device !== null });

/** Routes of the console, also for signed requests: missions, documents, devices (api/console-api.ts). */
export function addConsoleRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireDeviceOrSession(context)];
  const documentParams = z.object({ log: LogId, doc: DocumentId });
  addSignInRoutes(instance, context);

  app.get('/api/v1/missions', {
    schema: { response: consoleResponses(MissionsResponse) },
    onRequest,
    handler: forPerson(async (request, reply) => {
      const { person } = request;
      const caller = callerKindOf(request);
      const missions = await readWithFreshSummaries(context, person, (ownServerStore) =>
        readMissionRows(ownServerStore, person, caller),
      );
      const role = caller.isDevice ? null : await globalRoleOf(store, person);
      return reply.send({
        missions,
        ...(role !== null && { waiting: await readWaitingCounts(context, person, role) }),
      });
    }),
  });

  app.get('/api/v1/devices', {
    schema: { response: consoleResponses(DevicesResponse) },
    onRequest,
    handler: forPerson(async (request, reply) => {
      const { person } = request;
      if (!(await mayListDevices(store, person))) return sendProblem(reply, 'forbidden');
      const devices = await withRowLevelSecurity(store, person, (ownServerStore) =>
        readDeviceRows(ownServerStore, person, callerKindOf(request)),
      );
      const isAdministrator = (await globalRoleOf(store, person)) === 'admin';
      return reply.send({
        devices,
        ...(isAdministrator && { warnings: await context.judging.warnings(context.dependencies.nowMs()) }),
      });
    }),
  });

  app.get('/api/v1/logs/:log/documents', {
    schema: { params: z.object({ log: LogId }), response: consoleResponses(DocumentsResponse) },
    onRequest,
    handler: forPerson(async ({ person, params: { log }, headers }, reply) => {
      const nameOf = await loadInstitutionNames(store, headers);
      const response = await readWithFreshSummaries(context, person, async (ownServerStore) => ({
        mission: await readMissionRow(ownServerStore, person, log),
        documents: await withPresentNames(
          ownServerStore,
          log,
          nameOf,
          await readDocumentRows(ownServerStore, person, log),
        ),
      }));
      const { mission, documents } = response;
      return mission === null ? sendProblem(reply, 'not-found') : reply.send({ mission, documents });
    }),
  });

  app.get('/api/v1/documents/:log/:doc', {
    schema: { params: documentParams, response: consoleResponses(ConsoleDocumentResponse) },
    onRequest,
    handler: forPerson(async ({ person, params: { log, doc }, headers }, reply) => {
      const nameOf = await loadInstitutionNames(store, headers);
      const consoleDocumentResponse = await readWithFreshSummaries(
        context,
        person,
        async (ownServerStore) => {
          const foundResponse = await readDocumentResponse(ownServerStore, person, log, doc);
          return foundResponse && withPresentNamesInRecord(ownServerStore, log, nameOf, foundResponse);
        },
      );
      if (consoleDocumentResponse === null) return sendProblem(reply, 'not-found');
      await appendAuditLine(store, dependencies, {
        actor: person,
        act: 'read-document',
        subject: { log, doc },
      });
      return reply.send(consoleDocumentResponse);
    }),
  });

  app.get('/api/v1/documents/:log/:doc/history', {
    schema: {
      params: documentParams,
      querystring: z.object({ before: z.coerce.number().int().positive().optional() }),
      response: consoleResponses(HistoryResponse),
    },
    onRequest,
    handler: forPerson(async ({ person, params: { log, doc }, query: { before } }, reply) => {
      const historyResponse = await withRowLevelSecurity(store, person, (ownServerStore) =>
        readDocumentHistory(ownServerStore, person, log, doc, before),
      );
      if (historyResponse === null || (historyResponse.ops.length === 0 && before === undefined))
        return sendProblem(reply, 'not-found');
      await appendAuditLine(store, dependencies, {
        actor: person,
        act: 'read-history',
        subject: { log, doc },
      });
      return reply.send(historyResponse);
    }),
  });
}

/** Routes for missions that people at headquarters create and change (api/missions-api.ts). Laptops cannot use them. */
export function addMissionRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const creating = [requireRole(context, (role) => missionCreatingRoles.includes(role))];
  const params = z.object({ log: LogId });

  app.get('/api/v1/missions/people', {
    schema: { response: consoleResponses(TeamCandidatesResponse) },
    onRequest: creating,
    handler: async (_request, reply) => reply.send({ people: await listTeamCandidates(store) }),
  });

  app.post('/api/v1/missions', {
    schema: { body: CreateMissionRequest, response: consoleResponses(CreatedMissionResponse) },
    onRequest: creating,
    handler: forPerson(async ({ person, body }, reply) => {
      const created = await store
        .transaction()
        .execute((tx) => createMission(tx, dependencies, person, body));
      return created.ok
        ? reply.send({ log: created.value })
        : sendProblem(reply, missionProblemCodes[created.refusal.kind]);
    }),
  });

  app.get('/api/v1/logs/:log/mission', {
    schema: { params, response: consoleResponses(MissionDetailsResponse) },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params: { log } }, reply) => {
      const missionDetailsResponse = await withRowLevelSecurity(store, person, (ownServerStore) =>
        readMissionDetails(ownServerStore, person, log),
      );
      return missionDetailsResponse === null
        ? sendProblem(reply, 'not-found')
        : reply.send(missionDetailsResponse);
    }),
  });

  app.post('/api/v1/logs/:log/mission', {
    schema: { params, body: ChangeMissionRequest, response: consoleResponses(DoneResponse) },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params: { log }, body }, reply) => {
      const changed = await store
        .transaction()
        .execute((tx) => changeMission(tx, dependencies, person, { log, ...body }));
      return changed.ok
        ? reply.send({ done: true as const })
        : sendProblem(reply, missionProblemCodes[changed.refusal.kind]);
    }),
  });
}

const missionProblemCodes: { readonly [kind in MissionChangeRefusal['kind']]: ProblemCode } = {
  absent: 'not-found',
  held: 'forbidden',
  unfit: 'forbidden',
  moved: 'record-moved',
  endsBeforeItStarts: 'ends-before-it-starts',
};

/** Routes of overviews over many missions (api/overview-api.ts), and of the search, in the console alone. */
export function addOverviewRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const onRequest = [requireFullSession(context)];
  app.get('/api/v1/due', {
    schema: { response: consoleResponses(DueWorkResponse) },
    onRequest,
    handler: forPerson(async ({ person, headers }, reply) =>
      reply.send(await readDueWork(context, person, languageOfRequest(headers))),
    ),
  });
  app.get('/api/v1/states', {
    schema: { querystring: StatesQuery, response: consoleResponses(StatesResponse) },
    onRequest,
    handler: forPerson(async ({ person, query, headers }, reply) =>
      reply.send(await readStates(context, person, query, languageOfRequest(headers))),
    ),
  });
  app.get('/api/v1/states/:country', {
    schema: {
      params: z.object({ country: CountryCode }),
      querystring: OverviewQuery,
      response: consoleResponses(StateResponse),
    },
    onRequest,
    handler: forPerson(async ({ person, params: { country }, query, headers }, reply) =>
      reply.send(await readStateOverview(context, person, country, query, languageOfRequest(headers))),
    ),
  });
  app.post('/api/v1/search', {
    schema: { body: SearchRequest, response: consoleResponses(SearchResponse) },
    onRequest,
    handler: forPerson(async ({ person, body, headers }, reply) => {
      const readerNames = await loadReaderNames(context.store, languageOfRequest(headers));
      return reply.send(
        await readWithFreshSummaries(context, person, (ownServerStore) =>
          searchRecords(context.store, ownServerStore, person, body, readerNames),
        ),
      );
    }),
  });
}
