import {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  EvidenceKind,
  EvidenceStrength,
  NotApplicableReason,
  RatingConfidence,
} from '../assessment/assessment.ts';
import {
  ActionHorizon,
  Confidentiality,
  FindingKind,
  RecommendationStatus,
  RecommendedMeasure,
  RecommendedSupport,
} from '../assessment/finding.ts';
import { PriorityBandOverride } from '../assessment/stated-priority.ts';
import { MissionStatus } from '../mission/mission.ts';
import { DueKind } from '../overview/due-work.ts';
import { dataGroups } from '../path-rules/data-groups.ts';
import { pathClassesByKind } from '../path-rules/path-classes.ts';
import type { PathEnumeration } from '../path-rules/path-field.ts';
import { KeyFigure } from '../path-rules/report-texts.ts';
import { SealRole } from '../path-rules/sealed-value.ts';
import { RevokeReason } from '../people/known-devices.ts';
import { Role } from '../people/role.ts';
import { PlanItemStatus } from '../plan/action-plan.ts';
import { InstitutionLevel, InstitutionType, PartnerStateStatus } from '../programme/institutions.ts';
import { DefaultPhase, MandateArea, PartnerKind, PartnerPart, PhaseResult } from '../programme/programme.ts';
import { FormProblem } from '../request/check-request.ts';
import {
  RequestArea,
  RequestChannel,
  RequestStatus,
  RequestStep,
  RequestSupport,
  TriageAnswer,
  TriageTest,
} from '../request/request.ts';
import { StepOwner } from '../request/request-steps.ts';
import { BuiltInDimension } from '../scoring/maturity-model.ts';
import { LessonStatus } from '../workshop/lesson-status.ts';
import {
  AttendanceMark,
  ConsentSubject,
  ParticipantFunction,
  ParticipantSeniority,
  ParticipantSex,
} from '../workshop/participant.ts';
import { SessionEntryType } from '../workshop/session-entry.ts';
import { SessionDelivery, SessionKind, WorkshopMode, WorkshopStatus } from '../workshop/workshop-schema.ts';
import { AnswerSource, TestPhase } from '../workshop/workshop-test.ts';

/** Values of each enumeration that a person reads, in the order of its menu. */
export const enumerations = {
  missionStatus: MissionStatus.options,
  assessmentStatus: AssessmentStatus.options,
  workshopStatus: WorkshopStatus.options,
  planStatus: PlanItemStatus.options,
  recommendationStatus: RecommendationStatus.options,
  /** Status of an answer (docs/requirements.md B2). */
  answerStatus: AnswerStatus.options,
  /** Reason why a question does not apply (docs/requirements.md B2). */
  naReason: NotApplicableReason.options,
  confidence: RatingConfidence.options,
  evidenceKind: EvidenceKind.options,
  /** Meaning of a strength (docs/requirements.md B3). */
  evidenceStrength: EvidenceStrength.options,
  assessmentType: AssessmentType.options,
  /** Codes of the built-in instrument first; another instrument may have more. */
  institutionType: InstitutionType.options,
  institutionLevel: InstitutionLevel.options,
  /** Dimensions of the built-in instrument; another one has titles of its own. */
  dimension: BuiltInDimension.options,
  partnerStateStatus: PartnerStateStatus.options,
  findingKind: FindingKind.options,
  confidentiality: Confidentiality.options,
  horizon: ActionHorizon.options,
  measure: RecommendedMeasure.options,
  support: RecommendedSupport.options,
  priorityBand: PriorityBandOverride.unwrap().shape.band.options,
  /** The factors of a priority (docs/requirements.md B6), from no to yes. */
  ownership: [0, 0.5, 1],
  feasibility: [0, 0.5, 1],
  alignment: [0, 1],
  /** Roles (docs/requirements.md A3). */
  role: Role.options,
  revokeReason: RevokeReason.options,
  workshopMode: WorkshopMode.options,
  keyFigure: KeyFigure.options,
  sessionKind: SessionKind.options,
  sessionDelivery: SessionDelivery.options,
  entryType: SessionEntryType.options,
  lessonStatus: LessonStatus.options,
  /** Fields of a participant (docs/requirements.md C2). */
  participantFunction: ParticipantFunction.options,
  participantSex: ParticipantSex.options,
  participantSeniority: ParticipantSeniority.options,
  attendanceMark: AttendanceMark.options,
  consentSubject: ConsentSubject.options,
  testPhase: TestPhase.options,
  answerSource: AnswerSource.options,
  /** Roles with a key to which values are encrypted (docs/requirements.md E). */
  sealRole: SealRole.options,
  /** Parts of a request for assistance (docs/requirements.md A4). */
  requestStatus: RequestStatus.options,
  requestChannel: RequestChannel.options,
  requestSupport: RequestSupport.options,
  requestArea: RequestArea.options,
  requestStep: RequestStep.options,
  /** Reason why the form of a request is incomplete. */
  requestProblem: FormProblem.options,
  dueKind: DueKind.options,
  stepOwner: StepOwner.options,
  triageTest: TriageTest.options,
  triageAnswer: TriageAnswer.unwrap().shape.answer.options,
  /** Facts of the programme (docs/requirements.md A5, A6). */
  phase: DefaultPhase.options,
  phaseResult: PhaseResult.options,
  partnerKind: PartnerKind.options,
  partnerPart: PartnerPart.options,
  mandateArea: MandateArea.options,
  /** Groups of fields with one handling policy (docs/requirements.md E). */
  dataGroup: keysOf(dataGroups),
  /** Kinds of document; a kind of a newer version is another record. */
  documentKind: keysOf(pathClassesByKind),
} as const satisfies { readonly [E in PathEnumeration]: readonly (string | number)[] } & Readonly<
  Record<string, readonly (string | number)[]>
>;

export type Enumeration = keyof typeof enumerations;
export type EnumerationValue<E extends Enumeration> = (typeof enumerations)[E][number];

/** Key of the label of each value: `value.`, the enumeration, and the value as it is stored. */
type ValueLabelKeys = {
  readonly [E in Enumeration]: { readonly [V in EnumerationValue<E>]: `value.${E}.${V}` };
};

/** Keys of labels, on screens and in reports. Each follows from its value, so no table lists them. */
// The keys are the values themselves; fromEntries forgets that.
export const valueLabelKeys = Object.fromEntries(
  Object.entries(enumerations).map(([enumeration, values]) => [
    enumeration,
    Object.fromEntries(values.map((value) => [value, `value.${enumeration}.${value}`])),
  ]),
) as ValueLabelKeys;

function keysOf<Key extends string>(table: { readonly [K in Key]: unknown }): readonly Key[] {
  return Object.keys(table) as Key[]; // all keys of a table in the code are its own
}
