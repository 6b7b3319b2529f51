import {
  type ChangeMissionRequest,
  type CreateMissionRequest,
  MissionDetailsResponse,
  type TeamCandidate,
} from '#api/missions-api.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, dotsAt, emptyDocument, plainTextAt, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { mayReadLog, mayWriteAt, offeredStatuses } from '#domain/kinds/permit.ts';
import { mayServeAs } from '#domain/kinds/rights.ts';
import { MissionStatus, missionKind } from '#domain/mission/mission.ts';
import { type MissionFormPath, missionFormPaths } from '#domain/mission/mission-form.ts';
import type { Role } from '#domain/people/role.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWrite, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { addLog } from '../log/log-registry.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/**
 * Change a mission's details or status. A new title or State also becomes that of the log, which administrators see.
 * Returns whether anything was written.
 */
export async function changeMission(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { log, change, seen }: ChangeMissionRequest & { readonly log: LogId },
): Promise<Result<boolean, MissionChangeRefusal>> {
  // To an administrator the log must look as if it did not exist, unlike in `appendConsoleOps`.
  if (!mayReadLog(await rolesInLog(tx, log, personId))) return refuse({ kind: 'absent' });
  const title = await findMissionTitle(tx, log);
  if (title === null) return refuse({ kind: 'absent' });
  const documentId = await findMissionDocument(tx, log);
  const decide = (document: Document | undefined): Result<readonly ConsoleWrite[], MissionChangeRefusal> => {
    // A mission that headquarters opened has no title of its own before its first write.
    const wanted = document === undefined ? { title, ...change } : change;
    const consoleWrites: ConsoleWrite[] = [];
    for (const name of missionFormPaths) {
      const value = wanted[name];
      if (value === undefined) continue;
      const over = dotsAt(document, name);
      if (over.join() !== (seen[name] ?? []).join()) return refuse({ kind: 'moved' });
      const said = value === '' ? null : value;
      if (over.length === 1 && valueAt(document, name) === said) continue;
      if (over.length === 0 && said === null) continue;
      consoleWrites.push({ doc: documentId, kind: missionKind, path: pathOf(name), value: said, over });
    }
    const dayAt = (name: 'from' | 'to'): string | null =>
      wanted[name] === undefined ? plainTextAt(document, name) || null : wanted[name];
    const days = { from: dayAt('from'), to: dayAt('to') };
    return endsBeforeItStarts(days) ? refuse({ kind: 'endsBeforeItStarts' }) : ok(consoleWrites);
  };
  const written = await appendConsoleOps<MissionChangeRefusal>(tx, dependencies, {
    person: personId,
    log,
    docs: [documentId],
    decide: (documents) => decide(documents.get(documentId)),
  });
  if (!written.ok) return written;
  if (written.value.length === 0) return ok(false);
  const named = {
    ...(change.title !== undefined && { title: change.title }),
    ...(change.country !== undefined && { country: change.country }),
  };
  if (Object.keys(named).length > 0) await tx.updateTable('logs').set(named).where('log', '=', log).execute();
  const status = change.status === undefined ? {} : { status: change.status };
  await appendAuditLine(tx, dependencies, {
    actor: personId,
    act: 'change-mission',
    subject: { log, ...named, ...status, path: Object.keys(change) },
  });
  return ok(true);
}

/** `unfit`: a member of the team cannot have that function. `moved`: the content changed since the person saw it. */
export type MissionChangeRefusal =
  | ConsoleWriteRefusal
  | { readonly kind: 'unfit' | 'moved' | 'endsBeforeItStarts' };

/** List active people who can join a team, by name. */
export async function listTeamCandidates(store: ServerStore): Promise<readonly TeamCandidate[]> {
  return store
    .selectFrom('persons')
    .select(['person', 'name', 'role'])
    .where('deactivated_ms', 'is', null)
    .where('role', '!=', 'admin')
    .orderBy('name')
    .orderBy('person')
    .execute();
}

/**
 * Create a mission with its document, and give its creator and team their roles, all or nothing. Each role has its line
 * in the audit trail. No second person is needed: the log is empty.
 */
