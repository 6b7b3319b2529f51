import { civilDayMs } from '#base/civil-date.ts';
import { rankGaps } from '#domain/assessment/rank-gaps.ts';
import {
  commentsToResolve,
  readAssessmentReview,
  unresolvedCommentsOf,
} from '#domain/assessment/review/review.ts';
import { isLongInStatus } from '#domain/assessment/review/review-task.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import { countPendingDecisions } from '#domain/kinds/pending-decisions.ts';
import type { Report } from '#domain/report/report.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { readAssessment } from '#renderer/console/features/record/answers/assessment-reading.ts';
import { reviewsWaitingForMe } from '#renderer/console/features/review/review-queue.ts';
import {
  assessmentModelOf,
  countByQuestionFilter,
  noQuestionFilterFacts,
  searchableQuestions,
} from '#renderer/field/features/assessment/answering/assessment-model.ts';
import { gapRowsOf } from '#renderer/field/features/assessment/findings/gap-rows.ts';
import {
  answerDecisionsOf,
  conflictDecisionsOf,
} from '#renderer/field/features/conflicts/conflict-decisions.ts';
import { assessmentRowsOf } from '#renderer/field/features/mission/records/record-rows.ts';
import { todayRowsOf } from '#renderer/field/features/missions/today-rows.ts';
import { rowOf, sectionOf } from '#tests/support/builders/a-report.ts';
import {
  columnOf,
  consoleMission,
  consoleRecord,
  countWhere,
  factOf,
  onlyState,
  type SharedFigure,
  sum,
} from './figure-readers.ts';
import { draftDoc, policeDoc, returnedDoc } from './grown-mission.ts';
import type { ShownSurfaces } from './shown-surfaces.ts';

const laptopRecord = ({ laptop }: ShownSurfaces, documentId: DocumentId) => {
  const foundRow = assessmentRowsOf(laptop.records, () => '').find(({ id }) => id === documentId);
  if (foundRow === undefined) throw new Error('The record is not listed');
  return foundRow;
};

const modelOf = (shownSurfaces: ShownSurfaces, documentId: DocumentId) =>
  assessmentModelOf(shownSurfaces.documentAt(documentId), defaultMaturityModel);

const readingOf = (shownSurfaces: ShownSurfaces, documentId: DocumentId) =>
  readAssessment(shownSurfaces.documentAt(documentId), [], defaultMaturityModel);

const gapsOf = (shownSurfaces: ShownSurfaces, documentId: DocumentId) =>
  rankGaps(shownSurfaces.documentAt(documentId), defaultMaturityModel, defaultScoringPolicy);

const cardsOf = ({ laptop: { conflicts }, documents }: ShownSurfaces): number => {
  const byId = new Map(documents.map((one) => [one.doc, one]));
  return answerDecisionsOf(conflicts, byId).length + conflictDecisionsOf(conflicts, byId).length;
};

const reviewRowsInReview = ({ console: { review } }: ShownSurfaces) =>
  review.assessments.filter(({ status }) => status === 'quality-review');

const keyFigure = (report: Report, label: string): number => {
  const rows = sectionOf(report, 'T00').table.rows.map(({ id }) => rowOf(sectionOf(report, 'T00'), id));
  return Number(rows.find((row) => row['figure'] === `value.keyFigure.${label}`)?.['value']);
};

const onlyAssessment = ({ documents }: ShownSurfaces, documentId: DocumentId): readonly Document[] =>
  documents.filter((one) => one.kind !== 'assessment' || one.doc === documentId);

