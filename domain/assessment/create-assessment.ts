import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, plainTextAt, valueAt } from '../document/document.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';
import { DocumentId, LogId } from '../ids.ts';
import { isPathInPattern } from '../path-rules/kind-schema.ts';
import { type InstitutionEntry, institutionNameKey } from '../programme/institutions.ts';
import { type MaturityModel, maturityModelRef } from '../scoring/maturity-model.ts';
import { institutionTypeQuestionId } from '../scoring/scoring-policy.ts';
import type { RegisterValue } from './answer-registers.ts';
import {
  type AssessmentStatus,
  type AssessmentType,
  assessmentKind,
  assessmentStatusOf,
  isRatingOverridePath,
} from './assessment.ts';

/**
 * Return whether one assessment can supersede the other (docs/requirements.md A2). It must follow it, be about the
 * same institution, and not be of an earlier day.
 */
export function canSupersedeAssessment(later: Document, previousDocument: Document): boolean {
  if (later.kind !== assessmentKind || later.doc === previousDocument.doc || isRemovedWithoutConflict(later))
    return false;
  if (valueAt(later, 'follows') !== previousDocument.doc) return false;
  const ref = valueAt(later, 'institution/ref') ?? null;
  const isSameEntry = ref !== null && ref === valueAt(previousDocument, 'institution/ref');
  if (!isSameEntry && institutionKeyOf(later) !== institutionKeyOf(previousDocument)) return false;
  const [day, dayBefore] = [
    plainTextAt(later, 'reference-date'),
    plainTextAt(previousDocument, 'reference-date'),
  ];
  // Days as text sort by date; a missing day contradicts nothing.
  return day === '' || dayBefore === '' || day >= dayBefore;
}

const institutionKeyOf = (document: Document): string =>
  institutionNameKey(plainTextAt(document, 'institution/name'));

/**
 * Kinds of successor: a new version supersedes a final assessment; a follow-up assesses again after some months
 * (docs/requirements.md A2, B6.13).
 */
export type AssessmentSuccessor =
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

