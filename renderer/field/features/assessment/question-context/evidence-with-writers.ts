import { type LibraryEvidence, readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { fieldRemarksAbout } from '#domain/assessment/read-answer.ts';
import { type Authorship, authorshipAt, type Document } from '#domain/document/document.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { EvidenceQuestion } from '../evidence/evidence-dialogs-view.tsx';
import type { EvidenceEntry } from '../evidence/evidence-entry-view.tsx';
import type { CommentWithWriter } from './question-comment-list-view.tsx';

type DeviceNameLookup = (deviceId: DeviceId) => string;

/** Piece of evidence as lists show it. */
export function evidenceEntryOf(libraryEvidence: LibraryEvidence, nameOf: DeviceNameLookup): EvidenceEntry {
  const { key, item, questions, differsAt, written } = libraryEvidence;
  return { ...item, key, questions, differsAt, ...writerAndTimeOf(written, nameOf) };
}

/** Return whether a register is part of a piece of evidence. */
export const isEvidencePath = (path: string): boolean => path.includes('/evidence/');

/** Evidence of a question, with its writers and the other questions that it supports. */
export const questionEvidence = (
  libraryEvidences: readonly LibraryEvidence[],
  qid: string,
  nameOf: DeviceNameLookup,
): readonly EvidenceEntry[] =>
  libraryEvidences
    .filter(({ questions }) => questions.includes(qid))
    .map((libraryEvidence) => evidenceEntryOf(libraryEvidence, nameOf))
    // The newest is at the end, where it was added.
    .toSorted((a, b) => a.atMs - b.atMs);

/** Questions that evidence can support: those of the instrument, and any others that have some. */
export function evidenceQuestionsOf(
  document: Document,
  maturityModel: MaturityModel | null,
): readonly EvidenceQuestion[] {
  const known = (maturityModel?.dimensions ?? []).flatMap(({ indicators }) =>
    indicators.map(({ id, title }) => ({ id, label: `${id} ${title}` })),
  );
  const used = new Set(readEvidenceLibrary(document).flatMap(({ questions }) => questions));
  for (const { id } of known) used.delete(id);
  return [...known, ...[...used].map((id) => ({ id, label: id }))];
}

/** Comments on a question in the order of writing, each with its writer. */
export const commentsWithWriters = (
  document: Document,
  qid: string,
  nameOf: DeviceNameLookup,
): readonly (Omit<CommentWithWriter, 'isOwn'> & { readonly device: DeviceId | null })[] =>
  fieldRemarksAbout(document, qid).map((fieldRemark) => ({
    ...fieldRemark,
    device: fieldRemark.written?.device ?? null,
    ...writerAndTimeOf(authorshipAt(document, `comments/${fieldRemark.id}/text`), nameOf),
  }));

function writerAndTimeOf(written: Authorship | null, nameOf: DeviceNameLookup) {
  // A pending value has no timestamp yet: it belongs to the newest item, so it comes last.
  return written
    ? { who: nameOf(written.device), atMs: written.atMs }
    : { who: '', atMs: Number.MAX_SAFE_INTEGER };
}
