import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { ReviewAct, ReviewActName } from '#domain/assessment/review-act.ts';
import { decideReviewAct } from '#domain/assessment/review-acts.ts';
import type { ReviewRefusal } from '#domain/assessment/review-obstacles.ts';
import { defaultReviewPeriods } from '#domain/assessment/review-periods.ts';
import { sightOf } from '#domain/assessment/sight.ts';
import { dayAtMs } from '#domain/base/calendar.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { mayRead } from '#domain/people/permit.ts';
import type { ReviewRequest } from '#sync/protocol/review-api.ts';
import { rolesIn } from '../access/directory.ts';
import {
  type HeadquartersRefusal,
  type HeadquartersWrite,
  writeAtHeadquarters,
} from '../log/write-at-headquarters.ts';
import { keepWords } from '../sealed/sealed-words.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { loadDocuments } from '../views/load-documents.ts';
import { hasRated } from './has-rated.ts';
import { hasSuccessor } from './has-successor.ts';

/** `moved`: what the person saw is not what is there any more. */
export type NotDone = ReviewRefusal | HeadquartersRefusal | { readonly kind: 'moved' };

/** Does an act of a review, whole or not at all, within the caller's transaction; answers whether it wrote anything. */
export async function actOnReview(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { log, doc, act, seen }: ReviewRequest & { readonly log: LogId; readonly doc: DocumentId },
): Promise<Result<boolean, NotDone>> {
  // To an administrator a log is as if it did not exist, unlike in `writeAtHeadquarters`.
  if (!mayRead(await rolesIn(tx, log, person))) return refuse({ kind: 'absent' });
  const before = act.act === 'supersede' ? (await loadDocuments(tx, log, [doc])).get(doc) : undefined;
  const facts = {
    hasRated: asksForDuties(act) && (await hasRated(tx, person, { log, doc })),
    hasSuccessor: before !== undefined && (await hasSuccessor(tx, log, before)),
    today: dayAtMs(surroundings.nowMs()),
    periods: defaultReviewPeriods,
  };
  const decide = (document: Document | undefined): Result<readonly HeadquartersWrite[], NotDone> => {
    if (document?.kind !== assessmentKind) return refuse({ kind: 'absent' });
    if (sightOf(document, act) !== seen) return refuse({ kind: 'moved' });
    const writes = decideReviewAct(document, act, facts);
    return writes.ok ? ok(writes.value.map((write) => ({ ...write, doc, kind: assessmentKind }))) : writes;
  };
  const written = await writeAtHeadquarters<NotDone>(tx, surroundings, {
    person,
    log,
    docs: [doc],
    decide: (documents) => decide(documents.get(doc)),
  });
  if (!written.ok) return written;
  const hasWritten = written.value.length > 0;
  // Asked for a second time it is there already, with its words.
  if (act.act === 'sealPoint' && hasWritten) await keepWords(tx, { log, doc, point: act.point }, act.text);
  return ok(hasWritten);
}

/** Only of these it matters who rated. */
const asksForDuties = ({ act }: ReviewAct): boolean => separated.includes(act);

const separated: readonly ReviewActName[] = [
  'overrideRating',
  'withdrawOverride',
  'share',
  'signOff',
  'finalize',
];
