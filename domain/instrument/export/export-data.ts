import { isBlank, textOf } from '../form/answer-text.ts';
import type { Address, AnswerValue, Form, FormNode, FormQuestion } from '../form/form.ts';
import type { Instrument, Qid } from '../instrument.ts';
import { columnsByQid, planTables, type DataOptions, type TablePlan } from './data-columns.ts';
import type { ColumnPart, DataCell, DataTable, RatingPart } from './data-table.ts';

/** One assessment: its answers in a form, and what is known of it besides. */
export interface ExportedAssessment {
  readonly id: string;
  readonly form: Form;
  readonly facts?: Readonly<Record<string, string>>;
  /** What calculations gave when the assessment was handed in; undefined where nothing was recorded. */
  readonly recorded?: (at: Address) => AnswerValue | undefined;
  /** What stands beside the level of an indicator. */
  readonly ratingOf?: (qid: Qid) => ExportedRating;
}

/** Everything of a rating but its level; null is blank. */
export type ExportedRating = Readonly<Record<RatingPart, string | null>>;

/** The answer that counts: of a calculation what it gave when it was recorded, else what it gives now. */
export const exportedValue = ({ recorded }: ExportedAssessment, question: FormQuestion): AnswerValue | null =>
  (question.definition.calculation === undefined ? undefined : recorded?.(question.address)) ??
  question.value();

/**
 * Answers as tables: the form's own and one for each repeat. What a skip rule hides is left out, as are rows above a
 * lowered count; choices are codes.
 */
export function exportData(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataOptions,
): readonly DataTable[] {
  const facts = [...new Set(assessments.flatMap((one) => Object.keys(one.facts ?? {})))];
  const writers = planTables(instrument, facts, options).map((plan) => new TableWriter(plan, instrument));
  const byRepeat = new Map(writers.map((writer) => [writer.repeat, writer]));
  const main = byRepeat.get(null);
  if (!main) throw new Error('A form has a table of its own');

  for (const assessment of assessments) {
    const { id, form, facts: known = {} } = assessment;
    const write = (nodes: readonly FormNode[], writer: TableWriter, row: number): void => {
      for (const node of nodes) {
        if (!node.isRelevant()) continue;
        if (node.kind === 'question') writer.put(row, node, assessment);
        else if (node.kind === 'group') write(node.nodes(), writer, row);
        else if (node.kind === 'repeat') {
          const rows = byRepeat.get(node.definition.qid);
          for (const instance of rows ? node.instances() : [])
            if (rows && instance.isRelevant())
              write(instance.nodes(), rows, rows.begin({ _id: id, _parent_index: row }));
        }
      }
    };
    write(form.nodes(), main, main.begin({ _id: id, ...known }));
  }
  return writers.map((writer) => writer.table());
}

class TableWriter {
  readonly repeat: Qid | null;
  private readonly rows: DataCell[][] = [];
  private readonly places: ReadonlyMap<Qid, readonly number[]>;
  private readonly plan: TablePlan;
  private readonly labels: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;

  constructor(plan: TablePlan, instrument: Instrument) {
    this.plan = plan;
    this.repeat = plan.repeat?.qid ?? null;
    this.places = columnsByQid(plan.columns);
    this.labels = new Map(
      instrument.choiceLists.map((list) => [
        list.name,
        new Map(list.choices.map(({ name, label }) => [name, label ?? {}])),
      ]),
    );
  }

  /** Begins a row and gives its `_index`, which counts from 1. */
  begin(facts: Readonly<Record<string, DataCell>>): number {
    const index = this.rows.length + 1;
    this.rows.push(
      this.plan.columns.map(({ key, part }) =>
        part.kind !== 'fact' ? null : key === '_index' ? index : (facts[key] ?? null),
      ),
    );
    return index;
  }

  put(row: number, question: FormQuestion, assessment: ExportedAssessment): void {
    const { qid } = question.definition;
    const cells = this.rows[row - 1];
    const value = exportedValue(assessment, question);
    for (const at of this.places.get(qid) ?? []) {
      const part = this.plan.columns[at]?.part;
      if (!cells || !part) continue;
      if (part.kind === 'rating') cells[at] = assessment.ratingOf?.(qid)[part.of] ?? null;
      else if (value !== null && !isBlank(value)) cells[at] = this.cellOf(question, value, part);
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
        return null;
      case 'value':
        return typeof value === 'number' ? value : textOf(value);
      case 'option':
        return codesIn(value).includes(part.code) ? 1 : 0;
      case 'place': {
        const number = Number(textOf(value).split(' ')[part.at]);
        return Number.isFinite(number) ? number : null;
      }
      case 'label':
        return codesIn(value)
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
    // Choices that are answers of the form itself have the same words in all languages.
    return question.choices().find(({ name }) => name === code)?.label ?? code;
  }
}

const codesIn = (value: AnswerValue): readonly string[] =>
  typeof value === 'object' && !('blob' in value) ? value : [textOf(value)];
