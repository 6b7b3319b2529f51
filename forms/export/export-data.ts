import type { JsonValue } from '#base/json.ts';
import { answerToText, isBlankAnswer } from '../engine/answer-text.ts';
import type { AnswerAddress, AnswerValue, Form, FormNode, FormQuestion } from '../engine/form.ts';
import type { Instrument, QuestionId } from '../model/instrument.ts';
import {
  type ColumnPart,
  columnsByQuestionId,
  type DataCell,
  type DataExportOptions,
  type DataTable,
  type DataTablePlan,
  planDataTables,
  type RatingPart,
} from './data-table.ts';

/**
 * Answers in the shape of the form: groups are objects, repeats lists of them. Hidden and blank answers are left out.
 */
export const answersAsJson = (exportedAssessments: readonly ExportedAssessment[]): readonly JsonValue[] =>
  exportedAssessments.map((exportedAssessment) => ({
    _id: exportedAssessment.id,
    ...exportedAssessment.facts,
    ...exportedAssessment.results,
    ...nodesAsJson(exportedAssessment, exportedAssessment.form.nodes()),
  }));

function nodesAsJson(
  exportedAssessment: ExportedAssessment,
  formNodes: readonly FormNode[],
): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(
    formNodes.flatMap((formNode): readonly (readonly [string, JsonValue])[] => {
      if (!formNode.isRelevant() || formNode.kind === 'note') return [];
      const { name } = formNode.definition;
      switch (formNode.kind) {
        case 'question': {
          const answer = questionAsJson(exportedAssessment, formNode);
          return answer === null ? [] : [[name, answer]];
        }
        case 'group':
          return [[name, nodesAsJson(exportedAssessment, formNode.nodes())]];
        case 'repeat':
          return [
            [
              name,
              formNode
                .instances()
                .filter((formInstance) => formInstance.isRelevant())
                .map((formInstance) => nodesAsJson(exportedAssessment, formInstance.nodes())),
            ],
          ];
      }
    }),
  );
}

function questionAsJson(exportedAssessment: ExportedAssessment, formQuestion: FormQuestion): JsonValue {
  const given = exportedAnswerOf(exportedAssessment, formQuestion);
  const value = given === null || isBlankAnswer(given) ? null : answerValueAsJson(given);
  const { type, qid } = formQuestion.definition;
  if (type !== 'indicator' || !exportedAssessment.ratingOf) return value;
  const rating = Object.entries({ level: value, ...exportedAssessment.ratingOf(qid) });
  return Object.fromEntries(rating.filter(([, part]) => part !== null));
}

const answerValueAsJson = (answerValue: AnswerValue): JsonValue =>
  typeof answerValue === 'object' && 'blob' in answerValue
    ? { name: answerValue.name, type: answerValue.type, bytes: answerValue.bytes }
    : answerValue;

/** One assessment: its answers in a form, and its other facts. */
export interface ExportedAssessment {
  readonly id: string;
  readonly form: Form;
  readonly facts?: Readonly<Record<string, string>>;
  /** Numbers about the whole, such as reported levels; null where there is none. */
  readonly results?: Readonly<Record<string, DataCell>>;
  /** Recorded value of a calculation at submission; undefined where nothing was recorded. */
  readonly recorded?: (answerAddress: AnswerAddress) => AnswerValue | undefined;
  /** Values beside the level of an indicator. */
  readonly ratingOf?: (questionId: QuestionId) => ExportedRating;
}

/** A rating without its level; null is blank. */
export type ExportedRating = Readonly<Record<RatingPart, DataCell>>;

/** The effective answer: for a calculation its recorded value, else the present one. */
const exportedAnswerOf = ({ recorded }: ExportedAssessment, formQuestion: FormQuestion): AnswerValue | null =>
  (formQuestion.definition.calculation === undefined ? undefined : recorded?.(formQuestion.address)) ??
  formQuestion.value();

/**
 * Answers as tables: the form's own and one for each repeat. Answers that a skip rule hides are left out, as are rows
 * above a lowered count. Choices are codes.
 */
