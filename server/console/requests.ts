import { createHash } from 'node:crypto';
import { utcDayAtMs } from '#base/civil-date.ts';
import { compareTexts, type JsonValue } from '#base/json.ts';
import { ok, refuse, type Result } from '#base/result.ts';
import type { RequestAct, RequestRow, RequestsAnswer } from '#api/programme-api.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { type Path, pathOf } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { contentRightsByKind } from '#domain/people/rights.ts';
import type { Role } from '#domain/people/role.ts';
import {
  type AssistanceRequest,
  changedFields,
  findDecisionProblems,
  findFormProblems,
  readRequest,
  type RequestForm,
  requestKind,
  requestMoves,
  type RequestStatus,
} from '#domain/request/request.ts';
import { stepsEndedBy } from '#domain/request/request-steps.ts';
import { rolesInLog } from '../auth/grants.ts';
import { readableByPerson } from '../auth/row-level-security.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { findDeskLog, findProgrammeLog, openDeskLog } from '../log/log-registry.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/** Read all requests of the desk for one of its readers, newest first. Before the first there is no desk, and none. */
export async function readRequestsAnswer(own: ServerStore, person: PersonId): Promise<RequestsAnswer> {
  const log = await findDeskLog(own);
  // The desk is opened with the first request; its readers then get the role that they have in the programme.
  const place = log ?? (await findProgrammeLog(own));
  const roles = place === null ? [] : await rolesInLog(own, place, person);
  const rights = { mayRecord: hasRight(roles, 'about'), mayDecide: hasRight(roles, 'triage') };
  if (log === null) return { requests: [], ...rights };
  const rows = await own
    .selectFrom('documents')
    .select('doc')
    .where('log', '=', log)
    .where('kind', '=', requestKind)
    .where((eb) => readableByPerson(person, eb.ref('documents.log')))
    .orderBy('doc', 'desc')
    .execute();
  const documents = await loadDocuments(
    own,
    log,
    rows.map(({ doc }) => doc),
  );
  return {
    requests: rows.flatMap(({ doc }) => {
      const document = documents.get(doc);
      return document === undefined ? [] : [toRequestRow(document)];
    }),
    ...rights,
  };
}

const hasRight = (roles: readonly Role[], about: 'about' | 'triage'): boolean =>
  roles.some((role) => contentRightsByKind.request[about]?.includes(role));

const toRequestRow = (document: Document): RequestRow => ({
  doc: document.doc,
  seen: requestVersionOf(document),
  ...readRequest(document),
});

/** Short hash of the heads of a request: it changes with every change. */
function requestVersionOf({ registers }: Document): string {
  const dots = Object.values(registers).flatMap(({ heads }) => heads.map(({ dot }): string => dot));
  return createHash('sha256').update(dots.toSorted(compareTexts).join()).digest('base64url').slice(0, 22);
}

export type RequestRefusal = ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'moved' | 'problems' };

/** Record a new request at the desk, which is opened with the first. A repeated id changes nothing. */
export async function recordRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { doc, form }: { readonly doc: DocumentId; readonly form: RequestForm },
): Promise<Result<true, RequestRefusal>> {
  if (findFormProblems(form, tomorrowOf(dependencies)).length > 0) return refuse({ kind: 'problems' });
  const log = await openDeskLog(tx, dependencies);
  if (log === null) return refuse({ kind: 'noProgramme' });
  return writeRequest(tx, dependencies, person, { log, doc }, (document) =>
    Object.keys(document.registers).length > 0
      ? ok([])
      : ok([...changedFields(form, null), { path: statusPath, value: 'received' }]),
  );
}

/** Act on a request. Refuses a person who saw another state of it, and an act that its status does not allow. */
export async function actOnRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { doc, act, seen }: { readonly doc: DocumentId; readonly act: RequestAct; readonly seen: string },
): Promise<Result<true, RequestRefusal>> {
  const log = await findDeskLog(tx);
  if (log === null) return refuse({ kind: 'absent' });
  return writeRequest(tx, dependencies, person, { log, doc }, (document) => {
    if (Object.keys(document.registers).length === 0) return refuse({ kind: 'absent' });
    if (requestVersionOf(document) !== seen) return refuse({ kind: 'moved' });
    const writes = registersOfAct(readRequest(document), act, tomorrowOf(dependencies));
    return writes === null ? refuse({ kind: 'problems' }) : ok(writes);
  });
}

interface RegisterValue {
  readonly path: Path;
  readonly value: JsonValue;
}

const statusPath = pathOf('status');

/** A day may have begun where the person is: the day after the server's counts as today. */
const tomorrowOf = ({ nowMs }: RuntimeDependencies): string => utcDayAtMs(nowMs() + 24 * 60 * 60_000);

/** Registers of an act; null where the rules of requests do not allow it. */
function registersOfAct(
  request: AssistanceRequest,
  act: RequestAct,
  latest: string,
): readonly RegisterValue[] | null {
  switch (act.kind) {
    case 'edit':
      return findFormProblems(act.form, latest).length > 0 ? null : changedFields(act.form, request.form);
    case 'move':
      // A move out of the triage is a decision, with its reason.
      return request.status === 'triaged' ? null : moveRegisters(request, act.to, act.on, latest);
    case 'step':
      return act.on !== null && act.on > latest ? null : [{ path: pathOf('steps', act.step), value: act.on }];
    case 'test':
      return [{ path: pathOf('tests', act.test), value: act.answer }];
    case 'decide': {
      const { decision } = act;
      const moved = moveRegisters(request, decision.outcome, decision.on, latest);
      return moved === null || findDecisionProblems(request, decision).length > 0
        ? null
        : [{ path: pathOf('decision'), value: decision }, ...moved];
    }
    case 'link':
      return [{ path: pathOf('links', act.id), value: act.link }];
  }
}

/** Status, and the days of the steps that it ends. */
function moveRegisters(
  request: AssistanceRequest,
  to: RequestStatus,
  on: string,
  latest: string,
): readonly RegisterValue[] | null {
  if (on > latest || !requestMoves[request.status].includes(to)) return null;
  return [
    { path: statusPath, value: to },
    ...(stepsEndedBy[to] ?? []).flatMap((step) =>
      request.steps[step] === undefined ? [{ path: pathOf('steps', step), value: on }] : [],
    ),
  ];
}

async function writeRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { log, doc }: { readonly log: LogId; readonly doc: DocumentId },
  decide: (document: Document) => Result<readonly RegisterValue[], RequestRefusal>,
): Promise<Result<true, RequestRefusal>> {
  const written = await appendConsoleOps<RequestRefusal>(tx, dependencies, {
    person,
    log,
    docs: [doc],
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
