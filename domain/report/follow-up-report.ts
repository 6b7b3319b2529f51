import { type Recommendation, RecommendationStatus, readRecommendations } from '../assessment/finding.ts';
import type { Document } from '../document/document.ts';
import type { DocumentId } from '../ids.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { shownAnswersTo } from '../workshop/learning/evaluation-results.ts';
import { compareKirkpatrick, type KirkpatrickRow } from '../workshop/learning/kirkpatrick.ts';
import { type QuestionnaireItem, questionnaires } from '../workshop/learning/questionnaire.ts';
import { learningTextIn } from '../workshop/learning/test-bank.ts';
import { testResultsOf } from '../workshop/learning/test-sheets.ts';
import {
  answerCountsOf,
  evaluationResultsOf,
  invitedParticipants,
} from '../workshop/learning/workshop-answers.ts';
import { buildFigureSection } from './figure-table.ts';
import { workshopReportHeader } from './participation-tables.ts';
import type { RecordRef, Report, ReportCell, Section } from './report.ts';
import { ratingChangesFigure } from './report-figures.ts';
import {
  countCell,
  decimalCell,
  labelCell,
  missingCell,
  type ReportedAssessment,
  type ReportSources,
  recommendationCell,
  recordRefOf,
  reportRecordTitles,
  shareCell,
  shownCountCell,
  smallCountCell,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';

/**
 * R8: use of the learning three to six months after a workshop, and changes of its mission's recommendations and
 * indicators (docs/requirements.md C5, D).
 */
export function makeFollowUpReport(
  sources: ReportSources,
  document: Document,
  reportedAssessments: readonly ReportedAssessment[],
): Report {
  const recommendations = reportedAssessments.flatMap(({ doc, document: assessment }) =>
    readRecommendations(assessment).map((recommendation) => ({ doc, recommendation })),
  );
  return {
    header: workshopReportHeader('R8', sources, document),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      kirkpatrickTable(document),
      applicationTable(document, sources.language),
      buildFigureSection('F1', 'report.r8.f1', 'rating', ratingChangesFigure(reportedAssessments)),
      recommendationStatusTable(recommendations),
      buildFigureSection('F2', 'report.r8.f2', 'state', {
        kind: 'recommendation-status',
        lines: recommendationStatusLines(recommendations),
      }),
      obstacleTable(document, sources.language),
    ],
  };
}

const kirkpatrickLabels: { readonly [F in KirkpatrickRow['figure']]: ReportTextKey } = {
  agree: 'report.kirkpatrick.agree',
  gain: 'report.fact.meanGain',
  reached70: 'report.fact.reached70',
  applied: 'report.kirkpatrick.applied',
  responseRate: 'report.kirkpatrick.responseRate',
};

/** T1: results by Kirkpatrick level beside their thresholds. */
function kirkpatrickTable(document: Document): Section {
  const kirkpatrickRows = compareKirkpatrick({
    test: testResultsOf(document),
    evaluation: evaluationResultsOf(document),
    followUp: answerCountsOf(document, 'follow-up'),
    invited: invitedParticipants(document),
  });
  const figureCell = ({ figure }: KirkpatrickRow, value: number): ReportCell =>
    figure === 'gain' ? decimalCell(value) : shareCell(value);
  return {
    id: 'T1',
    title: 'report.r8.t1',
    access: 'open',
    table: {
      columns: [
        { id: 'level', title: 'report.column.kirkpatrick', align: 'end' },
        { id: 'figure', title: 'report.column.figure' },
        { id: 'value', title: 'report.column.value', align: 'end' },
        { id: 'threshold', title: 'report.column.threshold', align: 'end' },
        { id: 'reached', title: 'report.column.reached' },
      ],
      rows: kirkpatrickRows.map((kirkpatrickRow) => ({
        id: kirkpatrickRow.figure,
        access: 'open',
        cells: [
          countCell(kirkpatrickRow.level),
          labelCell(kirkpatrickLabels[kirkpatrickRow.figure]),
          kirkpatrickRow.value === null
            ? kirkpatrickRow.isReached === null
              ? missingCell
              : smallCountCell
            : figureCell(kirkpatrickRow, kirkpatrickRow.value),
          figureCell(kirkpatrickRow, kirkpatrickRow.threshold),
          kirkpatrickRow.isReached === null
            ? missingCell
            : labelCell(kirkpatrickRow.isReached ? 'report.yes' : 'report.no'),
        ],
        records: [recordRefOf(document.doc)],
      })),
    },
  };
}

