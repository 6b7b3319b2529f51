import { Node, type Action, type Note, type Qid, type Question } from '../instrument.ts';
import { RowReader, hasLabel } from './cells.ts';
import { appearanceWords } from './appearance-words.ts';
import { choicesOf } from './choice-source.ts';
import { readMedia } from './choices.ts';
import { placeOf } from './complaints.ts';
import type { Draft, DraftContainer, DraftQuestion } from './draft.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { carriedValues, overlaid } from './more.ts';
import type { NameIndex } from './name-index.ts';
import { referencesIn } from './names.ts';
import type { QidMaker } from './qid.ts';
import { authorType, condition, isOnlyShown, questionType } from './question-shape.ts';
import { searchedBy } from './searched-by.ts';
import type { FormContext } from './survey-reading.ts';

/** Makes the nodes of an instrument from drafts whose names are all known. */
export function buildNodes(
  context: FormContext,
  drafts: readonly Draft[],
  index: NameIndex,
  maker: QidMaker,
): readonly Node[] {
  return new NodeBuilder(context, index, maker).build(drafts);
}

class NodeBuilder {
  private readonly qids = new Map<Draft, Qid>();

  private readonly context: FormContext;
  private readonly index: NameIndex;
  private readonly maker: QidMaker;

  constructor(context: FormContext, index: NameIndex, maker: QidMaker) {
    this.context = context;
    this.index = index;
    this.maker = maker;
  }

  build(drafts: readonly Draft[]): readonly Node[] {
    // Ids that the workbook carries come first, so that a derived one cannot take one of them.
    this.claim(drafts);
    this.derive(drafts, []);
    return this.nodes(drafts, false);
  }

