import { isXmlName, parseTruthWord, xmlNameRule } from './cell-words.ts';
import { draftPlainQuestion } from './plain-question.ts';
import { type ContainerKind, parseTypeCell, type TypeCell } from './question-types.ts';
import { draftSelectQuestion, TableListGroup } from './select-question.ts';
import { cellAddressOf, type KeyedRow, KeyedRowReader, type SheetCell } from './sheet-cell.ts';
import { type DraftContainer, type DraftNode, type SurveyContext, walkDrafts } from './survey-context.ts';
import {
  addSiblingName,
  draftRepeatCount,
  readRowName,
  reportContainerProblems,
  reportUnknownType,
  reportUntypedRow,
  SiblingNames,
} from './survey-rows.ts';

const maximumLoopedQuestions = 20_000;

/**
 * Expand a loop: its content once for each choice of the list, in a group of that choice. `%(label)s` and `%(name)s`
 * in labels and hints are replaced by the choice's.
 */
function expandLoop(
  context: SurveyContext,
  loop: DraftContainer,
  list: string,
  repeatNames: ReadonlySet<string>,
  budget: { left: number },
): void {
  const { choices, diagnostics, survey, unnamedLanguage } = context;
  const choiceRows = choices.get(list) ?? [];
  const inside = [...loop.children];
  const repeat = [...walkDrafts(inside)].find(
    ({ draft }) => draft.kind === 'repeat' && repeatNames.has(draft.name),
  )?.draft;
  if (repeat && choiceRows.length > 1)
    diagnostics.error(
      cellAddressOf(survey.sheet, repeat.row.row, repeat.row.cells.get('name')),
      'name.repeatDuplicate',
      `The repeat "${repeat.name}" would exist ${choiceRows.length} times, because it is in a loop. Move it out of the loop.`,
    );

  const unusable = choiceRows.find(({ choice }) => !isXmlName(choice.name));
  if (unusable)
    diagnostics.error(
      cellAddressOf(survey.sheet, loop.row.row, loop.row.cells.get('type')),
      'loop.name',
      `The loop makes a group for each choice of "${list}", and "${unusable.choice.name.slice(0, 100)}" cannot be a name. ${xmlNameRule}`,
    );

  loop.children.length = 0;
  // Loops within loops multiply: a page of them would expand to millions of questions.
  budget.left -= [...walkDrafts(inside)].length * choiceRows.length;
  if (budget.left < 0) {
    diagnostics.error(
      cellAddressOf(survey.sheet, loop.row.row, loop.row.cells.get('type')),
      'loop.tooLarge',
      `The loops of this form make more than ${maximumLoopedQuestions} questions. Use a repeat, or a shorter list.`,
    );
    return;
  }
  for (const { choice } of choiceRows) {
    const labelIn = (language: string): string =>
      choice.label?.[language] ?? choice.label?.[unnamedLanguage] ?? choice.name;
    const cells = new Map<string, SheetCell>();
    for (const [language, text] of Object.entries(choice.label ?? {}))
      cells.set(language === unnamedLanguage ? 'label' : `label::${language}`, {
        text,
        column: '',
        header: '',
      });
    const fill = (text: string, language: string): string =>
      text.replaceAll('%(label)s', labelIn(language)).replaceAll('%(name)s', choice.name);
    loop.children.push({
      kind: 'group',
      name: choice.name,
      row: { row: loop.row.row, cells },
      children: inside.map((draft) => fillLoopDraft(draft, fill, unnamedLanguage)),
    });
  }
}

function fillLoopDraft(
  draftNode: DraftNode,
  fill: (text: string, language: string) => string,
  unnamedLanguage: string,
): DraftNode {
  const row = fillLoopRow(draftNode.row, fill, unnamedLanguage);
  return draftNode.kind === 'question'
    ? { ...draftNode, row }
    : {
        ...draftNode,
        row,
        children: draftNode.children.map((child) => fillLoopDraft(child, fill, unnamedLanguage)),
      };
}

const loopTextColumnPattern = /^(label|hint|guidance_hint)(?:::(.*))?$/;