const followUpItem = (id: string): QuestionnaireItem | undefined =>
  questionnaires['follow-up'].items.find((item) => item.id === id);

/** Items of the survey about use: of what, in which form, how often, and whether it was passed on. */
const applicationItems = ['1', '2', '3', '4', '5', '7'];
const obstacleItem = '6';

/** T1, second part: answers about use, with small cells withheld. */
const applicationTable = (document: Document, language: string): Section => ({
  ...answerTable(
    document,
    applicationItems.flatMap((id) => followUpItem(id) ?? []),
    language,
  ),
  id: 'T1b',
  title: 'report.r8.t1b',
});

/** T4: obstacles that people named. */
const obstacleTable = (document: Document, language: string): Section => ({
  ...answerTable(
    document,
    [obstacleItem].flatMap((id) => followUpItem(id) ?? []),
    language,
  ),
  id: 'T4',
  title: 'report.r8.t4',
});

function answerTable(
  document: Document,
  questionnaireItems: readonly QuestionnaireItem[],
  language: string,
): Omit<Section, 'id' | 'title'> {
  const answerCounts = answerCountsOf(document, 'follow-up');
  const isAnswered = answerCounts.sheets > 0;
  return {
    access: 'open',
    // Without an answer nothing is reported: a count of zero would say that people answered otherwise.
    ...(!isAnswered && { notes: ['report.r8.noAnswers'] as const }),
    table: {
      columns: [
        { id: 'question', title: 'report.column.question' },
        { id: 'answer', title: 'report.column.answer' },
        { id: 'people', title: 'report.column.answers', align: 'end' },
      ],
      rows: (isAnswered ? questionnaireItems : []).flatMap((questionnaireItem) => {
        const shown = shownAnswersTo(questionnaireItem, answerCounts);
        return questionnaireItem.options.map((option, at) => ({
          id: `${questionnaireItem.id} ${option.id}`,
          access: 'open' as const,
          cells: [
            textCell(learningTextIn(questionnaireItem.text, language)),
            textCell(learningTextIn(option.text, language)),
            shownCountCell(shown[at]),
          ],
          records: [recordRefOf(document.doc)],
        }));
      }),
    },
  };
}

interface OwnedRecommendation {
  readonly doc: DocumentId;
  readonly recommendation: Recommendation;
}

/** T2: recommendations of the mission with their status. */
const recommendationStatusTable = (ownedRecommendations: readonly OwnedRecommendation[]): Section => ({
  id: 'T2',
  title: 'report.r8.t2',
  access: 'state',
  table: {
    columns: [
      { id: 'recommendation', title: 'report.column.recommendation' },
      { id: 'addressee', title: 'report.column.addressee' },
      { id: 'status', title: 'path.status' },
    ],
    rows: ownedRecommendations.map(({ doc, recommendation }) => ({
      id: recommendation.id,
      cells: [
        recommendationCell(recommendation),
        textCell(recommendation.addressee),
        labelCell(valueLabelKeys.recommendationStatus[recommendation.status]),
      ],
      records: [
        recordRefOf(
          doc,
          `recommendations/${recommendation.id}/text`,
          `recommendations/${recommendation.id}/status`,
        ),
      ],
    })),
  },
});

const recommendationStatusLines = (ownedRecommendations: readonly OwnedRecommendation[]) =>
  RecommendationStatus.options
    .map((recommendationStatus) => {
      const of = ownedRecommendations.filter(
        ({ recommendation }) => recommendation.status === recommendationStatus,
      );
      const records: readonly RecordRef[] = of.map(({ doc, recommendation: { id } }) =>
        recordRefOf(doc, `recommendations/${id}/status`),
      );
      return { status: recommendationStatus, count: of.length, records };
    })
    .filter(({ count }) => count > 0);
