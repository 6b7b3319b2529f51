import type { Cell, CellRow } from './cells.ts';
import { placeOf } from './complaints.ts';
import type { Draft, DraftContainer } from './draft.ts';
import { truthOf } from './names.ts';
import { expandLoop, mostLooped } from './loop.ts';
import { countedRow } from './repeat-count.ts';
import { tellContainer, tellUnknownType, tellUntyped } from './row-complaints.ts';
import { addName, NameScope, nameOfRow } from './row-names.ts';
import { plainDraft } from './plain-question.ts';
import { selectDrafts, TableList } from './select-question.ts';
import type { FormContext } from './survey-reading.ts';
import { typeCell, type Container, type TypeCell } from './type-cell.ts';

/** A form of more rows is not filled by people, and takes a laptop's memory. */
const mostRows = 20_000;

/** Deeper forms are not filled by people, and walking them takes memory. */
const deepestGroup = 40;

/** What is read of the survey sheet besides its questions. */
export interface SurveyDraft {
  readonly drafts: readonly Draft[];
  /** `csv-external` and `xml-external` rows: files that expressions ask. */
  readonly externals: readonly {
    readonly name: string;
    readonly extension: 'csv' | 'xml';
    readonly row: number;
  }[];
  /** Settings that old forms write as rows of the survey. */
  readonly settings: Readonly<Partial<Record<'title' | 'id_string', string>>>;
  readonly audit: CellRow | null;
}

interface Open {
  readonly container: Container;
  readonly draft: DraftContainer | null;
  readonly children: Draft[];
  readonly row: number;
  readonly name: string;
  readonly names: NameScope;
  readonly list: string | null;
  readonly tableList: TableList | null;
}

/** Builds the tree of groups, repeats and questions from the rows of the survey. */
export function draftSurvey(context: FormContext): SurveyDraft {
  const extra = context.survey.rows[mostRows];
  if (extra) {
    context.complaints.error(
      { sheet: context.survey.sheet, row: extra.row },
      'survey.tooLong',
      `This sheet has more than ${mostRows} rows. Divide the form into several.`,
    );
    return { drafts: [], externals: [], settings: {}, audit: null };
  }
  const reading = new SurveyReading(context);
  for (const row of context.survey.rows) reading.take(row);
  return reading.end();
}

class SurveyReading {
  private readonly drafts: Draft[] = [];
  private readonly stack: Open[];
  private readonly repeatNames = new Set<string>();
  private readonly externals: { name: string; extension: 'csv' | 'xml'; row: number }[] = [];
  private readonly settings: Partial<Record<'title' | 'id_string', string>> = {};
  private audit: CellRow | null = null;
  private readonly looped = { left: mostLooped };
  private tooDeep = false;

  private readonly context: FormContext;

  constructor(context: FormContext) {
    this.context = context;
    this.stack = [
      {
        container: 'group',
        draft: null,
        children: this.drafts,
        row: 0,
        name: '',
        names: new NameScope(),
        list: null,
        tableList: null,
      },
    ];
  }

  take(row: CellRow): void {
    if (this.tooDeep) return;
    const { survey, complaints } = this.context;
    const disabled = row.cells.get('disabled');
    if (disabled) {
      complaints.warning(
        placeOf(survey.sheet, row.row, disabled),
        'column.disabled',
        'The column "disabled" is old. Use "relevant" to hide a question.',
      );
      if (truthOf(disabled.text) === true) return;
    }
    const typed = row.cells.get('type');
    if (!typed) {
      tellUntyped(this.context, row);
      return;
    }
    const type = typeCell(typed.text);
    if (type) this.takeTyped(type, row, typed);
    else tellUnknownType(this.context, row, typed);
  }

  end(): SurveyDraft {
    const { survey, complaints } = this.context;
    for (const open of this.stack.slice(1))
      complaints.error(
        { sheet: survey.sheet, row: open.row, column: 'A' },
        'group.notEnded',
        `The ${open.container} "${open.name}" has no end. Add a row "end_${open.container}" below its last question.`,
      );
    return {
      drafts: this.drafts,
      externals: this.externals,
      settings: this.settings,
      audit: this.audit,
    };
  }

