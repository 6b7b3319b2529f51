import type { RecordRequestRequest, RequestAct } from '#api/requests-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { type Path, pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { deskRoles } from '#domain/kinds/rights.ts';
import { findDecisionProblems, findFormProblems } from '#domain/request/check-request.ts';
import {
  type AssistanceRequest,
  areTestsOpen,
  changedFields,
  mayReopen,
  type RequestOrigin,
  type RequestStatus,
  readRequest,
  requestKind,
  requestMoves,
  takenOverDayOf,
  takenOverPath,
} from '#domain/request/request.ts';
import { stepsEndedBy, triageSteps } from '#domain/request/request-steps.ts';
import { readableByPerson } from '../auth/read-conditions.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { lockLog } from '../db/log-lock.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import {
  appendConsoleOps,
  type ConsoleOpsRequest,
  type ConsoleWriteRefusal,
} from '../log/append-console-ops.ts';
import { findDeskLog, openDeskLog } from '../log/log-registry.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { requestVersionOf } from './desk-requests.ts';

export type RequestRefusal = ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'moved' | 'problems' };

/** Record a new request at the desk, which is opened with the first. A repeated id changes nothing. */
export async function recordRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { doc, form, origin }: RecordRequestRequest,
): Promise<Result<true, RequestRefusal>> {
  if (findFormProblems(form, tomorrowOf(dependencies)).length > 0) return refuse({ kind: 'problems' });
  const logId = await openDeskLog(tx, dependencies);
  if (logId === null) return refuse({ kind: 'noProgramme' });
  if (origin !== null && !(await mayTakeOver(tx, personId, { log: logId, doc, origin })))
    return refuse({ kind: 'moved' });
  const written = await writeRequest(tx, dependencies, personId, { log: logId, doc }, (document) =>
    Object.keys(document.registers).length > 0
      ? ok([])
      : ok([
          ...changedFields(form, null),
          { path: statusPath, value: 'received' },
          ...(origin === null ? [] : [{ path: originPath, value: origin }]),
        ]),
  );
  return written.ok && origin !== null
    ? noteTakeOver(tx, dependencies, personId, { log: logId, origin })
    : written;
}

/**
 * Note in the log of the mission that its request was taken over, so that its team no longer removes it. The roles at
 * the desk admit it: a person takes over requests of missions that they only read.
 */
async function noteTakeOver(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { log: deskLogId, origin }: { readonly log: LogId; readonly origin: RequestOrigin },
): Promise<Result<true, RequestRefusal>> {
  const furtherRoles = (await rolesInLog(tx, deskLogId, personId)).filter((role) => deskRoles.includes(role));
  const place = { log: LogId.parse(origin.log), doc: DocumentId.parse(origin.doc), furtherRoles };
  const day = utcDayAtMs(dependencies.nowMs());
  return writeRequest(tx, dependencies, personId, place, (document) =>
    ok(takenOverDayOf(document) === null ? [{ path: takenOverPath, value: day }] : []),
  );
}

/**
 * Return whether this is the present state of a mission's request that the person reads, and that nobody else took over.
 * Locks the desk, so that two people who ask at once do not both take it over.
 */
async function mayTakeOver(
  tx: StoreTransaction,
  personId: PersonId,
  { log, doc, origin }: { readonly log: LogId; readonly doc: DocumentId; readonly origin: RequestOrigin },
): Promise<boolean> {
  const source = await tx
    .selectFrom('documents')
    .innerJoin('logs', 'logs.log', 'documents.log')
    .select(['documents.log', 'documents.doc'])
    .where('documents.log', '=', LogId.parse(origin.log))
    .where('documents.doc', '=', DocumentId.parse(origin.doc))
    .where('documents.kind', '=', requestKind)
    .where('logs.kind', '=', 'mission')
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .executeTakeFirst();
  if (source === undefined) return false;
  await lockLog(tx, log);
  const document = (await loadDocuments(tx, source.log, [source.doc])).get(source.doc);
  if (document === undefined || isRemovedWithoutConflict(document)) return false;
  if (requestVersionOf(document) !== origin.seen) return false;
  const rows = await tx
    .selectFrom('documents')
    .select('doc')
    .where('log', '=', log)
    .where('kind', '=', requestKind)
    .where('doc', '!=', doc)
    .execute();
  const others = await loadDocuments(
    tx,
    log,
    rows.map((row) => row.doc),
  );
  return ![...others.values()].some((otherDocument) => {
    const taken = readRequest(otherDocument).origin;
    return taken?.log === origin.log && taken.doc === origin.doc;
  });
}

/** Act on a request. Refuses a person who saw another state of it, and an act that its status does not allow. */
export async function actOnRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { doc, act, seen }: { readonly doc: DocumentId; readonly act: RequestAct; readonly seen: string },
): Promise<Result<true, RequestRefusal>> {
  const logId = await findDeskLog(tx);
  if (logId === null) return refuse({ kind: 'absent' });
  if (
    act.kind === 'edit' &&
    act.origin !== null &&
    !(await mayTakeOver(tx, personId, { log: logId, doc, origin: act.origin }))
  )
    return refuse({ kind: 'moved' });
  const written = await writeRequest(tx, dependencies, personId, { log: logId, doc }, (document) => {
    if (Object.keys(document.registers).length === 0) return refuse({ kind: 'absent' });
    if (requestVersionOf(document) !== seen || !isOriginKept(document, act)) return refuse({ kind: 'moved' });
    const writes = registersOfAct(readRequest(document), act, tomorrowOf(dependencies));
    return writes === null ? refuse({ kind: 'problems' }) : ok(writes);
  });
  return written.ok && act.kind === 'edit' && act.origin !== null
    ? noteTakeOver(tx, dependencies, personId, { log: logId, origin: act.origin })
    : written;
}

