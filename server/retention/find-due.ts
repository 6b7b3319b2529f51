import { unreachable } from '#base/result.ts';
import { emptyDocument } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { kindsWhere } from '#domain/kinds/kind-descriptors.ts';
import {
  allGroupsDueAtMs,
  answeredRequestsDue,
  confidentialRemarksDue,
  type DueGroup,
  missionDueGroups,
  personAccountDue,
  type RecordField,
  recordFieldAt,
  shortRetentionDue,
} from '#domain/privacy/retention-due.ts';
import { countConfidentialRemarks } from '../console/encrypted-remarks.ts';
import { loadProgrammeEndMs } from '../console/programme.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import { joinRegisters, loadDocuments, parseStoredDocument } from '../projections/load-documents.ts';
import { countAnsweredRequests } from './data-requests.ts';
import { type DocumentField, withoutErasedFields } from './erase-values.ts';

/** Field of a document of a log, with the confidentiality of its remark. */
type LogField = RecordField & DocumentField;

/** Load every field of a log that was ever written, including held ops, which are in no document. */
async function loadLogFields(tx: StoreTransaction, logId: LogId): Promise<readonly LogField[]> {
  return [...(await loadDocumentFields(tx, logId)), ...(await loadHeldFields(tx, logId))];
}

const fieldDocumentsAtOnce = 100;

async function loadDocumentFields(tx: StoreTransaction, logId: LogId): Promise<readonly LogField[]> {
  const logFields: LogField[] = [];
  for (let lastDocumentId = '' as DocumentId; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', logId)
      .where('doc', '>', lastDocumentId)
      .orderBy('doc')
      .limit(fieldDocumentsAtOnce)
      .execute();
    for (const row of await joinRegisters(tx, rows)) {
      const document = parseStoredDocument(row);
      // Keys of a parsed record are paths; Object.keys loses that type.
      for (const path of Object.keys(document.registers) as Path[])
        logFields.push({ ...recordFieldAt(document, path), doc: row.doc });
      lastDocumentId = row.doc;
    }
    if (rows.length < fieldDocumentsAtOnce) return logFields;
  }
}

async function loadHeldFields(tx: StoreTransaction, logId: LogId): Promise<readonly LogField[]> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['doc', 'kind', 'path'])
    .where('log', '=', logId)
    .where('released_place', 'is', null)
    .execute();
  const documents = await loadDocuments(tx, logId, [...new Set(rows.map(({ doc }) => doc))]);
  return rows.map(({ doc, kind, path }) => ({
    ...recordFieldAt({ ...(documents.get(doc) ?? emptyDocument(doc, kind)), kind }, path),
    doc,
  }));
}

/**
 * Subject of retention. One of: a mission's or the desk's log, its content with a shorter period, its encrypted remarks, a
 * deactivated person's account, answered requests.
 */
export type RetentionSubject =
  | { readonly kind: 'log' | 'part' | 'sealed'; readonly id: LogId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'requests'; readonly id: typeof dataRequestsSubjectId };

/** Id of the one register of data requests. */
export const dataRequestsSubjectId = '00000000-0000-0000-0000-000000000000';

/**
 * Due content of a subject, and since when it may be erased. `fields`: content with a shorter period than its mission.
 */
export interface DueSubject {
  readonly subject: RetentionSubject;
  readonly groups: readonly DueGroup[];
  readonly dueAtMs: number;
  readonly fields: readonly DocumentField[];
}

/** Find all due subjects (docs/requirements.md E). Missions count from the end of the programme, content of workshops also from their own days. */
export async function findDueSubjects(tx: StoreTransaction, nowMs: number): Promise<readonly DueSubject[]> {
  const dueSubjects: DueSubject[] = [];
  for (const retentionSubject of await listRetentionSubjects(tx, nowMs)) {
    const foundDueSubject =
      retentionSubject.kind === 'log'
        ? await findDueInMission(tx, retentionSubject.id, nowMs)
        : await findDueOfSubject(tx, retentionSubject, nowMs);
    if (foundDueSubject !== null) dueSubjects.push(foundDueSubject);
  }
  return dueSubjects;
}

/** Find the due content of one subject; null while it is not due. */
export async function findDueOfSubject(
  tx: StoreTransaction,
  retentionSubject: RetentionSubject,
  nowMs: number,
): Promise<DueSubject | null> {
  switch (retentionSubject.kind) {
    case 'log':
    case 'part': {
      const dueSubject = await findDueInMission(tx, retentionSubject.id, nowMs);
      return dueSubject?.subject.kind === retentionSubject.kind ? dueSubject : null;
    }
    case 'sealed':
      return dueSubjectIfReached(retentionSubject, await dueGroupsOfRemarks(tx, retentionSubject.id), nowMs);
    case 'person':
      return dueSubjectIfReached(retentionSubject, await dueGroupsOfAccount(tx, retentionSubject.id), nowMs);
    case 'requests':
      return dueSubjectIfReached(retentionSubject, await dueGroupsOfRequests(tx, nowMs), nowMs);
    default:
      return unreachable(retentionSubject);
  }
}

