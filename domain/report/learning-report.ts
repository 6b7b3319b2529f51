import { groupByKey } from '#base/group.ts';
import { type Document, itemIdsBelow, readValueAt } from '../document/document.ts';
import {
  isNobody,
  type PeopleCount,
  peopleCountOf,
  peopleOutside,
  suppressSmallCounts,
} from '../privacy/cell-suppression.ts';
import { ReviewedText } from '../workshop/evaluation.ts';
import { statementIn } from '../workshop/learning/evaluation-results.ts';
import { questionnaires } from '../workshop/learning/questionnaire.ts';
import { itemsOfForm, learningTextIn } from '../workshop/learning/test-bank.ts';
import type { TestFigures, TestResults } from '../workshop/learning/test-results.ts';
import { bankOfWorkshop, readWorkshopTest, testResultsOf } from '../workshop/learning/test-sheets.ts';
import { evaluationResultsOf } from '../workshop/learning/workshop-answers.ts';
import { buildFigureSection } from './figure-table.ts';
import { workshopReportHeader } from './participation-tables.ts';
import type { RecordRef, Report, ReportCell, ReportRow, Section } from './report.ts';
import {
  countCell,
  decimalCell,
  labelCell,
  missingCell,
  type ReportSources,
  recordRefOf,
  reportRecordTitles,
  shareCell,
  shownCountCell,
  smallCountCell,
  textCell,
  yesNoCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** R7: learning and satisfaction of a workshop, of cohorts of five or more alone (docs/requirements.md C3, C4). */
export function makeLearningReport(sources: ReportSources, document: Document): Report {
  const testResults = testResultsOf(document);
  return {
    header: workshopReportHeader('R7', sources, document),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      testResultTable(document, testResults),
      ...(testResults.withheld === true ? [] : [pairedMeansSection(document, testResults)]),
      reviewItemTable(document, testResults, sources.language),
      evaluationTable(document, sources.language),
      likertSection(document, sources.language),
      openAnswerTable(document, sources.language),
    ],
  };
}

/** The record alone: sums and means name no field of a person. */
const wholeRecord = ({ doc }: Document): readonly RecordRef[] => [recordRefOf(doc)];

/** T1: results of the cohort; below five pairs the numbers of answers alone. */
function testResultTable(document: Document, testResults: TestResults): Section {
  const row = (titleKey: ReportTextKey, reportCell: ReportCell): ReportRow => ({
    id: titleKey,
    access: 'open',
    cells: [labelCell(titleKey), reportCell],
    records: wholeRecord(document),
  });
  const of = (figure: (shownTestFigures: TestFigures) => ReportCell): ReportCell =>
    testResults.withheld === true
      ? isNobody(testResults.paired)
        ? missingCell
        : smallCountCell
      : figure(testResults);
  const paired = testResults.withheld === true ? testResults.paired : peopleCountOf(testResults.paired);
  const people = (peopleCount: PeopleCount): ReportCell =>
    shownCountCell(suppressSmallCounts([peopleCount]).cells[0]);
  // The few who answered once would follow from all answers and the pairs.
  const answers = (peopleCount: PeopleCount): ReportCell =>
    suppressSmallCounts([paired, peopleOutside(peopleCount, paired)]).cells[0] === null &&
    !isNobody(peopleCount)
      ? smallCountCell
      : people(peopleCount);
  return {
    id: 'T1',
    title: 'report.r7.t1',
    access: 'open',
    notes: ['report.note.pairs'],
    table: {
      columns: [
        { id: 'figure', title: 'report.column.figure' },
        { id: 'value', title: 'report.column.value', align: 'end' },
      ],
      rows: [
        row('report.fact.answersBefore', answers(testResults.before)),
        row('report.fact.answersAfter', answers(testResults.after)),
        row('report.fact.pairs', people(paired)),
        row(
          'report.fact.meanBefore',
          of(({ meanBefore }) => decimalCell(meanBefore)),
        ),
        row(
          'report.fact.meanAfter',
          of(({ meanAfter }) => decimalCell(meanAfter)),
        ),
        row(
          'report.fact.meanGain',
          of(({ meanGain }) => decimalCell(meanGain)),
        ),
        row(
          'report.fact.gainLow',
          of(({ gainLow }) => decimalCell(gainLow)),
        ),
        row(
          'report.fact.gainHigh',
          of(({ gainHigh }) => decimalCell(gainHigh)),
        ),
        row(
          'report.fact.normalizedGain',
          of(({ normalizedGain }) => decimalCell(normalizedGain, 2)),
        ),
        row(
          'report.fact.improved',
          of(({ improved }) => shareCell(improved)),
        ),
        row(
          'report.fact.reached70',
          of(({ reached70 }) => shareCell(reached70)),
        ),
      ],
    },
  };
}

/** F1. */
const pairedMeansSection = (document: Document, testFigures: TestFigures): Section =>
  buildFigureSection('F1', 'report.r7.f1', 'open', {
    kind: 'paired-means',
    lines: [
      {
        pairs: testFigures.paired,
        before: testFigures.meanBefore,
        after: testFigures.meanAfter,
        gainLow: testFigures.gainLow,
        gainHigh: testFigures.gainHigh,
        records: wholeRecord(document),
      },
    ],
  });