function fillLoopRow(
  row: KeyedRow,
  fill: (text: string, language: string) => string,
  unnamedLanguage: string,
): KeyedRow {
  const rowReader = new KeyedRowReader(row, unnamedLanguage);
  const cells = [...rowReader.cells].map(([key, sheetCell]) => {
    const match = loopTextColumnPattern.exec(key);
    return [
      key,
      match ? { ...sheetCell, text: fill(sheetCell.text, match[2] ?? unnamedLanguage) } : sheetCell,
    ] as const;
  });
  return { row: row.row, cells: new Map(cells) };
}

/** Nobody fills in a form of more rows, and it takes a laptop's memory. */
const maximumSurveyRows = 20_000;

/** Nobody fills in deeper forms, and walking them takes memory. */
const maximumGroupDepth = 40;

/** Content of the survey sheet besides its questions. */
export interface DraftedSurvey {
  readonly drafts: readonly DraftNode[];
  /** `csv-external` and `xml-external` rows: files for expressions. */
  readonly externals: readonly {
    readonly name: string;
    readonly extension: 'csv' | 'xml';
    readonly row: number;
  }[];
  /** Settings that old forms write as rows of the survey. */
  readonly settings: Readonly<Partial<Record<'title' | 'id_string', string>>>;
  readonly audit: KeyedRow | null;
}

interface OpenContainer {
  readonly container: ContainerKind;
  readonly draft: DraftContainer | null;
  readonly children: DraftNode[];
  readonly row: number;
  readonly name: string;
  readonly names: SiblingNames;
  readonly list: string | null;
  readonly tableList: TableListGroup | null;
}

/** Build the tree of groups, repeats and questions from the rows of the survey. */
export function draftSurvey(context: SurveyContext): DraftedSurvey {
  const extra = context.survey.rows[maximumSurveyRows];
  if (extra) {
    context.diagnostics.error(
      { sheet: context.survey.sheet, row: extra.row },
      'survey.tooLong',
      `This sheet has more than ${maximumSurveyRows} rows. Divide the form into several.`,
    );
    return { drafts: [], externals: [], settings: {}, audit: null };
  }
  const reading = new SurveyDrafter(context);
  for (const row of context.survey.rows) reading.addRow(row);
  return reading.finishSurvey();
}

class SurveyDrafter {
  private readonly drafts: DraftNode[] = [];
  private readonly stack: OpenContainer[];
  private readonly repeatNames = new Set<string>();
  private readonly externals: { name: string; extension: 'csv' | 'xml'; row: number }[] = [];
  private readonly settings: Partial<Record<'title' | 'id_string', string>> = {};
  private audit: KeyedRow | null = null;
  private readonly looped = { left: maximumLoopedQuestions };
  private tooDeep = false;

  private readonly context: SurveyContext;

  constructor(context: SurveyContext) {
    this.context = context;
    this.stack = [
      {
        container: 'group',
        draft: null,
        children: this.drafts,
        row: 0,
        name: '',
        names: new SiblingNames(),
        list: null,
        tableList: null,
      },
    ];
  }

  addRow(row: KeyedRow): void {
    if (this.tooDeep) return;
    const { survey, diagnostics } = this.context;
    const disabled = row.cells.get('disabled');
    if (disabled) {
      diagnostics.warning(
        cellAddressOf(survey.sheet, row.row, disabled),
        'column.disabled',
        'The column "disabled" is old. Use "relevant" to hide a question.',
      );
      if (parseTruthWord(disabled.text) === true) return;
    }
    const typeCell = row.cells.get('type');
    if (!typeCell) {
      reportUntypedRow(this.context, row);
      return;
    }
    const type = parseTypeCell(typeCell.text);
    if (type) this.takeTyped(type, row, typeCell);
    else reportUnknownType(this.context, row, typeCell);
  }

  finishSurvey(): DraftedSurvey {
    const { survey, diagnostics } = this.context;
    for (const openContainer of this.stack.slice(1))
      diagnostics.error(
        { sheet: survey.sheet, row: openContainer.row, column: 'A' },
        'group.notEnded',
        `The ${openContainer.container} "${openContainer.name}" has no end. Add a row "end_${openContainer.container}" below its last question.`,
      );
    return {
      drafts: this.drafts,
      externals: this.externals,
      settings: this.settings,
      audit: this.audit,
    };
  }