  private takeTyped(type: TypeCell, row: CellRow, typed: Cell): void {
    if (type.kind === 'setting') {
      const value = row.cells.get('name')?.text;
      if (value !== undefined) this.settings[type.key] = value;
      return;
    }
    if (type.kind === 'end') {
      this.endContainer(type.container, row, typed);
      return;
    }
    if (type.kind === 'plain' && type.word === 'audit') {
      this.takeAudit(type, row);
      return;
    }
    const name = nameOfRow(this.context, this.top().names, type, row, typed);
    if (name === null) return;
    if (type.kind === 'begin') this.beginContainer(type, name, row, typed);
    else if (type.kind === 'select') this.addSelect(type, name, row, typed);
    else if (type.kind === 'plain' && type.meaning.type === 'external')
      this.externals.push({ name, extension: type.word === 'csv-external' ? 'csv' : 'xml', row: row.row });
    else this.top().children.push(...plainDraft(this.context, type, name, row));
  }

  private takeAudit(type: TypeCell, row: CellRow): void {
    const { survey, complaints } = this.context;
    const name = row.cells.get('name');
    if (name && name.text !== 'audit') {
      complaints.error(
        placeOf(survey.sheet, row.row, name),
        'audit.name',
        'An audit is always named "audit". Empty this cell.',
      );
      return;
    }
    plainDraft(this.context, type, 'audit', row);
    this.audit = row;
  }

  private beginContainer(
    type: Extract<TypeCell, { kind: 'begin' }>,
    name: string,
    row: CellRow,
    typed: Cell,
  ): void {
    const { survey, complaints } = this.context;
    if (this.stack.length > deepestGroup) {
      this.tooDeep = true;
      complaints.error(
        placeOf(survey.sheet, row.row, typed),
        'group.tooDeep',
        `Groups are nested more than ${deepestGroup} deep. Make the form flatter.`,
      );
      return;
    }
    tellContainer(this.context, type, name, row, typed, this.repeatNames);
    if (type.container === 'repeat') this.repeatNames.add(name);

    const [counted, count] = countedRow(this.context, this.top().names, name, row);
    if (count) this.top().children.push(count);
    const [shown, tableList] = this.tableListOf(counted);
    const children: Draft[] = tableList?.label ? [tableList.label] : [];
    const draft: DraftContainer = {
      kind: type.container === 'repeat' ? 'repeat' : 'group',
      name,
      row: shown,
      children,
    };
    this.top().children.push(draft);
    this.stack.push({
      container: type.container,
      draft,
      children,
      row: row.row,
      name,
      names: new NameScope(),
      list: type.list,
      tableList,
    });
  }

  private tableListOf(row: CellRow): readonly [CellRow, TableList | null] {
    const appearance = row.cells.get('control::appearance');
    if (!appearance || !appearance.text.split(/\s+/).includes('table-list')) return [row, null];
    const tableList = new TableList(row);
    return [tableList.groupRow, tableList];
  }

  private addSelect(
    type: Extract<TypeCell, { kind: 'select' }>,
    name: string,
    row: CellRow,
    typed: Cell,
  ): void {
    const top = this.top();
    const made = selectDrafts(this.context, type, name, row, typed, top.tableList);
    for (const draft of made)
      if (draft.name !== name)
        addName(this.context, top.names, draft.name, placeOf(this.context.survey.sheet, row.row, typed));
    top.children.push(...made);
  }

  private endContainer(container: Container, row: CellRow, typed: Cell): void {
    const { survey, complaints } = this.context;
    const open = this.top();
    if (this.stack.length === 1 || open.container !== container) {
      complaints.error(
        placeOf(survey.sheet, row.row, typed),
        'group.notBegun',
        this.stack.length === 1
          ? `There is no ${container} to end here. Delete this row, or add its begin.`
          : `Here ends a ${container}, but the ${open.container} "${open.name}" of row ${open.row} is still open. End that one first.`,
      );
      return;
    }
    this.stack.pop();
    if (container === 'loop' && open.draft && open.list !== null) {
      const names = this.repeatNames;
      expandLoop(this.context, open.draft, open.list, names, this.looped);
    }
  }

  private top(): Open {
    const top = this.stack.at(-1);
    if (!top) throw new Error('The survey itself was ended');
    return top;
  }
}
