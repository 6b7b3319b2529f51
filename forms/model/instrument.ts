import * as z from 'zod';
import { pathSegmentPattern } from '#base/path-segment.ts';

/** An element of secondary data of a form, for `instance(id)`. */
export interface DataElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
  readonly children?: readonly DataElement[] | undefined;
}
export const DataElement: z.ZodType<DataElement> = z.lazy(() =>
  z.readonly(
    z.object({
      name: z.string(),
      attributes: z.readonly(z.record(z.string(), z.string())).optional(),
      text: z.string().optional(),
      children: z.readonly(z.array(DataElement)).optional(),
    }),
  ),
);

/** Opaque id of a node: answers hang on it, and it outlives renames and reordering (docs/requirements.md F1). */
export const QuestionId = z
  .string()
  .regex(new RegExp(`^${pathSegmentPattern}$`))
  .brand<'Qid'>();
export type QuestionId = z.infer<typeof QuestionId>;

/** Text by language; `''` is the language of a form that names none. */
export const LocalizedText = z.readonly(z.record(z.string(), z.string()));
export type LocalizedText = z.infer<typeof LocalizedText>;

/** Words in a language, or in another available one; null when there are none. */
export function localizedTextIn(localizedText: LocalizedText | undefined, language: string): string | null {
  if (localizedText === undefined) return null;
  return (
    localizedText[language] ??
    localizedText[''] ??
    Object.values(localizedText).find((text) => text !== '') ??
    null
  );
}

/** An expression as its author wrote it (XPath subset with `${name}`); it is compiled when a form is opened. */
export const ExpressionText = z.string().max(50_000);
export type ExpressionText = z.infer<typeof ExpressionText>;

/** File names by language, as given by the author; the files are stored apart. */
export const LocalizedMedia = z.readonly(
  z.object({
    image: LocalizedText.optional(),
    bigImage: LocalizedText.optional(),
    audio: LocalizedText.optional(),
    video: LocalizedText.optional(),
  }),
);
export type LocalizedMedia = z.infer<typeof LocalizedMedia>;

export const QuestionType = z.enum([
  'text',
  'integer',
  'decimal',
  'select_one',
  'select_multiple',
  'rank',
  'range',
  'date',
  'time',
  'dateTime',
  'acknowledge',
  'geopoint',
  'geotrace',
  'geoshape',
  'barcode',
  'image',
  'audio',
  'video',
  'file',
  /** Never asked: a value derived from others, or a fact of the device (`start`, `today`, `deviceid`, ...). */
  'calculate',
  'indicator',
]);
export type QuestionType = z.infer<typeof QuestionType>;

/** Source of a question's choices. */
export const ChoiceSource = z.union([
  /** Items of a choice list, all or those for which `filter` holds (its context is the item). */
  z.readonly(
    z.object({
      list: z.string(),
      filter: ExpressionText.optional(),
      /** The order is drawn once; the same seed gives the same order. */
      randomize: z.readonly(z.object({ seed: ExpressionText.optional() })).optional(),
    }),
  ),
  /** Nodes of the form itself or of any instance, such as the names given in a repeat. */
  z.readonly(z.object({ nodeset: ExpressionText, value: ExpressionText, label: ExpressionText })),
]);
export type ChoiceSource = z.infer<typeof ChoiceSource>;

/**
 * A value that the form writes at an event, not the person; its result is stored like an answer. `first-load`: a new
 * assessment begins. `new-instance`: a repeat gets a row. `changed`: one of `of` was changed.
 */
export const FormAction = z.readonly(
  z.object({
    on: z.enum(['first-load', 'new-instance', 'changed']),
    of: z.readonly(z.array(QuestionId)).optional(),
    value: ExpressionText,
  }),
);
export type FormAction = z.infer<typeof FormAction>;

const namedNodeFields = {
  qid: QuestionId,
  /** The author's name: the column of exports, and the target of `${}`. Unique among its siblings. */
  name: z.string(),
  label: LocalizedText.optional(),
  hint: LocalizedText.optional(),
  guidance: LocalizedText.optional(),
  media: LocalizedMedia.optional(),
  relevant: ExpressionText.optional(),
  /** Words of the author's `appearance` column, such as `minimal`. */
  appearance: z.readonly(z.array(z.string())).optional(),
  /** The author's columns that Fieldbook does not use, kept for export (`bind::odk:length`, ...). */
  extra: z.readonly(z.record(z.string(), z.string())).optional(),
};

export const QuestionDefinition = z.readonly(
  z.object({
    kind: z.literal('question'),
    ...namedNodeFields,
    type: QuestionType,
    /**
     * A fact of the device, for `calculate` (`start`, `end`, `today`, `deviceid`, `username`, `phonenumber`,
     * `email`).
     */
    preload: z.string().optional(),
    choices: ChoiceSource.optional(),
    orOther: z.boolean().optional(),
    required: ExpressionText.optional(),
    requiredMessage: LocalizedText.optional(),
    constraint: ExpressionText.optional(),
    constraintMessage: LocalizedText.optional(),
    readOnly: ExpressionText.optional(),
    calculation: ExpressionText.optional(),
    /** A literal first value; computed ones are `actions`. */
    default: z.string().optional(),
    actions: z.readonly(z.array(FormAction)).optional(),
    /** `start`, `end`, `step`, `max-pixels`, `rows`, ... */
    parameters: z.readonly(z.record(z.string(), z.string())).optional(),
    /** Only with type `indicator`: its data for the rating (docs/requirements.md B). */
    indicator: z
      .readonly(
        z.object({
          question: z.string(),
          scope: z.enum(['national', 'institution']),
          types: z.readonly(z.array(z.string())),
          weight: z.int().min(1).max(3),
          gate: z.boolean(),
          tags: z.readonly(z.array(z.string())),
          defaultTarget: z.int().min(1).max(5),
          evidencePrompt: z.string(),
          rules: z.readonly(z.array(z.json())),
          levels: z.readonly(z.array(z.string()).length(5)),
        }),
      )
      .optional(),
  }),
);
export type QuestionDefinition = z.infer<typeof QuestionDefinition>;

