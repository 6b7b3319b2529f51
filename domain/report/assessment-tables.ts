import type { Document } from '../document/document.ts';
import { ratingAboveEvidence } from '../assessment/above-evidence.ts';
import { confidenceOf } from '../assessment/assessment.ts';
import { readFindings, readRecommendations } from '../assessment/read-findings.ts';
import { readStateComments } from '../assessment/read-state-comments.ts';
import { readEvidence } from '../assessment/read-answer.ts';
import { gapsOf } from '../assessment/ranked-gaps.ts';
import { type Answer, askedOf, countedAnswer } from '../instrument/applicability.ts';
import { informationGaps } from '../instrument/findings.ts';
import type { Indicator } from '../instrument/maturity-model.ts';
import { isAboveEvidence } from '../instrument/score.ts';
import {
  bareLevel,
  count,
  day,
  level,
  list,
  missing,
  none,
  recordOf,
  reviewerReason,
  text,
  word,
} from './cells.ts';
import type { Cell, Row, Section } from './report.ts';
import { indicatorsOf, type Reading } from './report-sources.ts';
import {
  confidenceWords,
  evidenceKindWords,
  findingKindWords,
  horizonWords,
  markWords,
  measureWords,
  recommendationStatusWords,
  stateWords,
} from './word-tables.ts';

/** R2 T1: the answers that chose the questions. */
export const screeningTable = ({ doc, model, policy, screening }: Reading): Section => ({
  id: 'T1',
  title: 'report.r2.t1',
  access: 'state',
  table: {
    columns: [
      { id: 'code', title: 'report.column.code' },
      { id: 'question', title: 'report.column.question' },
      { id: 'answer', title: 'report.column.answer' },
    ],
    rows: model.screening.map(({ id, question }) => ({
      id,
      cells: [
        text(id),
        text(question),
        screeningCell(screening[id], id === policy.typeQuestion, model.institution_types),
      ],
      records: [recordOf(doc, `screening/${id}`)],
    })),
  },
});

function screeningCell(
  answer: string | undefined,
  isType: boolean,
  types: Readonly<Record<string, string>>,
): Cell {
  if (answer === undefined) return missing;
  if (isType) return text(types[answer] ?? answer);
  if (answer === 'yes') return word('report.yes');
  return answer === 'no' ? word('report.no') : text(answer);
}

/**
 * R2 T2: every indicator that was asked of the institution. Who declined to answer one is not named (B2): such an
 * answer looks like one not given yet, and the last row says how many there are.
 */
export function indicatorTable(reading: Reading): Section {
  const { doc, document, model, policy, screening, answers } = reading;
  const { ranked, met } = gapsOf(document, model, policy);
  const gaps = new Map([...ranked, ...met].map((one) => [one.indicator.id, one]));
  const asked = indicatorsOf(model).filter((one) =>
    ['asked', 'proposed'].includes(askedOf(one, screening, answers).kind),
  );
  const declined = asked.filter(({ id }) => answers[id]?.state === 'declined').length;
  const rows = asked.map((indicator): Row => {
    const answer = countedAnswer(indicator, screening, answers);
    const gap = gaps.get(indicator.id);
    return {
      id: indicator.id,
      cells: [
        text(indicator.id),
        text(indicator.title),
        levelCell(answer, gap?.isProposed ?? false),
        answer?.state === 'rated' ? word(confidenceWords[confidenceOf(answer.evidence)]) : none,
        bareLevel(gap?.target ?? indicator.default_target),
        gap === undefined ? missing : count(gap.priority.gap),
        list(remarksOn(indicator, answer, document)),
      ],
      records: [
        recordOf(doc, `answers/${indicator.id}`, ...(gap?.agreed ? [`targets/${indicator.id}`] : [])),
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
        { id: 'level', title: 'report.column.level' },
        { id: 'confidence', title: 'report.column.confidence', access: 'state' },
        { id: 'target', title: 'report.column.target', access: 'state' },
        { id: 'gap', title: 'report.column.gap', align: 'end', access: 'state' },
        { id: 'remarks', title: 'report.column.remarks', access: 'state' },
      ],
      rows: [
        ...rows,
        {
          id: 'declined',
          cells: [none, word('report.declinedCount'), count(declined), none, none, none, none],
          records: [recordOf(doc)],
          isTotal: true,
        },
      ],
    },
  };
}

function levelCell(answer: Answer | undefined, isProposed: boolean): Cell {
  if (answer?.state === 'rated') return level(answer.level ?? null, isProposed);
  return word(stateWords[answer?.state ?? 'blank']);
}

function remarksOn(indicator: Indicator, answer: Answer | undefined, document: Document): readonly Cell[] {
  const isAbove = answer !== undefined && isAboveEvidence(answer);
  const above = isAbove ? ratingAboveEvidence(document, indicator.id) : null;
  const remarks = [
    indicator.gate && word('report.remark.gate'),
    isAbove && word('report.remark.aboveEvidence'),
    above?.isExplained === true && above.override !== null && reviewerReason(above.override.reason),
  ].filter((one) => one !== false);
  return remarks.length === 0 ? [none] : remarks;
}

/** R2 T3: references only; the documents themselves stay where they are. */
export function evidenceTable({ doc, document, model }: Reading): Section {
  return {
    id: 'T3',
    title: 'report.r2.t3',
    access: 'state',
    table: {
      columns: [
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'reference', title: 'report.column.reference' },
        { id: 'date', title: 'report.column.date' },
        { id: 'holder', title: 'report.column.holder' },
        { id: 'strength', title: 'report.column.evidence' },
        { id: 'mark', title: 'report.column.mark' },
      ],
      rows: indicatorsOf(model).flatMap(({ id }) =>
        readEvidence(document, id).map((item) => ({
          id: `${id} ${item.id}`,
          cells: [
            text(id),
            word(evidenceKindWords[item.kind]),
            text(item.title),
            day(item.date),
            text(item.holder),
            text(item.strength),
            word(markWords[item.mark]),
          ],
          records: [recordOf(doc, `answers/${id}/evidence/${item.id}`)],
          ...((item.kind === 'interview' || item.mark === 'SC') && { access: 'inside' as const }),
        })),
      ),
    },
  };
}