  private takeTyped(type: TypeCell, row: KeyedRow, typeCell: SheetCell): void {
    if (type.kind === 'setting') {
      const value = row.cells.get('name')?.text;
      if (value !== undefined) this.settings[type.key] = value;
      return;
    }
    if (type.kind === 'end') {
      this.endContainer(type.container, row, typeCell);
      return;
    }
    if (type.kind === 'plain' && type.word === 'audit') {
      this.takeAudit(type, row);
      return;
    }
    const name = readRowName(this.context, this.top().names, type, row, typeCell);
    if (name === null) return;
    if (type.kind === 'begin') this.beginContainer(type, name, row, typeCell);
    else if (type.kind === 'select') this.addSelect(type, name, row, typeCell);
    else if (type.kind === 'plain' && type.meaning.type === 'external')
      this.externals.push({ name, extension: type.word === 'csv-external' ? 'csv' : 'xml', row: row.row });
    else this.top().children.push(...draftPlainQuestion(this.context, type, name, row));
  }

  private takeAudit(typeCell: TypeCell, row: KeyedRow): void {
    const { survey, diagnostics } = this.context;
    const nameCell = row.cells.get('name');
    if (nameCell && nameCell.text !== 'audit') {
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, nameCell),
        'audit.name',
        'An audit is always named "audit". Empty this cell.',
      );
      return;
    }
    draftPlainQuestion(this.context, typeCell, 'audit', row);
    this.audit = row;
  }

  private beginContainer(
    type: Extract<TypeCell, { kind: 'begin' }>,
    name: string,
    row: KeyedRow,
    typeCell: SheetCell,
  ): void {
    const { survey, diagnostics } = this.context;
    if (this.stack.length > maximumGroupDepth) {
      this.tooDeep = true;
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, typeCell),
        'group.tooDeep',
        `Groups are nested more than ${maximumGroupDepth} deep. Make the form flatter.`,
      );
      return;
    }
    reportContainerProblems(this.context, type, name, row, typeCell, this.repeatNames);
    if (type.container === 'repeat') this.repeatNames.add(name);

    const [counted, count] = draftRepeatCount(this.context, this.top().names, name, row);
    if (count) this.top().children.push(count);
    const [shownRow, tableList] = this.tableListOf(counted);
    const children: DraftNode[] = tableList?.label ? [tableList.label] : [];
    const draftContainer: DraftContainer = {
      kind: type.container === 'repeat' ? 'repeat' : 'group',
      name,
      row: shownRow,
      children,
    };
    this.top().children.push(draftContainer);
    this.stack.push({
      container: type.container,
      draft: draftContainer,
      children,
      row: row.row,
      name,
      names: new SiblingNames(),
      list: type.list,
      tableList,
    });
  }

  private tableListOf(row: KeyedRow): readonly [KeyedRow, TableListGroup | null] {
    const appearanceCell = row.cells.get('control::appearance');
    if (!appearanceCell || !appearanceCell.text.split(/\s+/).includes('table-list')) return [row, null];
    const tableList = new TableListGroup(row);
    return [tableList.groupRow, tableList];
  }

  private addSelect(
    type: Extract<TypeCell, { kind: 'select' }>,
    name: string,
    row: KeyedRow,
    typeCell: SheetCell,
  ): void {
    const top = this.top();
    const made = draftSelectQuestion(this.context, type, name, row, typeCell, top.tableList);
    for (const draftQuestion of made)
      if (draftQuestion.name !== name)
        addSiblingName(
          this.context,
          top.names,
          draftQuestion.name,
          cellAddressOf(this.context.survey.sheet, row.row, typeCell),
        );
    top.children.push(...made);
  }

  private endContainer(containerKind: ContainerKind, row: KeyedRow, typeCell: SheetCell): void {
    const { survey, diagnostics } = this.context;
    const openContainer = this.top();
    if (this.stack.length === 1 || openContainer.container !== containerKind) {
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, typeCell),
        'group.notBegun',
        this.stack.length === 1
          ? `There is no ${containerKind} to end here. Delete this row, or add its begin.`
          : `Here ends a ${containerKind}, but the ${openContainer.container} "${openContainer.name}" of row ${openContainer.row} is still open. End that one first.`,
      );
      return;
    }
    this.stack.pop();
    if (containerKind === 'loop' && openContainer.draft && openContainer.list !== null) {
      const names = this.repeatNames;
      expandLoop(this.context, openContainer.draft, openContainer.list, names, this.looped);
    }
  }

  private top(): OpenContainer {
    const top = this.stack.at(-1);
    if (!top) throw new Error('An end row closes the survey itself');
    return top;
  }
}