/** Text that is shown between questions. */
export const NoteDefinition = z.readonly(z.object({ kind: z.literal('note'), ...namedNodeFields }));
export type NoteDefinition = z.infer<typeof NoteDefinition>;

export interface GroupDefinition extends GroupFields {
  readonly kind: 'group';
  readonly nodes: readonly NodeDefinition[];
}
export interface RepeatDefinition extends RepeatFields {
  readonly kind: 'repeat';
  readonly nodes: readonly NodeDefinition[];
}
/** One node of a form's tree. */
export type NodeDefinition = QuestionDefinition | NoteDefinition | GroupDefinition | RepeatDefinition;

const GroupFields = z.readonly(
  z.object({
    ...namedNodeFields,
    /** Only for a group that is a dimension of a scored instrument (docs/requirements.md B). */
    dimension: z
      .readonly(
        z.object({
          weight: z.number().positive(),
          purpose: z.string(),
          genericLevels: z.readonly(z.array(z.string())),
        }),
      )
      .optional(),
  }),
);

type GroupFields = z.infer<typeof GroupFields>;

/** First values of one row by the names of its questions, and the first rows of repeats in it. */
export interface InitialRow {
  readonly [name: string]: string | readonly InitialRow[];
}
export const InitialRow: z.ZodType<InitialRow> = z.lazy(() =>
  z.readonly(z.record(z.string(), z.union([z.string(), z.readonly(z.array(InitialRow))]))),
);

const RepeatFields = z.readonly(
  z.object({
    ...namedNodeFields,
    /** Number of rows, when the form sets it; else the person adds and removes rows. */
    count: ExpressionText.optional(),
    /**
     * First rows of a new assessment; without it one empty row. A repeat with a count takes the values of that many
     * of them.
     */
    initial: z.readonly(z.array(InitialRow)).optional(),
  }),
);

type RepeatFields = z.infer<typeof RepeatFields>;

export const NodeDefinition: z.ZodType<NodeDefinition> = z.lazy(() =>
  z.union([
    QuestionDefinition,
    NoteDefinition,
    z.readonly(
      z.object({
        kind: z.literal('group'),
        ...GroupFields.unwrap().shape,
        nodes: z.readonly(z.array(NodeDefinition)),
      }),
    ),
    z.readonly(
      z.object({
        kind: z.literal('repeat'),
        ...RepeatFields.unwrap().shape,
        nodes: z.readonly(z.array(NodeDefinition)),
      }),
    ),
  ]),
);

export const ChoiceDefinition = z.readonly(
  z.object({
    name: z.string(),
    label: LocalizedText.optional(),
    media: LocalizedMedia.optional(),
    /** Further columns, for filters. */
    columns: z.readonly(z.record(z.string(), z.string())).optional(),
  }),
);
export type ChoiceDefinition = z.infer<typeof ChoiceDefinition>;

export const ChoiceList = z.readonly(
  z.object({
    name: z.string(),
    choices: z.readonly(z.array(ChoiceDefinition)),
    /** The file that the choices were read from, for `select_one_from_file` and `pulldata`. */
    file: z.string().optional(),
  }),
);
export type ChoiceList = z.infer<typeof ChoiceList>;

/** A published set of questions; versions never change (docs/requirements.md F1). */
export const Instrument = z.readonly(
  z.object({
    id: z.string().min(1).max(200),
    version: z.string().max(100),
    title: LocalizedText,
    languages: z.readonly(z.array(z.string())),
    defaultLanguage: z.string(),
    /** The name of the tree's root in XPath, by default `data`. */
    rootName: z.string(),
    nodes: z.readonly(z.array(NodeDefinition)),
    choiceLists: z.readonly(z.array(ChoiceList)),
    /** Secondary data by id, for `instance()`. */
    instances: z.readonly(z.record(z.string(), DataElement)).optional(),
    /** Texts by id, for `jr:itext()`. */
    texts: z.readonly(z.record(z.string(), LocalizedText)).optional(),
    /** Data of a maturity assessment: scale, institution types, policy numbers (docs/requirements.md B1, B6). */
    scoring: z.readonly(z.record(z.string(), z.json())).optional(),
    settings: z.readonly(z.record(z.string(), z.string())),
    source: z
      .readonly(z.object({ kind: z.enum(['xlsform', 'xform', 'content']), file: z.string() }))
      .optional(),
  }),
);
export type Instrument = z.infer<typeof Instrument>;

/** A problem of a file, with its cell (or its line and element of XML; docs/requirements.md F2). */
export const Diagnostic = z.readonly(
  z.object({
    severity: z.enum(['error', 'warning']),
    /** Stable: `name.duplicate`, `type.unknown`, `expression.syntax`, ... */
    code: z.string(),
    /** A sentence with the remedy. */
    message: z.string(),
    sheet: z.string().optional(),
    /** 1-based, as spreadsheets count. */
    row: z.int().positive().optional(),
    column: z.string().optional(),
    fix: z.string().optional(),
  }),
);
export type Diagnostic = z.infer<typeof Diagnostic>;

/** `instrument` is present unless one of the diagnostics is an error. */
export interface InstrumentImport {
  readonly instrument: Instrument | null;
  readonly diagnostics: readonly Diagnostic[];
}
