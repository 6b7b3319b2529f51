import { canonicalJson, type JsonValue } from '#base/json.ts';
import type { ChoiceList, Instrument, LocalizedText, NodeDefinition, QuestionId } from './instrument.ts';
import { type PlacedNode, placedNodes } from './placed-nodes.ts';

export interface InstrumentDifference {
  /** In the order of the new form, then removed ones in the order of the old one. */
  readonly nodes: readonly NodeDifference[];
  /** Changes of the form as a whole: its title, languages, settings. */
  readonly whole: readonly FieldChange[];
}

/** Compare two versions, for an author or a person in the field before a change of version. */
export function compareInstruments(previousInstrument: Instrument, after: Instrument): InstrumentDifference {
  const [old, now] = [placedNodes(previousInstrument), placedNodes(after)];
  const lists = compareChoiceLists(previousInstrument, after);
  const keptNodeDifferences = [...now].flatMap(([questionId, placedNode]): readonly NodeDifference[] => {
    const formerNode = old.get(questionId);
    if (formerNode === undefined) return [{ qid: questionId, kind: 'added', node: placedNode, changes: [] }];
    const fieldChanges = [
      ...compareNodeFields(formerNode.node, placedNode.node),
      ...moveChanges(formerNode, placedNode),
      ...choiceListChanges(placedNode, lists),
    ];
    return fieldChanges.length === 0
      ? []
      : [{ qid: questionId, kind: 'changed', node: placedNode, changes: fieldChanges }];
  });
  const removedNodeDifferences = [...old].flatMap(([questionId, node]): readonly NodeDifference[] =>
    now.has(questionId) ? [] : [{ qid: questionId, kind: 'removed', node, changes: [] }],
  );
  return {
    nodes: [...keptNodeDifferences, ...removedNodeDifferences],
    whole: compareFormFields(previousInstrument, after),
  };
}

/** Aspect of a change, in an author's terms. */
export type ChangeAspect = 'retyped' | 'renamed' | 'relabelled' | 'logic' | 'choices' | 'moved' | 'other';

/** One changed field; null where it was or is absent. */
export interface FieldChange {
  readonly aspect: ChangeAspect;
  /** The author's column, such as `label::fr` or `relevant`. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Aspect of each field of a node; a field that is not named here is `other`. Those of the tree itself are left out.
 */
const aspectByField: Readonly<Record<string, ChangeAspect>> = {
  kind: 'retyped',
  type: 'retyped',
  name: 'renamed',
  label: 'relabelled',
  hint: 'relabelled',
  guidance: 'relabelled',
  constraintMessage: 'relabelled',
  requiredMessage: 'relabelled',
  relevant: 'logic',
  required: 'logic',
  constraint: 'logic',
  readOnly: 'logic',
  calculation: 'logic',
  default: 'logic',
  actions: 'logic',
  count: 'logic',
  initial: 'logic',
  preload: 'logic',
  choices: 'choices',
  orOther: 'choices',
};
const fieldOrder = Object.keys(aspectByField);
const fieldOrderOf = (field: string): number =>
  field in aspectByField ? fieldOrder.indexOf(field) : fieldOrder.length;

type NodeFields = Readonly<Record<string, unknown>>;
const structuralFields: ReadonlySet<string> = new Set(['qid', 'nodes']);

/** Changed fields of a node of the same question id, in the order of the table above. */
function compareNodeFields(
  previousNodeDefinition: NodeDefinition,
  after: NodeDefinition,
): readonly FieldChange[] {
  // Any fields of any kind of node, by name.
  const [old, now]: readonly [NodeFields, NodeFields] = [{ ...previousNodeDefinition }, { ...after }];
  const fields = new Set(
    [...Object.keys(old), ...Object.keys(now)].filter((field) => !structuralFields.has(field)),
  );
  const inOrder = [...fields].toSorted((a, b) => fieldOrderOf(a) - fieldOrderOf(b));
  return inOrder.flatMap((field) =>
    compareFieldValues(
      aspectByField[field] ?? 'other',
      field,
      old[field] as JsonValue | undefined,
      now[field] as JsonValue | undefined,
    ),
  );
}

/** Texts are compared language by language, all other values as a whole. */
function compareFieldValues(
  changeAspect: ChangeAspect,
  field: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly FieldChange[] {
  if (changeAspect === 'relabelled')
    return compareLocalizedTexts(field, (before ?? {}) as LocalizedText, (after ?? {}) as LocalizedText);
  const [old, now] = [displayTextOf(before), displayTextOf(after)];
  return old === now ? [] : [{ aspect: changeAspect, field, before: old, after: now }];
}

/** `label` in the language of a form that names none, else `label::fr`. */
function compareLocalizedTexts(
  field: string,
  previousText: LocalizedText,
  after: LocalizedText,
): readonly FieldChange[] {
  const languages = new Set([...Object.keys(previousText), ...Object.keys(after)]);
  return [...languages].flatMap((language) => {
    const [old, now] = [previousText[language] ?? null, after[language] ?? null];
    const name = language === '' ? field : `${field}::${language}`;
    return old === now ? [] : [{ aspect: 'relabelled' as const, field: name, before: old, after: now }];
  });
}

/** A value as text for a list of changes; null for an absent one. */
function displayTextOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue);
}

