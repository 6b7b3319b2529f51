import {
  type FormAction,
  NodeDefinition,
  type NoteDefinition,
  type QuestionDefinition,
  QuestionId,
  type QuestionType,
} from '../model/instrument.ts';
import { questionIdOfPath } from '../model/placed-nodes.ts';
import { conditionExpressionOf } from './cell-words.ts';
import { choiceSourceOfSearch } from './choice-search.ts';
import { choiceSourceOf } from './choice-source.ts';
import { readRowMedia } from './choices.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { overlayFields, readExtensionValues } from './extension-columns.ts';
import { parseNameReferences } from './name-references.ts';
import { isDerivedRow } from './plain-question.ts';
import { cellAddressOf, hasHintCell, hasLabelCell, type KeyedRow, KeyedRowReader } from './sheet-cell.ts';
import type {
  DraftContainer,
  DraftNameIndex,
  DraftNode,
  DraftQuestion,
  SurveyContext,
} from './survey-context.ts';

/** Question type of a row. A question that is never shown is a calculation, a note with a value a text. */
function questionTypeOfDraft({ asks, row }: DraftQuestion): QuestionType {
  if (asks.kind === 'select') return asks.select;
  const isHidden = isDerivedRow(row) && !hasLabelCell(row) && !hasHintCell(row);
  const { type } = asks.meaning;
  if (isHidden || type === 'external') return 'calculate';
  return type === 'note' ? 'text' : type;
}

/** A required note without an input keeps a form from being finished: authors do that on purpose. */
function isDisplayOnly(row: KeyedRow): boolean {
  const isRequired = optionalCondition(row.cells.get('bind::required')?.text) !== undefined;
  return !isRequired && !isDerivedRow(row) && !row.cells.has('default') && !row.cells.has('bind::constraint');
}

/** The author's word for a type that the instrument does not have, for export. */
function authoredTypeWord({ asks, row }: DraftQuestion, type: string): string | undefined {
  if (asks.kind === 'select') return undefined;
  if (asks.word === 'osm') return row.cells.get('type')?.text;
  if (asks.word === 'hidden' || asks.meaning.preload?.startsWith('uri:')) return asks.word;
  return type === 'calculate' && asks.word !== 'calculate' && asks.meaning.preload === undefined
    ? asks.meaning.type
    : undefined;
}

/** A condition as an expression. One that never holds is dropped, unless it is the relevance of a question. */
function optionalCondition(text: string | undefined, dropFalse = true): string | undefined {
  const expression = text === undefined ? undefined : conditionExpressionOf(text);
  return dropFalse && expression === 'false()' ? undefined : expression;
}

/**
 * Assigns ids to nodes. They come from the path of names: the same names give the same ids, so answers stay. Ids in
 * our own workbooks (`fieldbook::qid`) outlive renames and moves.
 */
export class QuestionIdAllocator {
  private readonly given = new Set<string>();

  /**
   * Claim an id; null when it is taken already: a copied row.
   * @param wanted id in the author's workbook
   */
  claim(wanted: string): QuestionId | null {
    const parsed = QuestionId.safeParse(wanted);
    if (!parsed.success || this.given.has(wanted)) return null;
    this.given.add(wanted);
    return parsed.data;
  }

  /** The id for a path of names from below the root. */
  derive(path: readonly string[]): QuestionId {
    for (let attempt = 1; ; attempt += 1) {
      // Taken only when the workbook has it for another row.
      const questionId = this.claim(questionIdOfPath(attempt === 1 ? path : [...path, `(${attempt})`]));
      if (questionId) return questionId;
    }
  }
}

/** Words of the appearance; parentheses, as in `search('file')`, belong to the word before them. */
function splitAppearanceWords(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth <= 0 && /\s/.test(letter)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += letter;
  }
  return word === '' ? words : [...words, word];
}

/** Build the nodes of an instrument from drafts; all their names must be known. */
export function buildXlsFormNodes(
  context: SurveyContext,
  draftNodes: readonly DraftNode[],
  index: DraftNameIndex,
  maker: QuestionIdAllocator,
): readonly NodeDefinition[] {
  return new XlsFormNodeBuilder(context, index, maker).build(draftNodes);
}

class XlsFormNodeBuilder {
  private readonly qids = new Map<DraftNode, QuestionId>();

  private readonly context: SurveyContext;
  private readonly index: DraftNameIndex;
  private readonly maker: QuestionIdAllocator;

  constructor(context: SurveyContext, index: DraftNameIndex, maker: QuestionIdAllocator) {
    this.context = context;
    this.index = index;
    this.maker = maker;
  }

