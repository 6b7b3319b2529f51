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
import { cellPlaceOf, hasHintCell, hasLabelCell, type KeyedRow, KeyedRowReader } from './sheet-cell.ts';
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
      const id = this.claim(questionIdOfPath(attempt === 1 ? path : [...path, `(${attempt})`]));
      if (id) return id;
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
  drafts: readonly DraftNode[],
  index: DraftNameIndex,
  maker: QuestionIdAllocator,
): readonly NodeDefinition[] {
  return new XlsFormNodeBuilder(context, index, maker).build(drafts);
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

  build(drafts: readonly DraftNode[]): readonly NodeDefinition[] {
    // Ids in the workbook come first, so a derived one cannot take one of them.
    this.claim(drafts);
    this.derive(drafts, []);
    return this.nodes(drafts, false);
  }

  private claim(drafts: readonly DraftNode[]): void {
    for (const draft of drafts) {
      const carried = draft.row.cells.get('fieldbook::qid');
      const qid = carried ? this.maker.claim(carried.text) : null;
      if (qid) this.qids.set(draft, qid);
      else if (carried)
        this.context.complaints.warning(
          cellPlaceOf(this.context.survey.sheet, draft.row.row, carried),
          'qid.unusable',
          `The id "${carried.text.slice(0, 80)}" is there twice or is none, so this row gets a new one. Empty this cell in rows that you copied.`,
        );
      if (draft.kind !== 'question') this.claim(draft.children);
    }
  }

  private derive(drafts: readonly DraftNode[], above: readonly string[]): void {
    for (const draft of drafts) {
      const path = [...above, draft.name];
      if (!this.qids.has(draft)) this.qids.set(draft, this.maker.derive(path));
      if (draft.kind !== 'question') this.derive(draft.children, path);
    }
  }

  private nodes(drafts: readonly DraftNode[], inRepeat: boolean): readonly NodeDefinition[] {
    return drafts.map((draft) => {
      const reader = new KeyedRowReader(draft.row, this.context.unnamedLanguage);
      const node =
        draft.kind === 'question'
          ? this.question(draft, reader, inRepeat)
          : this.container(draft, reader, inRepeat);
      return this.withMore(node, reader);
    });
  }

  private container(draft: DraftContainer, reader: KeyedRowReader, inRepeat: boolean): NodeDefinition {
    const named = this.named(draft, reader);
    const nodes = this.nodes(draft.children, inRepeat || draft.kind === 'repeat');
    this.warnUnused(draft, [
      'bind::required',
      'bind::constraint',
      'bind::calculate',
      'bind::readonly',
      'default',
      'trigger',
    ]);
    if (draft.kind === 'group') return { kind: 'group', ...named, ...this.extra(reader), nodes };
    const count = reader.text('control::jr:count');
    return { kind: 'repeat', ...named, ...(count !== undefined && { count }), ...this.extra(reader), nodes };
  }

  private question(
    draft: DraftQuestion,
    reader: KeyedRowReader,
    inRepeat: boolean,
  ): QuestionDefinition | NoteDefinition {
    const { asks } = draft;
    const named = this.named(draft, reader);
    const isNote = asks.kind === 'plain' && asks.meaning.type === 'note';
    if (isNote && isDisplayOnly(draft.row)) {
      reader.cell('bind::readonly');
      return { kind: 'note', ...named, ...this.extra(reader) };
    }
    const kind = questionTypeOfDraft(draft);
    const filter = reader.text('choice_filter');
    const meaning = asks.kind === 'plain' ? asks.meaning : null;
    const parameters = Object.fromEntries(
      Object.entries(draft.parameters).filter(([key]) => key !== 'randomize' && key !== 'seed'),
    );
    reader.cell('control::rows');
    const words = {
      ...optionalField('requiredMessage', reader.words('bind::jr:requiredMsg')),
      ...optionalField('constraintMessage', reader.words('bind::jr:constraintMsg')),
    };
    const readOnly = optionalCondition(reader.text('bind::readonly')) ?? (isNote ? 'true()' : undefined);
    const derived = this.derived(draft, reader, inRepeat);
    const hint =
      meaning?.hint !== undefined && !named.hint
        ? { hint: { [this.context.unnamedLanguage]: meaning.hint } }
        : {};
    return {
      kind: 'question',
      ...named,
      ...hint,
      type: kind,
      ...optionalField('preload', meaning?.preload?.replace(/^uri:/, '')),
      ...(asks.kind === 'select' && {
        choices:
          choiceSourceOfSearch(draft, this.context) ??
          choiceSourceOf(asks, filter, draft.parameters, this.index, (list) =>
            this.context.choices.has(list),
          ),
      }),
      ...optionalField('required', optionalCondition(reader.text('bind::required'))),
      ...optionalField('constraint', reader.text('bind::constraint') ?? meaning?.constraint),
      ...optionalField('readOnly', readOnly),
      ...words,
      ...derived,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...this.extra(reader, authoredTypeWord(draft, kind)),
    };
  }

  /** Calculation, default and values that are written at events. */
  private derived(
    draft: DraftQuestion,
    reader: KeyedRowReader,
    inRepeat: boolean,
  ): Partial<QuestionDefinition> {
    const isPreload = draft.asks.kind === 'plain' && draft.asks.meaning.preload !== undefined;
    const trigger = isPreload ? undefined : reader.text('trigger');
    const calculation = reader.text('bind::calculate');
    const value = reader.text('default');
    const actions: FormAction[] = [];
    const type = draft.asks.kind === 'plain' ? draft.asks.meaning.type : draft.asks.select;
    const isDynamic = value !== undefined && isDynamicDefault(value, type);
    if (value !== undefined && isDynamic) {
      actions.push({ on: 'first-load', value });
      if (inRepeat) actions.push({ on: 'new-instance', value });
    }
    if (trigger !== undefined) {
      const of = (parseNameReferences(trigger) ?? []).flatMap(({ name }) => {
        const target = this.index.find(name);
        const qid = target && this.qids.get(target.draft);
        return qid ? [qid] : [];
      });
      actions.push({ on: 'changed', of, value: calculation ?? "''" });
    }
    return {
      ...(trigger === undefined && optionalField('calculation', calculation)),
      ...(!isDynamic && optionalField('default', value)),
      ...(actions.length > 0 && { actions }),
    };
  }

  private named(draft: DraftNode, reader: KeyedRowReader) {
    for (const key of ['type', 'name', 'parameters', 'disabled', 'fieldbook::qid']) reader.cell(key);
    for (const key of reader.cells.keys()) if (key.startsWith('fieldbook::more')) reader.cell(key);
    const qid = this.qids.get(draft);
    if (!qid) throw new Error(`No id for ${draft.name}`);
    const appearance = reader.text('control::appearance');
    const relevant = optionalCondition(reader.text('bind::relevant'), false);
    const isHeading = appearance === 'label' && !hasLabelCell(draft.row);
    return {
      qid,
      name: draft.name,
      // A heading shows the labels of choices; its own is a space, as pyxform makes it.
      ...optionalField(
        'label',
        reader.words('label') ?? (isHeading ? { [this.context.unnamedLanguage]: ' ' } : undefined),
      ),
      ...optionalField('hint', reader.words('hint')),
      ...optionalField('guidance', reader.words('guidance_hint')),
      ...optionalField('media', readRowMedia(reader)),
      ...optionalField('relevant', relevant),
      ...(appearance !== undefined && { appearance: splitAppearanceWords(appearance) }),
    };
  }

  private extra(
    reader: KeyedRowReader,
    type?: string,
  ): { readonly extra?: Readonly<Record<string, string>> } {
    const rest = { ...(type !== undefined && { type }), ...reader.rest() };
    return Object.keys(rest).length > 0 ? { extra: rest } : {};
  }

  /** Fields without an XLSForm column are JSON in our exported workbooks. */
  private withMore(node: NodeDefinition, reader: KeyedRowReader): NodeDefinition {
    const values = readExtensionValues((key) => reader.text(key));
    if (!values) return node;
    const nodes = 'nodes' in node ? { nodes: node.nodes } : {};
    const parsed = NodeDefinition.safeParse({ ...overlayFields(node, values), ...nodes });
    if (parsed.success) return parsed.data;
    this.context.complaints.error(
      cellPlaceOf(this.context.survey.sheet, reader.row, reader.cell('fieldbook::more')),
      'more.invalid',
      'This cell was written by Fieldbook and was changed. Export the form again, or empty the cell.',
    );
    return node;
  }

  private warnUnused(draft: DraftNode, keys: readonly string[]): void {
    for (const key of keys) {
      const cell = draft.row.cells.get(key);
      if (!cell || cell.column === '') continue;
      const what = draft.kind === 'question' ? 'note' : draft.kind;
      this.context.complaints.warning(
        cellPlaceOf(this.context.survey.sheet, draft.row.row, cell),
        'column.unused',
        `A ${what} does nothing with "${cell.header}"; it is kept for export. Write it at the questions themselves.`,
      );
    }
  }
}

const optionalField = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  // The computed key is K; TypeScript widens it to string.
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