export async function createMission(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  { team, ...details }: CreateMissionRequest,
): Promise<Result<LogId, Exclude<MissionChangeRefusal, ConsoleWriteRefusal>>> {
  const { title, country } = details;
  if (endsBeforeItStarts(details)) return refuse({ kind: 'endsBeforeItStarts' });
  const candidates = new Map((await listTeamCandidates(tx)).map(({ person, role }) => [person, role]));
  const ownRole = candidates.get(by);
  if (ownRole === undefined) return refuse({ kind: 'unfit' });
  const isFit = ({ person, role }: (typeof team)[number]): boolean => {
    const theirs = candidates.get(person);
    return theirs !== undefined && mayServeAs(theirs, role);
  };
  if (!team.every(isFit)) return refuse({ kind: 'unfit' });

  const logId = LogId.parse(newUuid(dependencies));
  await addLog(tx, dependencies, { log: logId, kind: 'mission', title, country });
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: 'create-mission',
    subject: { log: logId, title, country },
  });
  for (const { person, role } of [{ person: by, role: ownRole }, ...team]) {
    const added = await tx
      .insertInto('grants')
      .values({ log: logId, person, role })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) continue;
    await appendAuditLine(tx, dependencies, {
      actor: by,
      act: 'grant',
      subject: { person, log: logId, role },
    });
  }

  const documentId = DocumentId.parse(logId);
  const values: readonly (readonly [string, JsonValue])[] = [
    ...Object.entries(details).filter(([, value]) => value !== null && value !== ''),
    ['status', 'planned'],
    ...team.map(({ person, role }) => [`team/${person}/function`, role] as const),
  ];
  const written = await appendConsoleOps(tx, dependencies, {
    person: by,
    log: logId,
    docs: [documentId],
    decide: () =>
      ok(
        values.map(([path, value]) => ({
          doc: documentId,
          kind: missionKind,
          path: pathOf(...path.split('/')),
          value,
          over: [],
        })),
      ),
  });
  // Creators may write all this into a new mission (`missionCreatingRoles`).
  if (!written.ok) throw new Error(`A new mission was refused: ${written.refusal.kind}`);
  return ok(logId);
}

/** Read a mission's details for one of its readers; null where there is no such mission for them. */
export async function readMissionDetails(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
): Promise<MissionDetailsResponse | null> {
  const roles = await rolesInLog(store, logId, personId);
  const title = mayReadLog(roles) ? await findMissionTitle(store, logId) : null;
  if (title === null) return null;
  const documentId = await findMissionDocument(store, logId);
  const document =
    (await loadDocuments(store, logId, [documentId])).get(documentId) ??
    emptyDocument(documentId, missionKind);
  return missionDetailsOf(document, title, roles);
}

function missionDetailsOf(document: Document, title: string, roles: readonly Role[]): MissionDetailsResponse {
  const seen = missionFormPaths.map((path) => [path, dotsAt(document, path)] as const);
  const missionStatuses = offeredStatuses(roles, document, MissionStatus.options);
  const details = missionFormPaths.map(
    (formPath) => [formPath, missionDetailAt(document, formPath)] as const,
  );
  return MissionDetailsResponse.parse({
    ...Object.fromEntries(details),
    title: plainTextAt(document, 'title') || title,
    seen: Object.fromEntries(seen.filter(([, dots]) => dots.length > 0)),
    mayChange: missionFormPaths.filter((formPath) =>
      formPath === 'status' ? missionStatuses.length > 1 : mayWriteAt(roles, document, formPath),
    ),
    statuses: missionStatuses,
  });
}

/** Value of a field of the form: empty for a text without one; null for another field, and for an unknown value. */
function missionDetailAt(document: Document, formPath: MissionFormPath): JsonValue {
  const detail = MissionDetailsResponse.unwrap().shape[formPath];
  const stored = detail.safeParse(valueAt(document, formPath) ?? '');
  return stored.data ?? null;
}

const endsBeforeItStarts = ({
  from,
  to,
}: {
  readonly from: string | null;
  readonly to: string | null;
}): boolean => from !== null && to !== null && to < from;

/** Title of a mission's log; null for the programme's log, an erased one, and none. */
async function findMissionTitle(store: ServerStore, logId: LogId): Promise<string | null> {
  const row = await store
    .selectFrom('logs')
    .select('title')
    .where('log', '=', logId)
    .where('kind', '=', 'mission')
    .where('erased_ms', 'is', null)
    .executeTakeFirst();
  return row?.title ?? null;
}

/** Document of a mission that lists show: the oldest one, or the log's own id before the first. */
export async function findMissionDocument(store: ServerStore, logId: LogId): Promise<DocumentId> {
  const row = await store
    .selectFrom('documents')
    .select('doc')
    .where('log', '=', logId)
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .orderBy('doc')
    .executeTakeFirst();
  return row?.doc ?? DocumentId.parse(logId);
}
