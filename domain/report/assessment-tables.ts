import { confidenceOfEvidence, evidenceKindHandling } from '../assessment/assessment.ts';
import { readFindings, readRecommendations } from '../assessment/finding.ts';
import { rankGaps } from '../assessment/rank-gaps.ts';
import {
  type EvidenceItem,
  evidenceKeyOf,
  readEvidenceItems,
  readRatingAboveEvidence,
} from '../assessment/read-answer.ts';
import { readStateComments } from '../assessment/review/state-comments.ts';
import type { Document } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { countedAnswerOf, type IndicatorAnswer, resolveApplicability } from '../scoring/applicability.ts';
import { findInformationGaps } from '../scoring/information-gaps.ts';
import type { Indicator } from '../scoring/maturity-model.ts';
import { isRatedAboveEvidence } from '../scoring/score.ts';
import { answerStatusLabels } from './code-labels.ts';
import type { ReportCell, ReportRow, Section } from './report.ts';
import {
  bareLevelCell,
  countCell,
  dayCell,
  emptyCell,
  indicatorsOfModel,
  labelCell,
  listCell,
  maturityLevelCell,
  missingCell,
  notSetCell,
  type ReportedAssessment,
  recommendationCell,
  recordRefOf,
  reviewerReasonCell,
  textCell,
} from './report-sources.ts';

/** R2 T1: the answers that chose the questions. */
export const screeningTable = ({ doc, model, policy, screening }: ReportedAssessment): Section => ({
  id: 'T1',
  title: 'report.r2.t1',
  access: 'state',
  table: {
    columns: [
      { id: 'code', title: 'report.column.code' },
      { id: 'question', title: 'report.column.question' },
      { id: 'answer', title: 'path.answer' },
    ],
    rows: model.screening.map(({ id, question }) => ({
      id,
      cells: [
        textCell(id),
        textCell(question),
        screeningAnswerCell(screening[id], id === policy.typeQuestion, model.institution_types),
      ],
      records: [recordRefOf(doc, `screening/${id}`)],
    })),
  },
});

function screeningAnswerCell(
  answer: string | undefined,
  isType: boolean,
  types: Readonly<Record<string, string>>,
): ReportCell {
  if (answer === undefined) return missingCell;
  if (isType) return textCell(types[answer] ?? answer);
  if (answer === 'yes') return labelCell('report.yes');
  return answer === 'no' ? labelCell('report.no') : textCell(answer);
}

/** Indicators that the institution was asked, and those for which a rule proposes a level. */
const askedIndicatorsOf = ({ model, screening, answers }: ReportedAssessment): readonly Indicator[] =>
  indicatorsOfModel(model).filter((indicator) =>
    ['asked', 'proposed'].includes(resolveApplicability(indicator, screening, answers).kind),
  );

/**
 * R2 T2: every indicator that the institution was asked. A declined one is not named (B2): its answer looks
 * unanswered, and a table of its own counts them.
 */
export function indicatorTable(reportedAssessment: ReportedAssessment): Section {
  const { doc, document, model, policy, screening, answers } = reportedAssessment;
  const { ranked, met } = rankGaps(document, model, policy);
  const gaps = new Map([...ranked, ...met].map((indicatorGap) => [indicatorGap.indicator.id, indicatorGap]));
  const rows = askedIndicatorsOf(reportedAssessment).map((indicator): ReportRow => {
    const indicatorAnswer = countedAnswerOf(indicator, screening, answers);
    const indicatorGap = gaps.get(indicator.id);
    return {
      id: indicator.id,
      cells: [
        textCell(indicator.id),
        textCell(indicator.title),
        indicatorLevelCell(indicatorAnswer, indicatorGap?.isProposed ?? false),
        indicatorAnswer?.state === 'rated'
          ? labelCell(valueLabelKeys.confidence[confidenceOfEvidence(indicatorAnswer.evidence)])
          : emptyCell,
        bareLevelCell(indicatorGap?.target ?? indicator.default_target),
        indicatorGap === undefined ? missingCell : countCell(indicatorGap.priority.gap),
        listCell(indicatorRemarksOn(indicator, indicatorAnswer, document)),
      ],
      records: [
        recordRefOf(
          doc,
          `answers/${indicator.id}`,
          ...(indicatorGap?.agreed ? [`targets/${indicator.id}`] : []),
        ),
      ],
    };
  });
  return {
    id: 'T2',
    title: 'report.r2.t2',
    access: 'rating',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'level', title: 'path.level' },
        { id: 'confidence', title: 'path.confidence', access: 'state' },
        { id: 'target', title: 'report.column.target', access: 'state' },
        { id: 'gap', title: 'report.column.gap', align: 'end', access: 'state' },
        { id: 'remarks', title: 'report.column.remarks', access: 'state' },
      ],
      rows,
    },
  };
}

