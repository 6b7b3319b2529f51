import type { ReviewActRequest } from '#api/review-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { assessmentKind, assessmentStatusOf } from '#domain/assessment/assessment.ts';
import { canSupersedeAssessment } from '#domain/assessment/create-assessment.ts';
import { decideReviewAct, type ReviewRefusal } from '#domain/assessment/review/decide-review-act.ts';
import {
  contentHashForAct,
  type ReviewAct,
  type ReviewActName,
} from '#domain/assessment/review/review-act.ts';
import { defaultReviewPeriodLengths } from '#domain/assessment/review/review-dates.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { isRatingPath } from '#domain/kinds/path-class.ts';
import { mayReadLog } from '#domain/kinds/permit.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import { appendConsoleOps, type ConsoleWrite, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { joinRegisters, loadDocuments, parseStoredDocument } from '../projections/load-documents.ts';
import { storeConfidentialRemark } from './encrypted-remarks.ts';

/** Return whether an assessment in the same log can succeed this one. For final ones only. */
export async function hasSuccessorAssessment(
  store: ServerStore,
  logId: LogId,
  document: Document,
): Promise<boolean> {
  if (document.kind !== assessmentKind || assessmentStatusOf(document) !== 'final') return false;
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', logId)
    .where('kind', '=', assessmentKind)
    .where('doc', '!=', document.doc)
    .execute();
  return (await joinRegisters(store, rows)).some((row) =>
    canSupersedeAssessment(parseStoredDocument(row), document),
  );
}

/**
 * Return whether this person ever wrote a rating, or a decision about one, into this assessment. Counts any device and
 * role, replaced and held values. Reads no packs of other people.
 */
async function hasPersonRated(
  tx: StoreTransaction,
  personId: PersonId,
  { log, doc }: { readonly log: LogId; readonly doc: DocumentId },
): Promise<boolean> {
  const packs = await tx
    .selectFrom('document_places')
    .innerJoin('entries', (join) =>
      join
        .onRef('entries.log', '=', 'document_places.log')
        .onRef('entries.place', '=', 'document_places.place'),
    )
    .innerJoin('devices', 'devices.device', 'entries.device')
    .select('entries.payload')
    .where('document_places.log', '=', log)
    .where('document_places.doc', '=', doc)
    .where('entries.kind', '=', 'pack')
    .where('devices.person', '=', personId)
    .execute();
  return packs.some(({ payload }) =>
    openStoredPayload(payload).ops.some((op) => op.doc === doc && isRatingPath(op.path)),
  );
}

/** `moved`: the content changed since the person saw it. `unfit`: the assignee lacks the duty in this mission. */
export type ReviewActRefusal = ReviewRefusal | ConsoleWriteRefusal | { readonly kind: 'moved' | 'unfit' };

/** Perform a review act, whole or not at all, within the caller's transaction. Returns whether it wrote anything. */
export async function performReviewAct(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { log, doc, act, seen }: ReviewActRequest & { readonly log: LogId; readonly doc: DocumentId },
): Promise<Result<boolean, ReviewActRefusal>> {
  // To an administrator the log must look as if it did not exist, unlike in `appendConsoleOps`.
  if (!mayReadLog(await rolesInLog(tx, log, personId))) return refuse({ kind: 'absent' });
  if (act.act === 'assign' && act.person !== null) {
    const theirs = await rolesInLog(tx, log, act.person);
    if (!theirs.includes(act.duty)) return refuse({ kind: 'unfit' });
  }
  const previousDocument =
    act.act === 'supersede' ? (await loadDocuments(tx, log, [doc])).get(doc) : undefined;
  const facts = {
    hasRated: needsDutySeparation(act) && (await hasPersonRated(tx, personId, { log, doc })),
    hasSuccessor: previousDocument !== undefined && (await hasSuccessorAssessment(tx, log, previousDocument)),
    today: utcDayAtMs(dependencies.nowMs()),
    periods: defaultReviewPeriodLengths,
  };
  const decide = (document: Document | undefined): Result<readonly ConsoleWrite[], ReviewActRefusal> => {
    if (document?.kind !== assessmentKind) return refuse({ kind: 'absent' });
    if (contentHashForAct(document, act) !== seen) return refuse({ kind: 'moved' });
    const writes = decideReviewAct(document, act, facts);
    return writes.ok ? ok(writes.value.map((write) => ({ ...write, doc, kind: assessmentKind }))) : writes;
  };
  const written = await appendConsoleOps<ReviewActRefusal>(tx, dependencies, {
    person: personId,
    log,
    docs: [doc],
    decide: (documents) => decide(documents.get(doc)),
  });
  if (!written.ok) return written;
  const hasWritten = written.value.length > 0;
  // A repeated act finds the remark there already.
  if (act.act === 'sealPoint' && hasWritten)
    await storeConfidentialRemark(tx, { log, doc, point: act.point }, act.text);
  return ok(hasWritten);
}

/** Return whether separation of duties applies: only these acts depend on who rated. */
const needsDutySeparation = ({ act }: ReviewAct): boolean => dutySeparatedActs.includes(act);

const dutySeparatedActs: readonly ReviewActName[] = [
  'overrideRating',
  'withdrawOverride',
  'share',
  'signOff',
  'finalize',
];