/** R2 T4: what was written, and what is not known of gates (B6.12). */
export function findingTable(reading: Reading): Section {
  const { doc, document, model, screening, answers } = reading;
  const unknown = informationGaps(model, screening, answers).filter(({ isHigh }) => isHigh);
  return {
    id: 'T4',
    title: 'report.r2.t4',
    access: 'state',
    table: {
      columns: [
        { id: 'kind', title: 'report.column.kind' },
        { id: 'finding', title: 'report.column.finding' },
        { id: 'about', title: 'report.column.about' },
        { id: 'mark', title: 'report.column.mark' },
      ],
      rows: [
        ...readFindings(document).map((finding) => ({
          id: finding.id,
          cells: [
            word(findingKindWords[finding.kind]),
            text(finding.text),
            list(finding.about.map(text)),
            word(markWords[finding.mark]),
          ],
          records: [recordOf(doc, `findings/${finding.id}`)],
          ...(finding.mark === 'SC' && { access: 'inside' as const }),
        })),
        ...unknown.map(({ indicator, state }) => ({
          id: `unknown ${indicator}`,
          cells: [
            word('report.finding.informationGap'),
            word(state === 'ne' ? 'report.unknownGate.sought' : 'report.unknownGate.notAsked'),
            text(indicator),
            word('report.mark.confidential'),
          ],
          records: [recordOf(doc, `answers/${indicator}`)],
        })),
      ],
    },
  };
}

/** R2 T5, R4 T2: what is recommended; with the institution in front where there are several. */
export function recommendationTable(
  readings: readonly Reading[],
  { id, title }: Pick<Section, 'id' | 'title'>,
): Section {
  const isMany = id !== 'T5';
  return {
    id,
    title,
    access: 'state',
    table: {
      columns: [
        ...(isMany ? [{ id: 'institution', title: 'report.column.institution' } as const] : []),
        { id: 'recommendation', title: 'report.column.recommendation' },
        { id: 'addressee', title: 'report.column.addressee' },
        { id: 'horizon', title: 'report.column.horizon' },
        { id: 'expected', title: 'report.column.expectedLevel' },
        { id: 'measures', title: 'report.column.measures' },
        { id: 'other', title: 'report.column.otherThanTraining' },
        { id: 'status', title: 'report.column.status' },
      ],
      rows: readings.flatMap(({ doc, document, institution }) =>
        readRecommendations(document).map((one) => ({
          id: one.id,
          cells: [
            ...(isMany ? [text(institution)] : []),
            text(one.text),
            text(one.addressee),
            one.horizon === null ? missing : word(horizonWords[one.horizon]),
            level(one.expectedLevel),
            list(one.measures.map((measure) => word(measureWords[measure]))),
            otherThanTraining(one),
            word(recommendationStatusWords[one.status]),
          ],
          records: [recordOf(doc, `recommendations/${one.id}`)],
        })),
      ),
    },
  };
}

/** Whether something else than training is offered (B7), or why nothing else would do. */
function otherThanTraining({
  measures,
  trainingReason,
}: ReturnType<typeof readRecommendations>[number]): Cell {
  if (measures.length === 0) return missing;
  if (measures.some((one) => one !== 'training')) return word('report.yes');
  return trainingReason === '' ? word('report.no') : list([word('report.no'), text(trainingReason)]);
}

/** R2 T6: what the State said of the draft, and what was answered. */
export const stateCommentTable = ({ doc, document }: Reading): Section => ({
  id: 'T6',
  title: 'report.r2.t6',
  access: 'state',
  table: {
    columns: [
      { id: 'about', title: 'report.column.about' },
      { id: 'from', title: 'report.column.institution' },
      { id: 'on', title: 'report.column.date' },
      { id: 'comment', title: 'report.column.comment' },
      { id: 'response', title: 'report.column.response' },
    ],
    rows: readStateComments(document).map((one) => ({
      id: one.id,
      cells: [
        one.about === '' ? word('report.wholeAssessment') : text(one.about),
        text(one.from),
        day(one.on),
        text(one.text),
        text(one.response),
      ],
      records: [recordOf(doc, `state-comments/${one.id}`)],
    })),
  },
});
