import { ok, refuse, type Result } from '../base/result.ts';
import { type Document, valueAt } from '../document/document.ts';
import { matchesPattern } from '../document/kind-schema.ts';
import { type NewValue, newValues } from '../document/new-value.ts';
import type { DocumentId } from '../ids.ts';
import { isRatingOverride } from '../people/path-class.ts';
import { type AssessmentStatus, type AssessmentType, assessmentKind } from './assessment.ts';
import { statusOf } from './review-steps.ts';

/** A new version takes the place of a final assessment; a follow-up looks again after some months (domain.md A2, B6.13). */
export type Successor =
  | { readonly kind: 'version'; readonly reason: string }
  | {
      readonly kind: 'follow-up';
      readonly title: string;
      /** `2026-11-24`; null while not known. */
      readonly referenceDate: string | null;
    };

export type SuccessorRefusal =
  | { readonly kind: 'notFinal' }
  | { readonly kind: 'reasonMissing' }
  | { readonly kind: 'titleMissing' };

/**
 * The first values of an assessment that follows a final one, which itself stays as it is. A version takes over all that
 * was answered and decided, a follow-up only whom it is about; what headquarters said stays with the one it was said of.
 */
export function decideSuccessor(
  before: Document,
  doc: DocumentId,
  successor: Successor,
): Result<readonly NewValue[], SuccessorRefusal> {
  const status = statusOf(before);
  if (status !== 'final' && status !== 'superseded') return refuse({ kind: 'notFinal' });
  if (successor.kind === 'version' && successor.reason.trim() === '')
    return refuse({ kind: 'reasonMissing' });
  if (successor.kind === 'follow-up' && successor.title.trim() === '')
    return refuse({ kind: 'titleMissing' });

  const first = newValues(doc, assessmentKind);
  const copied = copies(before, successor.kind === 'version' ? inVersion : inFollowUp);
  return ok([
    ...copied.map(([path, value]) => first(path, value)),
    first('follows', before.doc),
    ...(successor.kind === 'version'
      ? [first('version-reason', successor.reason.trim())]
      : [
          first('title', successor.title.trim()),
          first('type', 'follow-up' satisfies AssessmentType),
          first('reference-date', successor.referenceDate),
        ]),
    first('status', (successor.kind === 'version' ? 'fieldwork' : 'draft') satisfies AssessmentStatus),
  ]);
}

const inFollowUp: readonly string[] = ['mission', 'instrument', 'institution/**', 'screening/*'];

const inVersion: readonly string[] = [
  ...inFollowUp,
  'title',
  'type',
  'reference-date',
  'answers/**',
  'text-checks/*',
  'assignments/*',
  'second-ratings/*/*',
  'consolidations/*',
  'findings/**',
  'targets/*',
  'priorities/**',
  'recommendations/**',
];

/** What people see at the paths of these families, without the reviewer's word beside an answer. A conflict that was never decided ends with the newest value. */
const copies = (document: Document, patterns: readonly string[]) =>
  Object.keys(document.registers).flatMap((path) => {
    const value = valueAt(document, path);
    const isCopied =
      value !== undefined &&
      !isRatingOverride(path) &&
      patterns.some((pattern) => matchesPattern(pattern, path));
    return isCopied ? [[path, value] as const] : [];
  });