/** T2: each item with its difficulty before and after; items to review are those at the ends of the scale. */
function reviewItemTable(document: Document, testResults: TestResults, language: string): Section {
  const testItems = itemsOfForm(bankOfWorkshop(document), readWorkshopTest(document), 'a');
  const testItemResults = testResults.withheld === true ? [] : testResults.items;
  return {
    id: 'T2',
    title: 'report.r7.t2',
    access: 'inside',
    table: {
      columns: [
        { id: 'item', title: 'report.column.item.test' },
        { id: 'objective', title: 'report.column.objective' },
        { id: 'before', title: 'report.column.correctBefore', align: 'end' },
        { id: 'after', title: 'report.column.correctAfter', align: 'end' },
        { id: 'discrimination', title: 'report.column.discrimination', align: 'end' },
        { id: 'review', title: 'report.column.review' },
      ],
      rows: testItemResults.map((testItemResult) => {
        const testItem = testItems.find(({ id }) => id === testItemResult.id);
        return {
          id: testItemResult.id,
          cells: [
            textCell(testItem === undefined ? testItemResult.id : learningTextIn(testItem.stem, language)),
            textCell(testItem?.objective ?? ''),
            shareCell(testItemResult.correctBefore),
            shareCell(testItemResult.correctAfter),
            decimalCell(testItemResult.discrimination, 2),
            yesNoCell(testItemResult.review),
          ],
          records: wholeRecord(document),
        };
      }),
    },
  };
}

/** T3: the statements of the evaluation; one with fewer than five answers is withheld. */
function evaluationTable(document: Document, language: string): Section {
  const evaluationResults = evaluationResultsOf(document);
  const whole = evaluationResults.answers === 0 ? missingCell : smallCountCell;
  return {
    id: 'T3',
    title: 'report.r7.t3',
    access: 'open',
    table: {
      columns: [
        { id: 'statement', title: 'report.column.statement' },
        { id: 'answers', title: 'report.column.answers', align: 'end' },
        { id: 'mean', title: 'report.column.mean', align: 'end' },
        { id: 'median', title: 'report.column.median', align: 'end' },
        { id: 'agree', title: 'report.column.agree', align: 'end' },
        { id: 'alert', title: 'report.column.alert' },
      ],
      rows: questionnaires.evaluation.items.map(({ id }) => {
        const statementResult = statementIn(evaluationResults, id);
        const none =
          statementResult === undefined
            ? whole
            : statementResult.withheld && isNobody(statementResult.n)
              ? missingCell
              : smallCountCell;
        return {
          id,
          access: 'open',
          cells: [
            textCell(`${id}. ${statementOf(id, language)}`),
            ...(statementResult === undefined || statementResult.withheld === true
              ? [none, none, none, none, none]
              : [
                  countCell(statementResult.n),
                  decimalCell(statementResult.mean, 2),
                  decimalCell(statementResult.median),
                  shareCell(statementResult.agree),
                  yesNoCell(statementResult.alert),
                ]),
          ],
          records: wholeRecord(document),
        };
      }),
    },
  };
}

/** F2: statements with five answers or more. */
function likertSection(document: Document, language: string): Section {
  const evaluationResults = evaluationResultsOf(document);
  return buildFigureSection('F2', 'report.r7.f2', 'open', {
    kind: 'likert',
    lines: questionnaires.evaluation.items.flatMap(({ id }) => {
      const statementResult = statementIn(evaluationResults, id);
      if (statementResult === undefined || statementResult.withheld === true) return [];
      return [
        {
          item: id,
          statement: statementOf(id, language),
          counts: statementResult.counts,
          records: wholeRecord(document),
        },
      ];
    }),
  });
}

function statementOf(item: string, language: string): string {
  const statement = questionnaires.evaluation.items.find(({ id }) => id === item);
  return statement === undefined ? item : learningTextIn(statement.text, language);
}

/** T4: open answers that somebody reviewed, by question. */
function openAnswerTable(document: Document, language: string): Section {
  const texts = itemIdsBelow(document, 'reviewed-texts').flatMap((id) => {
    const reviewedText = readValueAt(document, `reviewed-texts/${id}`, ReviewedText.nullable(), null);
    return reviewedText?.kind === 'evaluation' ? [{ id, ...reviewedText }] : [];
  });
  const byQuestion = groupByKey(texts, ({ question }) => question);
  return {
    id: 'T4',
    title: 'report.r7.t4',
    access: 'inside',
    table: {
      columns: [
        { id: 'question', title: 'report.column.question' },
        { id: 'answer', title: 'report.column.answer' },
      ],
      rows: questionnaires.evaluation.questions.flatMap(({ id: question, text: asked }) =>
        (byQuestion.get(question) ?? []).map(({ id, text }) => ({
          id,
          cells: [textCell(learningTextIn(asked, language)), textCell(text)],
          records: [recordRefOf(document.doc, `reviewed-texts/${id}`)],
        })),
      ),
    },
  };
}
