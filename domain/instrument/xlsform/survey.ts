import { type Cell, type CellRow, hasLabel, madeCell } from './cells.ts';
import { placeOf } from './complaints.ts';
import type { Draft, DraftContainer } from './draft.ts';
import { soleReference, truthOf } from './names.ts';
import { expandLoop, mostLooped } from './loop.ts';
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
      this.takeUntyped(row);
      return;
    }
    const type = typeCell(typed.text);
    if (!type) {
      const known = /^include\b/i.test(typed.text);
      if (known)
        complaints.error(
          placeOf(survey.sheet, row.row, typed),
          'type.include',
          'Including another file is not possible. Copy its rows into this sheet.',
        );
      else
        complaints.error(
          placeOf(survey.sheet, row.row, typed),
          'type.unknown',
          `There is no question type "${typed.text.slice(0, 100)}". Write one such as text, integer, select_one list, note or begin_group.`,
        );
      return;
    }
    this.takeTyped(type, row, typed);
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

  private takeUntyped(row: CellRow): void {
    const { survey, complaints } = this.context;
    const name =
      row.cells.get('name') ??
      row.cells.get('label') ??
      [...row.cells].find(([key]) => key.startsWith('label::'))?.[1];
    if (row.cells.has('name') || row.cells.has('label')) {
      complaints.error(
        placeOf(survey.sheet, row.row, name),
        'type.missing',
        'This row has no type. Write one in the column "type", or empty the row.',
      );
      return;
    }
    complaints.warning(
      placeOf(survey.sheet, row.row),
      'row.skipped',
      'This row has neither type nor name and is left out. Delete it, or put notes in a column that the form does not use.',
    );
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
    const { survey, complaints, settings, choices } = this.context;
    if (this.stack.length > deepestGroup) {
      this.tooDeep = true;
      complaints.error(
        placeOf(survey.sheet, row.row, typed),
        'group.tooDeep',
        `Groups are nested more than ${deepestGroup} deep. Make the form flatter.`,
      );
      return;
    }
    if (type.container === 'repeat') {
      if (name === settings.rootName)
        complaints.error(
          placeOf(survey.sheet, row.row, row.cells.get('name')),
          'name.root',
          `A repeat cannot be named "${name}", like the form itself. Rename it.`,
        );
      else if (this.repeatNames.has(name))
        complaints.error(
          placeOf(survey.sheet, row.row, row.cells.get('name')),
          'name.repeatDuplicate',
          `There is another repeat "${name}". Names of repeats are unique in the whole form: rename one.`,
        );
      this.repeatNames.add(name);
    }
    if (type.container === 'loop' && (type.list === null || !choices.has(type.list)))
      complaints.error(
        placeOf(survey.sheet, row.row, typed),
        'loop.list',
        type.list === null
          ? 'This loop names no list. Write "begin_loop over LIST".'
          : `The list "${type.list}" of this loop is not on the choices sheet.`,
      );
    if (!hasLabel(row) && type.container === 'repeat')
      complaints.warning(
        placeOf(survey.sheet, row.row, row.cells.get('name')),
        'label.missing',
        `The repeat "${name}" has no label. Write one that says what its rows are.`,
      );

    const counted = this.countNode(name, row);
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

  /** A count that is more than one reference gets a calculation of its own, as pyxform makes it. */
  private countNode(name: string, row: CellRow): CellRow {
    const count = row.cells.get('control::jr:count');
    // A workbook of ours says what the instrument says.
    if (!count || soleReference(count.text) !== null || row.cells.has('fieldbook::qid')) return row;
    const { survey } = this.context;
    const made = `${name}_count`;
    addName(this.context, this.top().names, made, placeOf(survey.sheet, row.row, count));
    const cells = new Map([
      ['bind::calculate', count],
      ['bind::readonly', madeCell('true()')],
    ]);
    this.top().children.push({
      kind: 'question',
      name: made,
      row: { row: row.row, cells },
      asks: { kind: 'plain', word: 'calculate', meaning: { type: 'calculate' } },
      parameters: {},
    });
    return {
      row: row.row,
      cells: new Map([...row.cells, ['control::jr:count', { ...count, text: `\${${made}}` }]]),
    };
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