/** Assessment that another one follows, and its mission. */
export interface FollowedAssessment {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/**
 * Read the assessment that this one follows.
 * @param logId Mission of this one: also that of the followed one, unless the document names another.
 */
export function followedAssessmentOf(document: Document, logId: LogId): FollowedAssessment | null {
  const documentId = DocumentId.safeParse(valueAt(document, 'follows')).data;
  if (documentId === undefined) return null;
  return { log: LogId.safeParse(valueAt(document, 'follows-mission')).data ?? logId, doc: documentId };
}

/** Place of a follow-up in another mission than that of the assessment that it follows. */
interface OtherMission {
  /** Mission of the followed assessment. */
  readonly from: LogId;
  /** Record of the follow-up's own mission. */
  readonly mission: DocumentId;
}

/**
 * First values of an assessment that follows a final one; the final one does not change. A version copies all answers
 * and decisions, a follow-up only the institution. Comments of headquarters stay with the final one.
 * @param elsewhere Given for a follow-up in another mission.
 */
export function decideCreateSuccessor(
  previousDocument: Document,
  documentId: DocumentId,
  assessmentSuccessor: AssessmentSuccessor,
  elsewhere?: OtherMission,
): Result<readonly InitialValue[], SuccessorRefusal> {
  const assessmentStatus = assessmentStatusOf(previousDocument);
  if (assessmentStatus !== 'final' && assessmentStatus !== 'superseded') return refuse({ kind: 'notFinal' });
  if (assessmentSuccessor.kind === 'version' && assessmentSuccessor.reason.trim() === '')
    return refuse({ kind: 'reasonMissing' });
  if (assessmentSuccessor.kind === 'follow-up' && assessmentSuccessor.title.trim() === '')
    return refuse({ kind: 'titleMissing' });

  const first = initialValuesFor(documentId, assessmentKind);
  const copied = copiedValuesOf(
    previousDocument,
    assessmentSuccessor.kind === 'version' ? newVersionPatterns : followUpPatterns,
  );
  return ok([
    ...copied
      .filter(([path]) => path !== 'mission' || elsewhere === undefined)
      .map(([path, value]) => first(path, value)),
    first('follows', previousDocument.doc),
    ...(elsewhere === undefined
      ? []
      : [first('mission', elsewhere.mission), first('follows-mission', elsewhere.from)]),
    ...(assessmentSuccessor.kind === 'version'
      ? [first('version-reason', assessmentSuccessor.reason.trim())]
      : [
          first('title', assessmentSuccessor.title.trim()),
          first('type', 'follow-up' satisfies AssessmentType),
          first('reference-date', assessmentSuccessor.referenceDate),
        ]),
    first(
      'status',
      (assessmentSuccessor.kind === 'version' ? 'fieldwork' : 'draft') satisfies AssessmentStatus,
    ),
  ]);
}

const followUpPatterns: readonly string[] = ['mission', 'instrument', 'institution/**', 'screening/*'];

/** Parts that a new version takes over. */
const newVersionPatterns: readonly string[] = [
  ...followUpPatterns,
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

/**
 * Visible values at the paths of these families, without the reviewer's override. An undecided conflict gives its
 * newest value.
 */
export const copiedValuesOf = (document: Document, patterns: readonly string[]) =>
  Object.keys(document.registers).flatMap((path) => {
    const value = valueAt(document, path);
    const isCopied =
      value !== undefined &&
      !isRatingOverridePath(path) &&
      patterns.some((pattern) => isPathInPattern(pattern, path));
    return isCopied ? [[path, value] as const] : [];
  });

/** A person's choices for a new assessment. `type` is a code of the instrument's institution types (`POL`). */
export interface NewAssessment {
  readonly institution: string;
  /** Its entry in the register, where it has one. */
  readonly institutionRef?: string | null;
  readonly type: string | null;
  readonly title: string;
  readonly assessmentType: AssessmentType;
}

export type CreateAssessmentRefusal =
  | { readonly kind: 'institutionMissing' }
  | { readonly kind: 'typeMissing' }
  | { readonly kind: 'titleMissing' }
  /**
   * A follow-up needs the assessment that it follows (`decideCreateSuccessor`): else change could not be measured
   * (B6.13).
   */
  | { readonly kind: 'followsMissing' };

/** First content of an assessment. */
export interface AssessmentStart {
  /** The version that is pinned, `id@version`. */
  readonly instrument: string;
  /**
   * Institution types by which the instrument selects questions. Null when it asks every institution the same; the
   * type is only noted.
   */
  readonly types: Readonly<Record<string, string>> | null;
  /** Values that a form records at its start: defaults and first rows. */
  readonly answers: readonly RegisterValue[];
}

/** First content of an assessment by the maturity model. */
export const startFromMaturityModel = (maturityModel: MaturityModel): AssessmentStart => ({
  instrument: maturityModelRef(maturityModel),
  types: maturityModel.institution_types,
  answers: [],
});

/**
 * First values of an assessment, or a refusal. The version of its instrument is pinned. Where the institution's type
 * selects the questions, it is also the first screening answer (S1, docs/requirements.md B4).
 */
export function decideCreateAssessment(
  intent: NewAssessment,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
  { instrument, types, answers }: AssessmentStart,
): Result<readonly InitialValue[], CreateAssessmentRefusal> {
  const institution = intent.institution.trim();
  const title = intent.title.trim();
  const { type } = intent;
  if (intent.assessmentType === 'follow-up') return refuse({ kind: 'followsMissing' });
  if (institution === '') return refuse({ kind: 'institutionMissing' });
  if (types !== null && (type === null || !(type in types))) return refuse({ kind: 'typeMissing' });
  if (title === '') return refuse({ kind: 'titleMissing' });

  const first = initialValuesFor(ids.doc, assessmentKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    first('instrument', instrument),
    first('type', intent.assessmentType),
    first('institution/name', institution),
    ...(intent.institutionRef ? [first('institution/ref', intent.institutionRef)] : []),
    ...(type === null ? [] : [first('institution/type', type)]),
    ...(types === null ? [] : [first(`screening/${institutionTypeQuestionId}`, type)]),
    ...answers.map(({ path, value }) => first(path, value)),
    first('status', 'draft' satisfies AssessmentStatus),
  ]);
}

/**
 * First values of a copy of an assessment for another institution: the same questions in a new record. With answers
 * it starts from their ratings and rationales. Evidence, comments and findings are of one institution and stay there.
 * @param assessmentStart of the same instrument
 */
export function decideDuplicateAssessment(
  source: Document,
  intent: NewAssessment & { readonly isWithAnswers: boolean },
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
  assessmentStart: AssessmentStart,
): Result<readonly InitialValue[], CreateAssessmentRefusal> {
  const created = decideCreateAssessment(
    intent,
    ids,
    intent.isWithAnswers ? { ...assessmentStart, answers: [] } : assessmentStart,
  );
  if (!created.ok || !intent.isWithAnswers) return created;
  const first = initialValuesFor(ids.doc, assessmentKind);
  const written = new Set(created.value.map(({ path }) => path as string));
  const copied = copiedValuesOf(source, ['screening/*', 'answers/**', 'text-checks/*']).filter(
    ([path]) => !written.has(path) && !isPathInPattern('answers/*/evidence/**', path),
  );
  return ok([...created.value, ...copied.map(([path, value]) => first(path, value))]);
}

/** Name of an assessment in lists, and its institution with its type. */
export type AssessmentNames = Pick<NewAssessment, 'institution' | 'institutionRef' | 'type' | 'title'>;

/**
 * Values that change after a person gave an assessment other names; none where all stay. Where the type selects the
 * questions, it is the first screening answer too. Answers that no longer apply stay and do not count.
 */
export function decideRenameAssessment(
  document: Document,
  assessmentNames: AssessmentNames,
): Result<readonly RegisterValue[], Exclude<CreateAssessmentRefusal, { kind: 'followsMissing' }>> {
  const institution = assessmentNames.institution.trim();
  const title = assessmentNames.title.trim();
  const { type } = assessmentNames;
  const selectsQuestions = typeof valueAt(document, typeScreeningPath) === 'string';
  if (institution === '') return refuse({ kind: 'institutionMissing' });
  if (selectsQuestions && type === null) return refuse({ kind: 'typeMissing' });
  if (title === '') return refuse({ kind: 'titleMissing' });
  const wanted: readonly RegisterValue[] = [
    { path: 'title', value: title },
    { path: 'institution/name', value: institution },
    { path: 'institution/ref', value: assessmentNames.institutionRef ?? null },
    ...(type === null ? [] : [{ path: 'institution/type', value: type }]),
    ...(selectsQuestions ? [{ path: typeScreeningPath, value: type }] : []),
  ];
  return ok(wanted.filter(({ path, value }) => (valueAt(document, path) ?? null) !== value));
}

const typeScreeningPath = `screening/${institutionTypeQuestionId}`;

/** Institution to choose: of the register, or of a known assessment, with the newest type that somebody gave it. */
export interface KnownInstitution {
  readonly name: string;
  /** Code of the register or of an instrument; null where nobody gave one. */
  readonly type: string | null;
  /** Its entry in the register; null for one of assessments alone. */
  readonly entry: InstitutionEntry | null;
}
