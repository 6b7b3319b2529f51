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
  readings: readonly ReportedAssessment[],
): Report {
  const recommendations = readings.flatMap(({ doc, document: assessment }) =>
    readRecommendations(assessment).map((recommendation) => ({ doc, recommendation })),
  );
  return {
    header: workshopReportHeader('R8', sources, document),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      kirkpatrickTable(document),
      applicationTable(document, sources.language),
      buildFigureSection('F1', 'report.r8.f1', 'rating', ratingChangesFigure(readings)),
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
  const rows = compareKirkpatrick({
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
      rows: rows.map((row) => ({
        id: row.figure,
        access: 'open',
        cells: [
          countCell(row.level),
          labelCell(kirkpatrickLabels[row.figure]),
          row.value === null
            ? row.isReached === null
              ? missingCell
              : smallCountCell
            : figureCell(row, row.value),
          figureCell(row, row.threshold),
          row.isReached === null ? missingCell : labelCell(row.isReached ? 'report.yes' : 'report.no'),
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
  items: readonly QuestionnaireItem[],
  language: string,
): Omit<Section, 'id' | 'title'> {
  const counts = answerCountsOf(document, 'follow-up');
  return {
    access: 'open',
    table: {
      columns: [
        { id: 'question', title: 'report.column.question' },
        { id: 'answer', title: 'report.column.answer' },
        { id: 'people', title: 'report.column.answers', align: 'end' },
      ],
      rows: items.flatMap((item) => {
        const shown = shownAnswersTo(item, counts);
        return item.options.map((option, at) => ({
          id: `${item.id} ${option.id}`,
          access: 'open' as const,
          cells: [
            textCell(learningTextIn(item.text, language)),
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
const recommendationStatusTable = (recommendations: readonly OwnedRecommendation[]): Section => ({
  id: 'T2',
  title: 'report.r8.t2',
  access: 'state',
  table: {
    columns: [
      { id: 'recommendation', title: 'report.column.recommendation' },
      { id: 'addressee', title: 'report.column.addressee' },
      { id: 'status', title: 'path.status' },
    ],
    rows: recommendations.map(({ doc, recommendation }) => ({
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

const recommendationStatusLines = (recommendations: readonly OwnedRecommendation[]) =>
  RecommendationStatus.options
    .map((status) => {
      const of = recommendations.filter(({ recommendation }) => recommendation.status === status);
      const records: readonly RecordRef[] = of.map(({ doc, recommendation: { id } }) =>
        recordRefOf(doc, `recommendations/${id}/status`),
      );
      return { status, count: of.length, records };
    })
    .filter(({ count }) => count > 0);