/** Difference of one node, by its question id: with another name or order it is the same question. */
export interface NodeDifference {
  readonly qid: QuestionId;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The node after the change; before it, for a removed one. */
  readonly node: PlacedNode;
  /** Empty unless it is `changed`. */
  readonly changes: readonly FieldChange[];
}

function moveChanges(formerNode: PlacedNode, placedNode: PlacedNode): readonly FieldChange[] {
  return formerNode.parent === placedNode.parent
    ? []
    : [
        {
          aspect: 'moved',
          field: 'group',
          before: parentPathOf(formerNode.path),
          after: parentPathOf(placedNode.path),
        },
      ];
}

const parentPathOf = (path: string): string => path.split('/').slice(0, -1).join('/');

type ChangesByList = ReadonlyMap<string, readonly FieldChange[]>;

/** The same list under the same name: a question that moves to another list reports that itself. */
function choiceListChanges({ node }: PlacedNode, lists: ChangesByList): readonly FieldChange[] {
  if (node.kind !== 'question' || node.choices === undefined || !('list' in node.choices)) return [];
  return lists.get(node.choices.list) ?? [];
}

function compareChoiceLists(previousInstrument: Instrument, after: Instrument): ChangesByList {
  const old = new Map(previousInstrument.choiceLists.map((list) => [list.name, list]));
  return new Map(
    after.choiceLists.flatMap((choiceList) => {
      const formerChoiceList = old.get(choiceList.name);
      const fieldChanges = formerChoiceList === undefined ? [] : compareChoices(formerChoiceList, choiceList);
      return fieldChanges.length === 0 ? [] : [[choiceList.name, fieldChanges] as const];
    }),
  );
}

/** Choices by name: added, removed, relabelled, or offered under other conditions. */
function compareChoices(previousChoiceList: ChoiceList, after: ChoiceList): readonly FieldChange[] {
  const [old, now] = [choicesByName(previousChoiceList), choicesByName(after)];
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const come = [...now.keys()].filter((name) => !old.has(name));
  const read = [...now].flatMap(([name, choiceDefinition]): readonly FieldChange[] => {
    const formerChoiceDefinition = old.get(name);
    if (formerChoiceDefinition === undefined) return [];
    const none: LocalizedText = {};
    return [
      ...compareLocalizedTexts(
        `${after.name}/${name}`,
        formerChoiceDefinition.label ?? none,
        choiceDefinition.label ?? none,
      ),
      ...compareFieldValues(
        'choices',
        `${after.name}/${name}`,
        formerChoiceDefinition.columns,
        choiceDefinition.columns,
      ),
    ];
  });
  const listedFieldChange: FieldChange = {
    aspect: 'choices',
    field: after.name,
    before: joinShownNames(gone),
    after: joinShownNames(come),
  };
  return [...(gone.length + come.length === 0 ? [] : [listedFieldChange]), ...read];
}

const choicesByName = ({ choices }: ChoiceList) => new Map(choices.map((choice) => [choice.name, choice]));

/** Names for display: of a list of thousands the first ones. */
function joinShownNames(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const shown = names.slice(0, maximumShownNames).join(', ');
  return names.length > maximumShownNames ? `${shown}, … (${names.length})` : shown;
}
const maximumShownNames = 20;

function compareFormFields(previousInstrument: Instrument, after: Instrument): readonly FieldChange[] {
  return [
    ...compareLocalizedTexts('title', previousInstrument.title, after.title),
    ...compareFieldValues(
      'other',
      'languages',
      previousInstrument.languages.join(', '),
      after.languages.join(', '),
    ),
    ...compareFieldValues(
      'other',
      'default_language',
      previousInstrument.defaultLanguage,
      after.defaultLanguage,
    ),
    ...compareFieldValues('other', 'settings', previousInstrument.settings, after.settings),
    ...compareFieldValues('logic', 'scoring', previousInstrument.scoring, after.scoring),
    ...(areSameInstances(previousInstrument.instances, after.instances)
      ? []
      : [
          {
            aspect: 'choices' as const,
            field: 'instances',
            before: null,
            after: joinInstanceNames(after.instances),
          },
        ]),
  ];
}

const areSameInstances = (a: Instrument['instances'], b: Instrument['instances']): boolean =>
  JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});

const joinInstanceNames = (instances: Instrument['instances']): string | null =>
  joinShownNames(Object.keys(instances ?? {}));