export function exportDataTables(
  instrument: Instrument,
  exportedAssessments: readonly ExportedAssessment[],
  exportOptions: DataExportOptions,
): readonly DataTable[] {
  const namesOf = (
    pick: (exportedAssessment: ExportedAssessment) => object | undefined,
  ): readonly string[] => [
    ...new Set(
      exportedAssessments.flatMap((exportedAssessment) => Object.keys(pick(exportedAssessment) ?? {})),
    ),
  ];
  const beside = { facts: namesOf(({ facts }) => facts), results: namesOf(({ results }) => results) };
  const tableWriters = planDataTables(instrument, beside, exportOptions).map(
    (plan) => new DataTableWriter(plan, instrument),
  );
  const byRepeat = new Map(tableWriters.map((writer) => [writer.repeat, writer]));
  const main = byRepeat.get(null);
  if (!main) throw new Error('A form has a table of its own');

  for (const exportedAssessment of exportedAssessments) {
    const { id, form, facts = {}, results = {} } = exportedAssessment;
    const write = (formNodes: readonly FormNode[], tableWriter: DataTableWriter, row: number): void => {
      for (const formNode of formNodes) {
        if (!formNode.isRelevant()) continue;
        if (formNode.kind === 'question') tableWriter.put(row, formNode, exportedAssessment);
        else if (formNode.kind === 'group') write(formNode.nodes(), tableWriter, row);
        else if (formNode.kind === 'repeat') {
          const rows = byRepeat.get(formNode.definition.qid);
          for (const formInstance of rows ? formNode.instances() : [])
            if (rows && formInstance.isRelevant())
              write(formInstance.nodes(), rows, rows.begin({ ...facts, _id: id, _parent_index: row }));
        }
      }
    };
    write(form.nodes(), main, main.begin({ ...facts, ...results, _id: id }));
  }
  return tableWriters.map((writer) => writer.table());
}

class DataTableWriter {
  readonly repeat: QuestionId | null;
  private readonly rows: DataCell[][] = [];
  private readonly columnsByQuestion: ReadonlyMap<QuestionId, readonly number[]>;
  private readonly plan: DataTablePlan;
  private readonly labels: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;

  constructor(dataTablePlan: DataTablePlan, instrument: Instrument) {
    this.plan = dataTablePlan;
    this.repeat = dataTablePlan.repeat?.qid ?? null;
    this.columnsByQuestion = columnsByQuestionId(dataTablePlan.columns);
    this.labels = new Map(
      instrument.choiceLists.map((choiceList) => [
        choiceList.name,
        new Map(choiceList.choices.map(({ name, label }) => [name, label ?? {}])),
      ]),
    );
  }

  /**
   * Begin a row.
   * @returns its `_index`, from 1
   */
  begin(facts: Readonly<Record<string, DataCell>>): number {
    const index = this.rows.length + 1;
    this.rows.push(
      this.plan.columns.map(({ key, part }) =>
        part.kind !== 'fact' && part.kind !== 'result'
          ? null
          : key === '_index'
            ? index
            : (facts[key] ?? null),
      ),
    );
    return index;
  }

  put(row: number, formQuestion: FormQuestion, exportedAssessment: ExportedAssessment): void {
    const { qid } = formQuestion.definition;
    const dataCells = this.rows[row - 1];
    const answerValue = exportedAnswerOf(exportedAssessment, formQuestion);
    for (const at of this.columnsByQuestion.get(qid) ?? []) {
      const columnPart = this.plan.columns[at]?.part;
      if (!dataCells || !columnPart) continue;
      if (columnPart.kind === 'rating')
        dataCells[at] = exportedAssessment.ratingOf?.(qid)[columnPart.of] ?? null;
      else if (answerValue !== null && !isBlankAnswer(answerValue))
        dataCells[at] = this.cellOf(formQuestion, answerValue, columnPart);
    }
  }

  table(): DataTable {
    return { name: this.plan.name, columns: this.plan.columns, rows: this.rows };
  }

  private cellOf(
    formQuestion: FormQuestion,
    answerValue: AnswerValue,
    part: Exclude<ColumnPart, { kind: 'rating' }>,
  ): DataCell {
    switch (part.kind) {
      case 'fact':
      case 'result':
        return null;
      case 'value':
        return typeof answerValue === 'number' ? answerValue : answerToText(answerValue);
      case 'option':
        return choiceCodesIn(answerValue).includes(part.code) ? 1 : 0;
      case 'coordinate': {
        const number = Number(answerToText(answerValue).split(' ')[part.at]);
        return Number.isFinite(number) ? number : null;
      }
      case 'label':
        return choiceCodesIn(answerValue)
          .map((code) => this.labelOf(formQuestion, code, part.language))
          .join('; ');
    }
  }

  private labelOf(formQuestion: FormQuestion, code: string, language: string): string {
    const { choices } = formQuestion.definition;
    if (choices && 'list' in choices) {
      const localizedText = this.labels.get(choices.list)?.get(code) ?? {};
      return localizedText[language] ?? localizedText[''] ?? code;
    }
    // Choices that are answers of the form itself have the same label in all languages.
    return formQuestion.choices().find(({ name }) => name === code)?.label ?? code;
  }
}

const choiceCodesIn = (answerValue: AnswerValue): readonly string[] =>
  typeof answerValue === 'object' && !('blob' in answerValue) ? answerValue : [answerToText(answerValue)];
