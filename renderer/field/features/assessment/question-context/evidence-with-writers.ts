import { fieldRemarksAbout, readEvidenceItems } from '#domain/assessment/read-answer.ts';
import { authorshipAt, type Document } from '#domain/document/document.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { CommentWithWriter } from './question-comment-list-view.tsx';
import type { EvidenceWithWriter } from './evidence-view.tsx';

type DeviceNameLookup = (device: DeviceId) => string;

/** Evidence of a question, with writer and time. */
export const evidenceWithWriters = (
  document: Document,
  qid: string,
  nameOf: DeviceNameLookup,
): readonly EvidenceWithWriter[] =>
  readEvidenceItems(document, qid).map((item) => ({
    ...item,
    ...writerAndTimeOf(document, `answers/${qid}/evidence/${item.id}/title`, nameOf),
  }));

/** Comments on a question in the order of writing, each with its writer. */
export const commentsWithWriters = (
  document: Document,
  qid: string,
  nameOf: DeviceNameLookup,
): readonly CommentWithWriter[] =>
  fieldRemarksAbout(document, qid).map((comment) => ({
    ...comment,
    ...writerAndTimeOf(document, `comments/${comment.id}/text`, nameOf),
  }));

function writerAndTimeOf(document: Document, path: string, nameOf: DeviceNameLookup) {
  const written = authorshipAt(document, path);
  // A pending value has no timestamp yet: it belongs to the newest item, so it comes last.
  return written
    ? { who: nameOf(written.device), atMs: written.atMs }
    : { who: '', atMs: Number.MAX_SAFE_INTEGER };
}