export const assessmentFigures: readonly SharedFigure[] = [
  {
    figure: 'assessments of the mission',
    value: 5,
    surfaces: {
      'home of the laptop': ({ laptop: { missions } }) => missions[0]?.assessments ?? 0,
      'mission on the laptop': ({ laptop: { records } }) => assessmentRowsOf(records, () => '').length,
      'missions of the console': (all) => consoleMission(all).assessments ?? 0,
      'records of the console': ({ console: { records } }) =>
        countWhere(records.documents, ({ kind, removed }) => kind === 'assessment' && !removed),
      'States, row': (all) => {
        const { final, review, field } = onlyState(all).assessments;
        return final + review + field;
      },
      'State, mission': ({ console: { state } }) =>
        sum(state.missions.map(({ assessments }) => assessments.length)),
      R1: (all) => factOf(all.report('R1'), 'T1', 'report.fact.assessments'),
    },
  },
  {
    figure: 'institutions that were assessed',
    value: 5,
    surfaces: {
      'R1, facts': (all) => factOf(all.report('R1'), 'T1', 'report.fact.institutions'),
      'R1, key message': (all) => keyFigure(all.report('R1'), 'institutions'),
      'R3, head': (all) => all.report('R3').header.institutions,
    },
  },
  {
    figure: 'answers of an assessment under way',
    value: 2,
    surfaces: {
      'mission on the laptop': (all) => laptopRecord(all, draftDoc).answered,
      'records of the console': (all) => consoleRecord(all, draftDoc).facts.answered,
      'pages of the assessment': (all) =>
        sum(modelOf(all, draftDoc).dimensions.map(({ progress }) => progress.answered)),
      'record in the console': (all) => readingOf(all, draftDoc).progress.answered,
    },
  },
  {
    figure: 'questions without an answer',
    value: 27,
    surfaces: {
      'mission on the laptop': (all) => laptopRecord(all, draftDoc).open ?? 0,
      'home of the laptop': ({ laptop: { waiting } }) =>
        waiting.questions.find(({ doc }) => doc === draftDoc)?.count ?? 0,
      'search of the assessment': (all) =>
        countByQuestionFilter(searchableQuestions(modelOf(all, draftDoc), noQuestionFilterFacts)).unanswered,
      'pages of the assessment': (all) =>
        sum(modelOf(all, draftDoc).dimensions.map(({ progress }) => progress.asked - progress.answered)),
      'record in the console': (all) => {
        const { asked, answered } = readingOf(all, draftDoc).progress;
        return asked - answered;
      },
    },
  },
  {
    figure: 'decisions that wait in an assessment',
    value: 2,
    surfaces: {
      'mission on the laptop': (all) => laptopRecord(all, draftDoc).conflicts,
      'records of the console': (all) => consoleRecord(all, draftDoc).conflicts,
      'steps of the review, and the record in the console': (all) =>
        countPendingDecisions(all.documentAt(draftDoc)),
    },
  },
  {
    figure: 'decisions that wait in the mission',
    value: 3,
    surfaces: {
      'rail of the laptop': ({ laptop: { status } }) => status.conflicts,
      'home of the laptop': ({ laptop: { missions } }) => missions[0]?.conflicts ?? 0,
      'cards of the conflicts': cardsOf,
      'missions of the console': (all) => consoleMission(all).conflicts ?? 0,
      'records of the console': ({ console: { records } }) =>
        sum(records.documents.map(({ conflicts }) => conflicts)),
    },
  },
  {
    figure: 'comments of a returned assessment to resolve',
    value: 2,
    surfaces: {
      'home of the laptop': ({ laptop: { waiting } }) => {
        const [todayRow] = todayRowsOf(waiting, 0, () => '').filter(({ kind }) => kind === 'returned');
        return Number(
          (todayRow?.text as { readonly values?: { readonly count?: number } } | undefined)?.values?.count,
        );
      },
      'mission on the laptop': (all) => laptopRecord(all, returnedDoc).openReviewComments ?? 0,
      'pages of the assessment': (all) =>
        commentsToResolve(readAssessmentReview(all.documentAt(returnedDoc))).length,
      'review queue': ({ console: { review } }) => {
        const reviewFacts = review.assessments.find(({ doc }) => doc === returnedDoc)?.facts;
        return (reviewFacts?.openPoints ?? 0) - (reviewFacts?.mendedPoints ?? 0);
      },
    },
  },
  {
    figure: 'comments that their reviewer has not closed',
    value: 3,
    surfaces: {
      'review queue': ({ console: { review } }) =>
        review.assessments.find(({ doc }) => doc === returnedDoc)?.facts.openPoints ?? 0,
      'record in the console': (all) =>
        unresolvedCommentsOf(readAssessmentReview(all.documentAt(returnedDoc))).length,
    },
  },
  {
    figure: 'assessments in quality review',
    value: 2,
    surfaces: {
      States: ({ console: { states } }) => states.attention.inReview,
      'review queue': (all) => reviewRowsInReview(all).length,
    },
  },
  {
    figure: 'assessments that are too long in quality review',
    value: 2,
    surfaces: {
      States: ({ console: { states } }) => states.attention.overdueReviews,
      'review queue': (all) =>
        countWhere(reviewRowsInReview(all), ({ facts }) => isLongInStatus(facts, all.nowMs)),
    },
  },
  {
    figure: 'days of the longest quality review',
    value: 20,
    surfaces: {
      States: ({ console: { states } }) => states.attention.longestReviewDays,
      'review queue': (all) =>
        Math.max(
          ...reviewRowsInReview(all).map(({ facts }) => Math.floor((all.nowMs - facts.sinceMs) / civilDayMs)),
        ),
    },
  },
  {
    figure: 'assessments that wait for a reviewer',
    value: 2,
    surfaces: {
      rail: ({ console: { waitingOfReviewer } }) => waitingOfReviewer?.reviews ?? 0,
      'review queue': ({ console: { review }, today }) =>
        reviewsWaitingForMe(review.assessments, today).length,
    },
  },
  {
    figure: 'gaps of an institution',
    value: 13,
    surfaces: {
      'findings on the laptop': (all) =>
        gapRowsOf(gapsOf(all, policeDoc), all.documentAt(policeDoc), String).length,
      'R4 of this institution': (all) =>
        countWhere(
          columnOf(all.report('R4', undefined, onlyAssessment(all, policeDoc)), 'T1', 'gap'),
          (gap) => gap > 0,
        ),
    },
  },
  {
    figure: 'gaps of high priority in the State',
    value: 13,
    surfaces: {
      'R4, ranks': (all) => {
        const report = all.report('R4');
        return countWhere(
          sectionOf(report, 'T1').table.rows,
          ({ id }) => rowOf(sectionOf(report, 'T1'), id)['band'] === 'value.priorityBand.High',
        );
      },
      'R4, key message': (all) => keyFigure(all.report('R4'), 'high-gaps'),
      'R1, key message': (all) => keyFigure(all.report('R1'), 'high-gaps'),
    },
  },
];

export const conclusionFigures: readonly SharedFigure[] = [
  {
    figure: 'actions for the next six months',
    value: 3,
    surfaces: {
      'R1, table': (all) => sectionOf(all.report('R1'), 'T3').table.rows.length,
      'R1, key message': (all) => keyFigure(all.report('R1'), 'urgent-actions'),
      'R4, key message': (all) => keyFigure(all.report('R4'), 'urgent-actions'),
    },
  },
];