/** R2 T2b: number of indicators with a declined answer. Without one too: its title in a donor's copy tells of none. */
export function declinedAnswerTable(reportedAssessment: ReportedAssessment): Section {
  const asked = askedIndicatorsOf(reportedAssessment);
  const declined = asked.filter(({ id }) => reportedAssessment.answers[id]?.state === 'declined').length;
  return {
    id: 'T2b',
    title: 'report.declinedCount',
    access: 'rating',
    table: {
      columns: [
        { id: 'fact', title: 'report.column.fact' },
        { id: 'value', title: 'report.column.value' },
      ],
      rows: [
        {
          id: 'declined',
          cells: [labelCell('report.declinedCount'), countCell(declined)],
          records: [recordRefOf(reportedAssessment.doc)],
        },
      ],
    },
  };
}

function indicatorLevelCell(indicatorAnswer: IndicatorAnswer | undefined, isProposed: boolean): ReportCell {
  if (indicatorAnswer?.state === 'rated') return maturityLevelCell(indicatorAnswer.level ?? null, isProposed);
  return labelCell(answerStatusLabels[indicatorAnswer?.state ?? 'blank']);
}

function indicatorRemarksOn(
  indicator: Indicator,
  indicatorAnswer: IndicatorAnswer | undefined,
  document: Document,
): readonly ReportCell[] {
  const isAbove = indicatorAnswer !== undefined && isRatedAboveEvidence(indicatorAnswer);
  const above = isAbove ? readRatingAboveEvidence(document, indicator.id) : null;
  const remarks = [
    indicator.gate && labelCell('report.remark.gate'),
    isAbove && labelCell('report.remark.aboveEvidence'),
    above?.isExplained === true && above.override !== null && reviewerReasonCell(above.override.reason),
  ].filter((one) => one !== false);
  return remarks.length === 0 ? [emptyCell] : remarks;
}

/** R2 T3: references only; the documents themselves stay with their holders. */
export function evidenceReferenceTable({ doc, document, model }: ReportedAssessment): Section {
  return {
    id: 'T3',
    title: 'report.r2.t3',
    access: 'state',
    table: {
      columns: [
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'reference', title: 'report.column.reference' },
        { id: 'date', title: 'path.evidence.date' },
        { id: 'holder', title: 'path.evidence.holder' },
        { id: 'strength', title: 'path.evidence' },
        { id: 'mark', title: 'path.confidentiality' },
      ],
      rows: reportedEvidence(indicatorsOfModel(model), document).map(({ item, indicators }) => ({
        id: `${indicators.join(' ')} ${item.id}`,
        cells: [
          textCell(indicators.join(', ')),
          labelCell(valueLabelKeys.evidenceKind[item.kind]),
          textCell(item.title),
          dayCell(item.date),
          textCell(item.holder),
          textCell(item.strength),
          labelCell(valueLabelKeys.confidentiality[item.mark]),
        ],
        records: [recordRefOf(doc, ...indicators.map((id) => `answers/${id}/evidence/${item.id}`))],
        ...((!evidenceKindHandling[item.kind].isShared || item.mark === 'SC') && {
          access: 'inside' as const,
        }),
      })),
    },
  };
}

/** Evidence in the order of the indicators. Equal copies of one piece are one, with all indicators that it supports. */
function reportedEvidence(indicators: readonly { readonly id: string }[], document: Document) {
  const pieces = new Map<string, { readonly item: EvidenceItem; readonly indicators: string[] }>();
  for (const { id } of indicators) {
    for (const evidenceItem of readEvidenceItems(document, id)) {
      const key = JSON.stringify([evidenceKeyOf(id, evidenceItem.id), evidenceItem]);
      const piece = pieces.get(key) ?? { item: evidenceItem, indicators: [] };
      piece.indicators.push(id);
      pieces.set(key, piece);
    }
  }
  return [...pieces.values()];
}