  private claim(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      const carried = draft.row.cells.get('fieldbook::qid');
      const qid = carried ? this.maker.claim(carried.text) : null;
      if (qid) this.qids.set(draft, qid);
      else if (carried)
        this.context.complaints.warning(
          placeOf(this.context.survey.sheet, draft.row.row, carried),
          'qid.unusable',
          `The id "${carried.text.slice(0, 80)}" is there twice or is none, so this row gets a new one. Empty this cell in rows that you copied.`,
        );
      if (draft.kind !== 'question') this.claim(draft.children);
    }
  }

  private derive(drafts: readonly Draft[], above: readonly string[]): void {
    for (const draft of drafts) {
      const path = [...above, draft.name];
      if (!this.qids.has(draft)) this.qids.set(draft, this.maker.derive(path));
      if (draft.kind !== 'question') this.derive(draft.children, path);
    }
  }

  private nodes(drafts: readonly Draft[], inRepeat: boolean): readonly Node[] {
    return drafts.map((draft) => {
      const reader = new RowReader(draft.row, this.context.unnamedLanguage);
      const node =
        draft.kind === 'question'
          ? this.question(draft, reader, inRepeat)
          : this.container(draft, reader, inRepeat);
      return this.withMore(node, reader);
    });
  }

  private container(draft: DraftContainer, reader: RowReader, inRepeat: boolean): Node {
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

  private question(draft: DraftQuestion, reader: RowReader, inRepeat: boolean): Question | Note {
    const { asks } = draft;
    const named = this.named(draft, reader);
    const isNote = asks.kind === 'plain' && asks.meaning.type === 'note';
    if (isNote && isOnlyShown(draft.row)) {
      reader.cell('bind::readonly');
      return { kind: 'note', ...named, ...this.extra(reader) };
    }
    const kind = questionType(draft);
    const filter = reader.text('choice_filter');
    const meaning = asks.kind === 'plain' ? asks.meaning : null;
    const parameters = Object.fromEntries(
      Object.entries(draft.parameters).filter(([key]) => key !== 'randomize' && key !== 'seed'),
    );
    reader.cell('control::rows');
    const words = {
      ...optional('requiredMessage', reader.words('bind::jr:requiredMsg')),
      ...optional('constraintMessage', reader.words('bind::jr:constraintMsg')),
    };
    const readOnly = condition(reader.text('bind::readonly')) ?? (isNote ? 'true()' : undefined);
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
      ...optional('preload', meaning?.preload?.replace(/^uri:/, '')),
      ...(asks.kind === 'select' && {
        choices:
          searchedBy(draft, this.context) ??
          choicesOf(asks, filter, draft.parameters, this.index, (list) => this.context.choices.has(list)),
      }),
      ...optional('required', condition(reader.text('bind::required'))),
      ...optional('constraint', reader.text('bind::constraint') ?? meaning?.constraint),
      ...optional('readOnly', readOnly),
      ...words,
      ...derived,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...this.extra(reader, authorType(draft, kind)),
    };
  }

  /** Calculation, default and what is written at events. */
  private derived(draft: DraftQuestion, reader: RowReader, inRepeat: boolean): Partial<Question> {
    const isPreload = draft.asks.kind === 'plain' && draft.asks.meaning.preload !== undefined;
    const trigger = isPreload ? undefined : reader.text('trigger');
    const calculation = reader.text('bind::calculate');
    const value = reader.text('default');
    const actions: Action[] = [];
    const type = draft.asks.kind === 'plain' ? draft.asks.meaning.type : draft.asks.select;
    const isDynamic = value !== undefined && isDynamicDefault(value, type);
    if (value !== undefined && isDynamic) {
      actions.push({ on: 'first-load', value });
      if (inRepeat) actions.push({ on: 'new-instance', value });
    }
    if (trigger !== undefined) {
      const of = (referencesIn(trigger) ?? []).flatMap(({ name }) => {
        const target = this.index.find(name);
        const qid = target && this.qids.get(target.draft);
        return qid ? [qid] : [];
      });
      actions.push({ on: 'changed', of, value: calculation ?? "''" });
    }
    return {
      ...(trigger === undefined && optional('calculation', calculation)),
      ...(!isDynamic && optional('default', value)),
      ...(actions.length > 0 && { actions }),
    };
  }

  private named(draft: Draft, reader: RowReader) {
    for (const key of ['type', 'name', 'parameters', 'disabled', 'fieldbook::qid']) reader.cell(key);
    for (const key of reader.cells.keys()) if (key.startsWith('fieldbook::more')) reader.cell(key);
    const qid = this.qids.get(draft);
    if (!qid) throw new Error(`No id for ${draft.name}`);
    const appearance = reader.text('control::appearance');
    const relevant = condition(reader.text('bind::relevant'), false);
    const isHeading = appearance === 'label' && !hasLabel(draft.row);
    return {
      qid,
      name: draft.name,
      // A heading shows the labels of choices; its own is a space, as pyxform makes it.
      ...optional(
        'label',
        reader.words('label') ?? (isHeading ? { [this.context.unnamedLanguage]: ' ' } : undefined),
      ),
      ...optional('hint', reader.words('hint')),
      ...optional('guidance', reader.words('guidance_hint')),
      ...optional('media', readMedia(reader)),
      ...optional('relevant', relevant),
      ...(appearance !== undefined && { appearance: appearanceWords(appearance) }),
    };
  }

  private extra(reader: RowReader, type?: string): { readonly extra?: Readonly<Record<string, string>> } {
    const rest = { ...(type !== undefined && { type }), ...reader.rest() };
    return Object.keys(rest).length > 0 ? { extra: rest } : {};
  }

  /** What XLSForm has no column for is carried as JSON by the workbooks that we export. */
  private withMore(node: Node, reader: RowReader): Node {
    const values = carriedValues((key) => reader.text(key));
    if (!values) return node;
    const nodes = 'nodes' in node ? { nodes: node.nodes } : {};
    const parsed = Node.safeParse({ ...overlaid(node, values), ...nodes });
    if (parsed.success) return parsed.data;
    this.context.complaints.error(
      placeOf(this.context.survey.sheet, reader.row, reader.cell('fieldbook::more')),
      'more.invalid',
      'This cell was written by Fieldbook and was changed. Export the form again, or empty the cell.',
    );
    return node;
  }

  private warnUnused(draft: Draft, keys: readonly string[]): void {
    for (const key of keys) {
      const cell = draft.row.cells.get(key);
      if (!cell || cell.column === '') continue;
      const what = draft.kind === 'question' ? 'note' : draft.kind;
      this.context.complaints.warning(
        placeOf(this.context.survey.sheet, draft.row.row, cell),
        'column.unused',
        `A ${what} does nothing with "${cell.header}"; it is kept for export. Write it at the questions themselves.`,
      );
    }
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  // The computed key is K; TypeScript widens it to string.
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