/** Return whether an act leaves a request with the mission's request that it came from. */
function isOriginKept(document: Document, requestAct: RequestAct): boolean {
  const previousRequestOrigin = readRequest(document).origin;
  return (
    requestAct.kind !== 'edit' ||
    requestAct.origin === null ||
    (previousRequestOrigin?.log === requestAct.origin.log &&
      previousRequestOrigin.doc === requestAct.origin.doc)
  );
}

interface RegisterValue {
  readonly path: Path;
  readonly value: JsonValue;
}

const statusPath = pathOf('status');
const originPath = pathOf('origin');

/** A day may have begun where the person is: the day after the server's counts as today. */
const tomorrowOf = ({ nowMs }: RuntimeDependencies): string => utcDayAtMs(nowMs() + 24 * 60 * 60_000);

/** Registers of an act; null where the rules of requests do not allow it. */
function registersOfAct(
  assistanceRequest: AssistanceRequest,
  requestAct: RequestAct,
  latest: string,
): readonly RegisterValue[] | null {
  switch (requestAct.kind) {
    case 'edit':
      if (findFormProblems(requestAct.form, latest).length > 0) return null;
      return [
        ...changedFields(requestAct.form, assistanceRequest.form),
        ...(requestAct.origin === null ? [] : [{ path: originPath, value: requestAct.origin }]),
      ];
    case 'move':
      // A move out of the triage is a decision, with its reason.
      return assistanceRequest.status === 'triaged'
        ? null
        : moveRegisters(assistanceRequest, requestAct.to, requestAct.on, latest);
    case 'step':
      return requestAct.on !== null && requestAct.on > latest
        ? null
        : [{ path: pathOf('steps', requestAct.step), value: requestAct.on }];
    case 'test':
      // The tests are the basis of the decision, so they are closed with it.
      return areTestsOpen(assistanceRequest)
        ? [{ path: pathOf('tests', requestAct.test), value: requestAct.answer }]
        : null;
    case 'decide': {
      const { decision } = requestAct;
      const moved = moveRegisters(assistanceRequest, decision.outcome, decision.on, latest);
      return moved === null || findDecisionProblems(assistanceRequest, decision).length > 0
        ? null
        : [{ path: pathOf('decision'), value: decision }, ...moved];
    }
    case 'reopen':
      return reopenRegisters(assistanceRequest, requestAct, latest);
    case 'link':
      return [{ path: pathOf('links', requestAct.id), value: requestAct.link }];
  }
}

/** Registers of a reopening: the decision goes into the history with its tests, and the steps of the triage begin again. */
function reopenRegisters(
  { decision, tests, reopenings, steps, status }: AssistanceRequest,
  { reason, on }: { readonly reason: string; readonly on: string },
  latest: string,
): readonly RegisterValue[] | null {
  if (decision === null || on > latest || !mayReopen({ status })) return null;
  return [
    { path: pathOf('reopenings', String(reopenings.length + 1)), value: { on, reason, decision, tests } },
    { path: pathOf('decision'), value: null },
    { path: statusPath, value: 'triaged' },
    ...triageSteps.flatMap((requestStep) =>
      steps[requestStep] === undefined ? [] : [{ path: pathOf('steps', requestStep), value: null }],
    ),
  ];
}

/** Status, and the days of the steps that it ends. */
function moveRegisters(
  assistanceRequest: AssistanceRequest,
  newStatus: RequestStatus,
  on: string,
  latest: string,
): readonly RegisterValue[] | null {
  if (on > latest || !requestMoves[assistanceRequest.status].includes(newStatus)) return null;
  return [
    { path: statusPath, value: newStatus },
    ...(stepsEndedBy[newStatus] ?? []).flatMap((requestStep) =>
      assistanceRequest.steps[requestStep] === undefined
        ? [{ path: pathOf('steps', requestStep), value: on }]
        : [],
    ),
  ];
}

interface RequestAddress extends Pick<ConsoleOpsRequest<RequestRefusal>, 'log' | 'furtherRoles'> {
  readonly doc: DocumentId;
}

async function writeRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { log, doc, furtherRoles }: RequestAddress,
  decide: (document: Document) => Result<readonly RegisterValue[], RequestRefusal>,
): Promise<Result<true, RequestRefusal>> {
  const written = await appendConsoleOps<RequestRefusal>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    ...(furtherRoles && { furtherRoles }),
    decide: (documents) => {
      const document = documents.get(doc) ?? emptyDocument(doc, requestKind);
      const values = decide(document);
      if (!values.ok) return values;
      return ok(
        values.value.map(({ path, value }) => ({
          doc,
          kind: requestKind,
          path,
          value,
          over: dotsAt(document, path),
        })),
      );
    },
  });
  return written.ok ? ok(true) : written;
}
