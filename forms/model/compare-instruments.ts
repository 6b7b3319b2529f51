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
export function compareInstruments(before: Instrument, after: Instrument): InstrumentDifference {
  const [old, now] = [placedNodes(before), placedNodes(after)];
  const lists = compareChoiceLists(before, after);
  const kept = [...now].flatMap(([qid, node]): readonly NodeDifference[] => {
    const former = old.get(qid);
    if (former === undefined) return [{ qid, kind: 'added', node, changes: [] }];
    const changes = [
      ...compareNodeFields(former.node, node.node),
      ...moveChanges(former, node),
      ...choiceListChanges(node, lists),
    ];
    return changes.length === 0 ? [] : [{ qid, kind: 'changed', node, changes }];
  });
  const removed = [...old].flatMap(([qid, node]): readonly NodeDifference[] =>
    now.has(qid) ? [] : [{ qid, kind: 'removed', node, changes: [] }],
  );
  return { nodes: [...kept, ...removed], whole: compareFormFields(before, after) };
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
function compareNodeFields(before: NodeDefinition, after: NodeDefinition): readonly FieldChange[] {
  // Any fields of any kind of node, by name.
  const [old, now]: readonly [NodeFields, NodeFields] = [{ ...before }, { ...after }];
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
  aspect: ChangeAspect,
  field: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly FieldChange[] {
  if (aspect === 'relabelled')
    return compareLocalizedTexts(field, (before ?? {}) as LocalizedText, (after ?? {}) as LocalizedText);
  const [old, now] = [displayTextOf(before), displayTextOf(after)];
  return old === now ? [] : [{ aspect, field, before: old, after: now }];
}

/** `label` in the language of a form that names none, else `label::fr`. */
function compareLocalizedTexts(
  field: string,
  before: LocalizedText,
  after: LocalizedText,
): readonly FieldChange[] {
  const languages = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...languages].flatMap((language) => {
    const [old, now] = [before[language] ?? null, after[language] ?? null];
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

function moveChanges(former: PlacedNode, node: PlacedNode): readonly FieldChange[] {
  return former.parent === node.parent
    ? []
    : [
        {
          aspect: 'moved',
          field: 'group',
          before: parentPathOf(former.path),
          after: parentPathOf(node.path),
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

function compareChoiceLists(before: Instrument, after: Instrument): ChangesByList {
  const old = new Map(before.choiceLists.map((list) => [list.name, list]));
  return new Map(
    after.choiceLists.flatMap((list) => {
      const former = old.get(list.name);
      const changes = former === undefined ? [] : compareChoices(former, list);
      return changes.length === 0 ? [] : [[list.name, changes] as const];
    }),
  );
}

/** Choices by name: added, removed, relabelled, or offered under other conditions. */
function compareChoices(before: ChoiceList, after: ChoiceList): readonly FieldChange[] {
  const [old, now] = [choicesByName(before), choicesByName(after)];
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const come = [...now.keys()].filter((name) => !old.has(name));
  const read = [...now].flatMap(([name, choice]): readonly FieldChange[] => {
    const former = old.get(name);
    if (former === undefined) return [];
    const none: LocalizedText = {};
    return [
      ...compareLocalizedTexts(`${after.name}/${name}`, former.label ?? none, choice.label ?? none),
      ...compareFieldValues('choices', `${after.name}/${name}`, former.columns, choice.columns),
    ];
  });
  const listed: FieldChange = {
    aspect: 'choices',
    field: after.name,
    before: joinShownNames(gone),
    after: joinShownNames(come),
  };
  return [...(gone.length + come.length === 0 ? [] : [listed]), ...read];
}

const choicesByName = ({ choices }: ChoiceList) => new Map(choices.map((choice) => [choice.name, choice]));

/** Names for display: of a list of thousands the first ones. */
function joinShownNames(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const shown = names.slice(0, maximumShownNames).join(', ');
  return names.length > maximumShownNames ? `${shown}, … (${names.length})` : shown;
}
const maximumShownNames = 20;

function compareFormFields(before: Instrument, after: Instrument): readonly FieldChange[] {
  return [
    ...compareLocalizedTexts('title', before.title, after.title),
    ...compareFieldValues('other', 'languages', before.languages.join(', '), after.languages.join(', ')),
    ...compareFieldValues('other', 'default_language', before.defaultLanguage, after.defaultLanguage),
    ...compareFieldValues('other', 'settings', before.settings, after.settings),
    ...compareFieldValues('logic', 'scoring', before.scoring, after.scoring),
    ...(areSameInstances(before.instances, after.instances)
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
