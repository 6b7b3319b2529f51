import type { OpenQuestions } from '#domain/assessment/open-questions.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { MissionMeeting } from '#domain/mission/mission-meetings.ts';
import type { DuePlanItem } from '#domain/overview/due-work.ts';
import type { LeftRoute } from './left-route.ts';
import type { DocumentSummary } from './store-api.ts';

/** Part of the store's port that knows where this person left off. It is kept in the vault, and never leaves it. */
export interface LeftRouteApi {
  /** Keep the current screen; one without a record keeps the record of before. */
  rememberRoute(leftRoute: LeftRoute): Promise<void>;
}

/** Record in which this person worked last, with its screen. */
export interface LastRecord {
  readonly summary: DocumentSummary;
  /** Address of its screen, at the question. */
  readonly address: string;
  /** Question of an assessment; null elsewhere. */
  readonly question: string | null;
  readonly atMs: number;
}

/** Open questions of one assessment for this person. */
export interface OpenAssessment extends OpenQuestions {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** Facts of its list, with its institution. */
  readonly facts: DocumentSummary['facts'];
}

/** A meeting of a mission that has a day. */
export interface PlannedMeeting extends MissionMeeting {
  readonly log: LogId;
  readonly day: string;
}

/** Work of this person that waits now, apart from conflicts. */
export interface WaitingWork {
  readonly last: LastRecord | null;
  /** Assessments that headquarters returned. */
  readonly returned: readonly DocumentSummary[];
  /** Assessments under way with questions for this person, the last changed first. */
  readonly questions: readonly OpenAssessment[];
  /** Workshops with a first day, of any time. */
  readonly workshops: readonly DocumentSummary[];
  /** All assessments: work is due after a final one, until another one assesses again. */
  readonly assessments: readonly DocumentSummary[];
  /** Items of all plans. */
  readonly planItems: readonly DuePlanItem[];
  /** Meetings of all missions that have a day, of any time. */
  readonly meetings: readonly PlannedMeeting[];
}