  build(draftNodes: readonly DraftNode[]): readonly NodeDefinition[] {
    // Ids in the workbook come first, so a derived one cannot take one of them.
    this.claim(draftNodes);
    this.derive(draftNodes, []);
    return this.nodes(draftNodes, false);
  }

  private claim(draftNodes: readonly DraftNode[]): void {
    for (const draftNode of draftNodes) {
      const carried = draftNode.row.cells.get('fieldbook::qid');
      const questionId = carried ? this.maker.claim(carried.text) : null;
      if (questionId) this.qids.set(draftNode, questionId);
      else if (carried)
        this.context.diagnostics.warning(
          cellAddressOf(this.context.survey.sheet, draftNode.row.row, carried),
          'qid.unusable',
          `The id "${carried.text.slice(0, 80)}" is there twice or is none, so this row gets a new one. Empty this cell in rows that you copied.`,
        );
      if (draftNode.kind !== 'question') this.claim(draftNode.children);
    }
  }

  private derive(draftNodes: readonly DraftNode[], above: readonly string[]): void {
    for (const draftNode of draftNodes) {
      const path = [...above, draftNode.name];
      if (!this.qids.has(draftNode)) this.qids.set(draftNode, this.maker.derive(path));
      if (draftNode.kind !== 'question') this.derive(draftNode.children, path);
    }
  }

  private nodes(draftNodes: readonly DraftNode[], inRepeat: boolean): readonly NodeDefinition[] {
    return draftNodes.map((draftNode) => {
      const rowReader = new KeyedRowReader(draftNode.row, this.context.unnamedLanguage);
      const nodeDefinition =
        draftNode.kind === 'question'
          ? this.question(draftNode, rowReader, inRepeat)
          : this.container(draftNode, rowReader, inRepeat);
      return this.withMore(nodeDefinition, rowReader);
    });
  }

  private container(
    draftContainer: DraftContainer,
    rowReader: KeyedRowReader,
    inRepeat: boolean,
  ): NodeDefinition {
    const named = this.named(draftContainer, rowReader);
    const nodes = this.nodes(draftContainer.children, inRepeat || draftContainer.kind === 'repeat');
    this.warnUnused(draftContainer, [
      'bind::required',
      'bind::constraint',
      'bind::calculate',
      'bind::readonly',
      'default',
      'trigger',
    ]);
    if (draftContainer.kind === 'group') return { kind: 'group', ...named, ...this.extra(rowReader), nodes };
    const count = rowReader.text('control::jr:count');
    return {
      kind: 'repeat',
      ...named,
      ...(count !== undefined && { count }),
      ...this.extra(rowReader),
      nodes,
    };
  }

  private question(
    draftQuestion: DraftQuestion,
    rowReader: KeyedRowReader,
    inRepeat: boolean,
  ): QuestionDefinition | NoteDefinition {
    const { asks } = draftQuestion;
    const named = this.named(draftQuestion, rowReader);
    const isNote = asks.kind === 'plain' && asks.meaning.type === 'note';
    if (isNote && isDisplayOnly(draftQuestion.row)) {
      rowReader.cell('bind::readonly');
      return { kind: 'note', ...named, ...this.extra(rowReader) };
    }
    const kind = questionTypeOfDraft(draftQuestion);
    const filter = rowReader.text('choice_filter');
    const typeMeaning = asks.kind === 'plain' ? asks.meaning : null;
    const parameters = Object.fromEntries(
      Object.entries(draftQuestion.parameters).filter(([key]) => key !== 'randomize' && key !== 'seed'),
    );
    rowReader.cell('control::rows');
    const words = {
      ...optionalField('requiredMessage', rowReader.words('bind::jr:requiredMsg')),
      ...optionalField('constraintMessage', rowReader.words('bind::jr:constraintMsg')),
    };
    const readOnly = optionalCondition(rowReader.text('bind::readonly')) ?? (isNote ? 'true()' : undefined);
    const derived = this.derived(draftQuestion, rowReader, inRepeat);
    const hint =
      typeMeaning?.hint !== undefined && !named.hint
        ? { hint: { [this.context.unnamedLanguage]: typeMeaning.hint } }
        : {};
    return {
      kind: 'question',
      ...named,
      ...hint,
      type: kind,
      ...optionalField('preload', typeMeaning?.preload?.replace(/^uri:/, '')),
      ...(asks.kind === 'select' && {
        choices:
          choiceSourceOfSearch(draftQuestion, this.context) ??
          choiceSourceOf(asks, filter, draftQuestion.parameters, this.index, (list) =>
            this.context.choices.has(list),
          ),
      }),
      ...optionalField('required', optionalCondition(rowReader.text('bind::required'))),
      ...optionalField('constraint', rowReader.text('bind::constraint') ?? typeMeaning?.constraint),
      ...optionalField('readOnly', readOnly),
      ...words,
      ...derived,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...this.extra(rowReader, authoredTypeWord(draftQuestion, kind)),
    };
  }

