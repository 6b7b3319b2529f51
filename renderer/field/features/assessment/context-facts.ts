import { commentsAbout, readEvidence } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { writtenAt } from '#domain/document/written.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ShownComment } from './comments-view.tsx';
import type { ShownEvidence } from './evidence-view.tsx';

type Names = (device: DeviceId) => string;

/** The evidence of a question, with who noted it and when. */
export const shownEvidence = (document: Document, qid: string, nameOf: Names): readonly ShownEvidence[] =>
  readEvidence(document, qid).map((item) => ({
    ...item,
    ...writerOf(document, `answers/${qid}/evidence/${item.id}/title`, nameOf),
  }));

/** The comments on a question in the order in which they were made, each with who made it. */
export const shownComments = (document: Document, qid: string, nameOf: Names): readonly ShownComment[] =>
  commentsAbout(document, qid).map((comment) => ({
    ...comment,
    ...writerOf(document, `comments/${comment.id}/text`, nameOf),
  }));

function writerOf(document: Document, path: string, nameOf: Names) {
  const written = writtenAt(document, path);
  // What was just chosen is on its way and has no stamp yet: it belongs to the newest thing, so last.
  return written
    ? { who: nameOf(written.device), atMs: written.atMs }
    : { who: '', atMs: Number.MAX_SAFE_INTEGER };
}