/** R2 T4: the findings, and information gaps of gates (B6.12). */
export function findingTable(reportedAssessment: ReportedAssessment): Section {
  const { doc, document, model, screening, answers } = reportedAssessment;
  const unknown = findInformationGaps(model, screening, answers).filter(({ isHigh }) => isHigh);
  return {
    id: 'T4',
    title: 'report.r2.t4',
    access: 'state',
    table: {
      columns: [
        { id: 'kind', title: 'report.column.kind' },
        { id: 'finding', title: 'report.column.finding' },
        { id: 'about', title: 'report.column.about' },
        { id: 'mark', title: 'path.confidentiality' },
      ],
      rows: [
        ...readFindings(document).map((finding) => ({
          id: finding.id,
          cells: [
            labelCell(valueLabelKeys.findingKind[finding.kind]),
            textCell(finding.text),
            listCell(finding.about.map(textCell)),
            labelCell(valueLabelKeys.confidentiality[finding.mark]),
          ],
          records: [recordRefOf(doc, `findings/${finding.id}`)],
          ...(finding.mark === 'SC' && { access: 'inside' as const }),
        })),
        ...unknown.map(({ indicator, state }) => ({
          id: `unknown ${indicator}`,
          cells: [
            labelCell('value.findingKind.information-gap'),
            labelCell(state === 'ne' ? 'report.unknownGate.sought' : 'report.unknownGate.notAsked'),
            textCell(indicator),
            labelCell('value.confidentiality.C'),
          ],
          records: [recordRefOf(doc, `answers/${indicator}`)],
        })),
      ],
    },
  };
}

/** R2 T5, R4 T2: recommendations; with the institution in front where there are several. */
export function recommendationTable(
  reportedAssessments: readonly ReportedAssessment[],
  { id, title }: Pick<Section, 'id' | 'title'>,
): Section {
  const isMany = id !== 'T5';
  return {
    id,
    title,
    access: 'state',
    table: {
      columns: [
        ...(isMany ? [{ id: 'institution', title: 'path.institution.name' } as const] : []),
        { id: 'recommendation', title: 'report.column.recommendation' },
        { id: 'addressee', title: 'report.column.addressee' },
        { id: 'horizon', title: 'path.recommendation.horizon' },
        { id: 'expected', title: 'path.recommendation.expectedLevel' },
        { id: 'measures', title: 'report.column.measures' },
        { id: 'other', title: 'report.column.otherThanTraining' },
        { id: 'status', title: 'path.status' },
      ],
      rows: reportedAssessments.flatMap(({ doc, document, institution }) =>
        readRecommendations(document).map((recommendation) => ({
          id: recommendation.id,
          cells: [
            ...(isMany ? [textCell(institution)] : []),
            recommendationCell(recommendation),
            textCell(recommendation.addressee),
            recommendation.horizon === null
              ? notSetCell
              : labelCell(valueLabelKeys.horizon[recommendation.horizon]),
            maturityLevelCell(recommendation.expectedLevel),
            listCell(recommendation.measures.map((measure) => labelCell(valueLabelKeys.measure[measure]))),
            nonTrainingCell(recommendation),
            labelCell(valueLabelKeys.recommendationStatus[recommendation.status]),
          ],
          records: [recordRefOf(doc, `recommendations/${recommendation.id}`)],
        })),
      ),
    },
  };
}

/** The offered measure beside training (B7), or the reason why nothing else would do. */
function nonTrainingCell({
  measures,
  trainingReason,
}: ReturnType<typeof readRecommendations>[number]): ReportCell {
  if (measures.length === 0) return missingCell;
  if (measures.some((recommendedMeasure) => recommendedMeasure !== 'training'))
    return labelCell('report.yes');
  return trainingReason === ''
    ? labelCell('report.no')
    : listCell([labelCell('report.no'), textCell(trainingReason)]);
}

/** R2 T6: comments of the State on the draft, with their answers. */
export const stateCommentTable = ({ doc, document }: ReportedAssessment): Section => ({
  id: 'T6',
  title: 'report.r2.t6',
  access: 'state',
  table: {
    columns: [
      { id: 'about', title: 'report.column.about' },
      { id: 'from', title: 'path.institution.name' },
      { id: 'on', title: 'path.evidence.date' },
      { id: 'comment', title: 'path.stateComment.text' },
      { id: 'response', title: 'path.stateComment.response' },
    ],
    rows: readStateComments(document).map((stateComment) => ({
      id: stateComment.id,
      cells: [
        stateComment.about === '' ? labelCell('report.wholeAssessment') : textCell(stateComment.about),
        textCell(stateComment.from),
        dayCell(stateComment.on),
        textCell(stateComment.text),
        textCell(stateComment.response),
      ],
      records: [recordRefOf(doc, `state-comments/${stateComment.id}`)],
    })),
  },
});