/** Find a mission that is due as a whole, or its content with a shorter period. */
async function findDueInMission(
  tx: StoreTransaction,
  logId: LogId,
  nowMs: number,
): Promise<DueSubject | null> {
  const logFields = await withoutErasedFields(tx, logId, await loadLogFields(tx, logId));
  const programmeEnd = await loadProgrammeEndMs(tx);
  const whole = dueSubjectIfReached(
    { kind: 'log', id: logId },
    missionDueGroups(logFields, programmeEnd),
    nowMs,
  );
  if (whole !== null) return whole;
  const part = shortRetentionDue(logFields, programmeEnd, nowMs);
  const dueAtMs = allGroupsDueAtMs(part.groups);
  return dueAtMs === null ? null : { subject: { kind: 'part', id: logId }, dueAtMs, ...part };
}

function dueSubjectIfReached(
  subject: RetentionSubject,
  dueGroups: readonly DueGroup[],
  nowMs: number,
): DueSubject | null {
  const dueAtMs = allGroupsDueAtMs(dueGroups);
  return dueAtMs === null || dueAtMs > nowMs ? null : { subject, groups: dueGroups, dueAtMs, fields: [] };
}

async function listRetentionSubjects(
  tx: StoreTransaction,
  nowMs: number,
): Promise<readonly RetentionSubject[]> {
  const endMs = await loadProgrammeEndMs(tx);
  const hasEnded = endMs !== null && endMs <= nowMs;
  // Before the programme ended only content of records with events of their own is due.
  const withEvents = tx
    .selectFrom('documents')
    .select('documents.log')
    .where(
      'kind',
      'in',
      kindsWhere(({ retention }) => retention !== null),
    );
  const missions = tx
    .selectFrom('logs')
    .select('log as id')
    .where('kind', 'in', ['mission', 'desk'])
    .where('erased_ms', 'is', null)
    .orderBy('log');
  const logIds = await (hasEnded ? missions : missions.where('log', 'in', withEvents)).execute();
  const sealedLogIds = hasEnded
    ? await tx.selectFrom('sealed_words').select('log as id').distinct().orderBy('log').execute()
    : [];
  const personIds = await tx
    .selectFrom('persons')
    .select('person as id')
    .where('deactivated_ms', 'is not', null)
    .where('erased_ms', 'is', null)
    .orderBy('person')
    .execute();
  return [
    ...logIds.map(({ id }) => ({ kind: 'log', id }) as const),
    ...sealedLogIds.map(({ id }) => ({ kind: 'sealed', id }) as const),
    ...personIds.map(({ id }) => ({ kind: 'person', id }) as const),
    ...(hasEnded ? [{ kind: 'requests', id: dataRequestsSubjectId } as const] : []),
  ];
}

/** Remarks have their own, shorter period (docs/requirements.md E). */
async function dueGroupsOfRemarks(tx: StoreTransaction, logId: LogId): Promise<readonly DueGroup[]> {
  const count = await countConfidentialRemarks(tx, logId);
  const programmeEnd = await loadProgrammeEndMs(tx);
  return count === 0 ? [] : [confidentialRemarksDue(count, programmeEnd === null ? {} : { programmeEnd })];
}

async function dueGroupsOfRequests(tx: StoreTransaction, nowMs: number): Promise<readonly DueGroup[]> {
  const count = await countAnsweredRequests(tx, nowMs);
  const programmeEnd = await loadProgrammeEndMs(tx);
  return count === 0 ? [] : [answeredRequestsDue(count, programmeEnd === null ? {} : { programmeEnd })];
}

async function dueGroupsOfAccount(tx: StoreTransaction, personId: PersonId): Promise<readonly DueGroup[]> {
  const row = await tx
    .selectFrom('persons')
    .select('deactivated_ms')
    .where('person', '=', personId)
    .where('erased_ms', 'is', null)
    .executeTakeFirst();
  const leftMs = row?.deactivated_ms ?? null;
  if (leftMs === null) return [];
  const laptops = await tx.selectFrom('devices').select('device').where('person', '=', personId).execute();
  return [personAccountDue(leftMs, 1 + laptops.length)];
}