  /** Calculation, default and values that are written at events. */
  private derived(
    draftQuestion: DraftQuestion,
    rowReader: KeyedRowReader,
    inRepeat: boolean,
  ): Partial<QuestionDefinition> {
    const isPreload = draftQuestion.asks.kind === 'plain' && draftQuestion.asks.meaning.preload !== undefined;
    const trigger = isPreload ? undefined : rowReader.text('trigger');
    const calculation = rowReader.text('bind::calculate');
    const value = rowReader.text('default');
    const formActions: FormAction[] = [];
    const type =
      draftQuestion.asks.kind === 'plain' ? draftQuestion.asks.meaning.type : draftQuestion.asks.select;
    const isDynamic = value !== undefined && isDynamicDefault(value, type);
    if (value !== undefined && isDynamic) {
      formActions.push({ on: 'first-load', value });
      if (inRepeat) formActions.push({ on: 'new-instance', value });
    }
    if (trigger !== undefined) {
      const of = (parseNameReferences(trigger) ?? []).flatMap(({ name }) => {
        const target = this.index.find(name);
        const questionId = target && this.qids.get(target.draft);
        return questionId ? [questionId] : [];
      });
      formActions.push({ on: 'changed', of, value: calculation ?? "''" });
    }
    return {
      ...(trigger === undefined && optionalField('calculation', calculation)),
      ...(!isDynamic && optionalField('default', value)),
      ...(formActions.length > 0 && { actions: formActions }),
    };
  }

  private named(draftNode: DraftNode, rowReader: KeyedRowReader) {
    for (const key of ['type', 'name', 'parameters', 'disabled', 'fieldbook::qid']) rowReader.cell(key);
    for (const key of rowReader.cells.keys()) if (key.startsWith('fieldbook::more')) rowReader.cell(key);
    const questionId = this.qids.get(draftNode);
    if (!questionId) throw new Error(`No id for ${draftNode.name}`);
    const appearance = rowReader.text('control::appearance');
    const relevant = optionalCondition(rowReader.text('bind::relevant'), false);
    const isHeading = appearance === 'label' && !hasLabelCell(draftNode.row);
    return {
      qid: questionId,
      name: draftNode.name,
      // A heading shows the labels of choices; its own is a space, as pyxform makes it.
      ...optionalField(
        'label',
        rowReader.words('label') ?? (isHeading ? { [this.context.unnamedLanguage]: ' ' } : undefined),
      ),
      ...optionalField('hint', rowReader.words('hint')),
      ...optionalField('guidance', rowReader.words('guidance_hint')),
      ...optionalField('media', readRowMedia(rowReader)),
      ...optionalField('relevant', relevant),
      ...(appearance !== undefined && { appearance: splitAppearanceWords(appearance) }),
    };
  }

  private extra(
    rowReader: KeyedRowReader,
    type?: string,
  ): { readonly extra?: Readonly<Record<string, string>> } {
    const rest = { ...(type !== undefined && { type }), ...rowReader.rest() };
    return Object.keys(rest).length > 0 ? { extra: rest } : {};
  }

  /** Fields without an XLSForm column are JSON in our exported workbooks. */
  private withMore(nodeDefinition: NodeDefinition, rowReader: KeyedRowReader): NodeDefinition {
    const values = readExtensionValues((key) => rowReader.text(key));
    if (!values) return nodeDefinition;
    const nodes = 'nodes' in nodeDefinition ? { nodes: nodeDefinition.nodes } : {};
    const parsed = NodeDefinition.safeParse({ ...overlayFields(nodeDefinition, values), ...nodes });
    if (parsed.success) return parsed.data;
    this.context.diagnostics.error(
      cellAddressOf(this.context.survey.sheet, rowReader.row, rowReader.cell('fieldbook::more')),
      'more.invalid',
      'This cell was written by Fieldbook and was changed. Export the form again, or empty the cell.',
    );
    return nodeDefinition;
  }

  private warnUnused(draftNode: DraftNode, keys: readonly string[]): void {
    for (const key of keys) {
      const sheetCell = draftNode.row.cells.get(key);
      if (!sheetCell || sheetCell.column === '') continue;
      const what = draftNode.kind === 'question' ? 'note' : draftNode.kind;
      this.context.diagnostics.warning(
        cellAddressOf(this.context.survey.sheet, draftNode.row.row, sheetCell),
        'column.unused',
        `A ${what} does nothing with "${sheetCell.header}"; it is kept for export. Write it at the questions themselves.`,
      );
    }
  }
}

const optionalField = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  // The computed key is K; TypeScript widens it to string.
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
