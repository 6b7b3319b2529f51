import type { EvidenceStrength } from '#domain/assessment/assessment.ts';
import { readComments, readEvidence } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { shownHead } from '#domain/document/register.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ShownComment } from './comments-view.tsx';
import type { ShownEvidence } from './evidence-view.tsx';

type Names = (device: DeviceId) => string;

/** The evidence of a question, with who noted it and when. */
export const shownEvidence = (document: Document, qid: string, nameOf: Names): readonly ShownEvidence[] =>
  readEvidence(document, qid).map((item) => ({
    ...item,
    ...writtenAt(document, `answers/${qid}/evidence/${item.id}/title`, nameOf),
  }));

/** The comments on a question in the order in which they were made. */
export const shownComments = (document: Document, qid: string, nameOf: Names): readonly ShownComment[] =>
  readComments(document, qid)
    .map((comment) => ({ ...comment, ...writtenAt(document, `comments/${comment.id}/text`, nameOf) }))
    .toSorted((a, b) => a.atMs - b.atMs);

/** Confidence shown to readers follows from the strongest evidence (domain.md B3). */
export function confidenceOf(strength: EvidenceStrength): 'low' | 'medium' | 'high' {
  if (strength === 'E0' || strength === 'E1') return 'low';
  return strength === 'E2' ? 'medium' : 'high';
}

function writtenAt(document: Document, path: string, nameOf: Names) {
  // What was just chosen is on its way and has no stamp yet: it belongs to the newest thing, so last.
  const head = shownHead(document.registers[path as Path]);
  return head
    ? { who: nameOf(deviceOf(head.dot)), atMs: head.stamp[0] }
    : { who: '', atMs: Number.MAX_SAFE_INTEGER };
}
