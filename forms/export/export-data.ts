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
export const answersAsJson = (assessments: readonly ExportedAssessment[]): readonly JsonValue[] =>
  assessments.map((one) => ({
    _id: one.id,
    ...one.facts,
    ...one.results,
    ...nodesAsJson(one, one.form.nodes()),
  }));

function nodesAsJson(
  assessment: ExportedAssessment,
  nodes: readonly FormNode[],
): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(
    nodes.flatMap((node): readonly (readonly [string, JsonValue])[] => {
      if (!node.isRelevant() || node.kind === 'note') return [];
      const { name } = node.definition;
      switch (node.kind) {
        case 'question': {
          const answer = questionAsJson(assessment, node);
          return answer === null ? [] : [[name, answer]];
        }
        case 'group':
          return [[name, nodesAsJson(assessment, node.nodes())]];
        case 'repeat':
          return [
            [
              name,
              node
                .instances()
                .filter((row) => row.isRelevant())
                .map((row) => nodesAsJson(assessment, row.nodes())),
            ],
          ];
      }
    }),
  );
}

function questionAsJson(assessment: ExportedAssessment, question: FormQuestion): JsonValue {
  const given = exportedAnswerOf(assessment, question);
  const value = given === null || isBlankAnswer(given) ? null : answerValueAsJson(given);
  const { type, qid } = question.definition;
  if (type !== 'indicator' || !assessment.ratingOf) return value;
  const rating = Object.entries({ level: value, ...assessment.ratingOf(qid) });
  return Object.fromEntries(rating.filter(([, part]) => part !== null));
}

const answerValueAsJson = (value: AnswerValue): JsonValue =>
  typeof value === 'object' && 'blob' in value
    ? { name: value.name, type: value.type, bytes: value.bytes }
    : value;

/** One assessment: its answers in a form, and its other facts. */
export interface ExportedAssessment {
  readonly id: string;
  readonly form: Form;
  readonly facts?: Readonly<Record<string, string>>;
  /** Numbers about the whole, such as reported levels; null where there is none. */
  readonly results?: Readonly<Record<string, DataCell>>;
  /** Recorded value of a calculation at submission; undefined where nothing was recorded. */
  readonly recorded?: (at: AnswerAddress) => AnswerValue | undefined;
  /** Values beside the level of an indicator. */
  readonly ratingOf?: (qid: QuestionId) => ExportedRating;
}

/** A rating without its level; null is blank. */
export type ExportedRating = Readonly<Record<RatingPart, DataCell>>;

/** The effective answer: for a calculation its recorded value, else the present one. */
const exportedAnswerOf = ({ recorded }: ExportedAssessment, question: FormQuestion): AnswerValue | null =>
  (question.definition.calculation === undefined ? undefined : recorded?.(question.address)) ??
  question.value();

/**
 * Answers as tables: the form's own and one for each repeat. Answers that a skip rule hides are left out, as are rows
 * above a lowered count. Choices are codes.
 */
export function exportDataTables(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataExportOptions,
): readonly DataTable[] {
  const namesOf = (pick: (one: ExportedAssessment) => object | undefined): readonly string[] => [
    ...new Set(assessments.flatMap((one) => Object.keys(pick(one) ?? {}))),
  ];
  const beside = { facts: namesOf(({ facts }) => facts), results: namesOf(({ results }) => results) };
  const writers = planDataTables(instrument, beside, options).map(
    (plan) => new DataTableWriter(plan, instrument),
  );
  const byRepeat = new Map(writers.map((writer) => [writer.repeat, writer]));
  const main = byRepeat.get(null);
  if (!main) throw new Error('A form has a table of its own');

  for (const assessment of assessments) {
    const { id, form, facts = {}, results = {} } = assessment;
    const write = (nodes: readonly FormNode[], writer: DataTableWriter, row: number): void => {
      for (const node of nodes) {
        if (!node.isRelevant()) continue;
        if (node.kind === 'question') writer.put(row, node, assessment);
        else if (node.kind === 'group') write(node.nodes(), writer, row);
        else if (node.kind === 'repeat') {
          const rows = byRepeat.get(node.definition.qid);
          for (const instance of rows ? node.instances() : [])
            if (rows && instance.isRelevant())
              write(instance.nodes(), rows, rows.begin({ ...facts, _id: id, _parent_index: row }));
        }
      }
    };
    write(form.nodes(), main, main.begin({ ...facts, ...results, _id: id }));
  }
  return writers.map((writer) => writer.table());
}

class DataTableWriter {
  readonly repeat: QuestionId | null;
  private readonly rows: DataCell[][] = [];
  private readonly places: ReadonlyMap<QuestionId, readonly number[]>;
  private readonly plan: DataTablePlan;
  private readonly labels: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;

  constructor(plan: DataTablePlan, instrument: Instrument) {
    this.plan = plan;
    this.repeat = plan.repeat?.qid ?? null;
    this.places = columnsByQuestionId(plan.columns);
    this.labels = new Map(
      instrument.choiceLists.map((list) => [
        list.name,
        new Map(list.choices.map(({ name, label }) => [name, label ?? {}])),
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

  put(row: number, question: FormQuestion, assessment: ExportedAssessment): void {
    const { qid } = question.definition;
    const cells = this.rows[row - 1];
    const value = exportedAnswerOf(assessment, question);
    for (const at of this.places.get(qid) ?? []) {
      const part = this.plan.columns[at]?.part;
      if (!cells || !part) continue;
      if (part.kind === 'rating') cells[at] = assessment.ratingOf?.(qid)[part.of] ?? null;
      else if (value !== null && !isBlankAnswer(value)) cells[at] = this.cellOf(question, value, part);
    }
  }

  table(): DataTable {
    return { name: this.plan.name, columns: this.plan.columns, rows: this.rows };
  }

  private cellOf(
    question: FormQuestion,
    value: AnswerValue,
    part: Exclude<ColumnPart, { kind: 'rating' }>,
  ): DataCell {
    switch (part.kind) {
      case 'fact':
      case 'result':
        return null;
      case 'value':
        return typeof value === 'number' ? value : answerToText(value);
      case 'option':
        return choiceCodesIn(value).includes(part.code) ? 1 : 0;
      case 'place': {
        const number = Number(answerToText(value).split(' ')[part.at]);
        return Number.isFinite(number) ? number : null;
      }
      case 'label':
        return choiceCodesIn(value)
          .map((code) => this.labelOf(question, code, part.language))
          .join('; ');
    }
  }

  private labelOf(question: FormQuestion, code: string, language: string): string {
    const { choices } = question.definition;
    if (choices && 'list' in choices) {
      const words = this.labels.get(choices.list)?.get(code) ?? {};
      return words[language] ?? words[''] ?? code;
    }
    // Choices that are answers of the form itself have the same label in all languages.
    return question.choices().find(({ name }) => name === code)?.label ?? code;
  }
}

const choiceCodesIn = (value: AnswerValue): readonly string[] =>
  typeof value === 'object' && !('blob' in value) ? value : [answerToText(value)];
