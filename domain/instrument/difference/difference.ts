import type { ChoiceList, Instrument, Qid, Words } from '../instrument.ts';
import { type FieldChange, fieldChanges, nodeChanges, wordChanges } from './field-changes.ts';
import { type PlacedNode, placedNodes } from './placed-nodes.ts';

/** What became of one node, by its qid: names and order may change and it is the same question. */
export interface NodeDifference {
  readonly qid: Qid;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As it is after; as it was, for one that is removed. */
  readonly node: PlacedNode;
  /** Empty unless it is `changed`. */
  readonly changes: readonly FieldChange[];
}

export interface InstrumentDifference {
  /** In the order of the new form, then those that are removed in the order of the old one. */
  readonly nodes: readonly NodeDifference[];
  /** What changed of the form as a whole: its title, languages, settings. */
  readonly whole: readonly FieldChange[];
}

/** What an author, or a person in the field, should know before going from one version to another. */
export function instrumentDifference(before: Instrument, after: Instrument): InstrumentDifference {
  const [old, now] = [placedNodes(before), placedNodes(after)];
  const lists = listChanges(before, after);
  const kept = [...now].flatMap(([qid, node]): readonly NodeDifference[] => {
    const former = old.get(qid);
    if (former === undefined) return [{ qid, kind: 'added', node, changes: [] }];
    const changes = [
      ...nodeChanges(former.node, node.node),
      ...moves(former, node),
      ...ofItsList(node, lists),
    ];
    return changes.length === 0 ? [] : [{ qid, kind: 'changed', node, changes }];
  });
  const removed = [...old].flatMap(([qid, node]): readonly NodeDifference[] =>
    now.has(qid) ? [] : [{ qid, kind: 'removed', node, changes: [] }],
  );
  return { nodes: [...kept, ...removed], whole: wholeChanges(before, after) };
}

/** Nothing that a person would notice is different. */
export const isNoDifference = ({ nodes, whole }: InstrumentDifference): boolean =>
  nodes.length === 0 && whole.length === 0;

function moves(former: PlacedNode, node: PlacedNode): readonly FieldChange[] {
  return former.parent === node.parent
    ? []
    : [{ aspect: 'moved', field: 'group', before: groupOf(former.path), after: groupOf(node.path) }];
}

const groupOf = (path: string): string => path.split('/').slice(0, -1).join('/');

type ChangesByList = ReadonlyMap<string, readonly FieldChange[]>;

/** The same list under the same name: a question that goes to another list says so itself. */
function ofItsList({ node }: PlacedNode, lists: ChangesByList): readonly FieldChange[] {
  if (node.kind !== 'question' || node.choices === undefined || !('list' in node.choices)) return [];
  return lists.get(node.choices.list) ?? [];
}

function listChanges(before: Instrument, after: Instrument): ChangesByList {
  const old = new Map(before.choiceLists.map((list) => [list.name, list]));
  return new Map(
    after.choiceLists.flatMap((list) => {
      const former = old.get(list.name);
      const changes = former === undefined ? [] : choiceChanges(former, list);
      return changes.length === 0 ? [] : [[list.name, changes] as const];
    }),
  );
}

/** Choices by name: those that came, those that went, and those that read or are chosen otherwise. */
function choiceChanges(before: ChoiceList, after: ChoiceList): readonly FieldChange[] {
  const [old, now] = [byName(before), byName(after)];
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const come = [...now.keys()].filter((name) => !old.has(name));
  const read = [...now].flatMap(([name, choice]): readonly FieldChange[] => {
    const former = old.get(name);
    if (former === undefined) return [];
    const none: Words = {};
    return [
      ...wordChanges(`${after.name}/${name}`, former.label ?? none, choice.label ?? none),
      ...fieldChanges('choices', `${after.name}/${name}`, former.columns, choice.columns),
    ];
  });
  const listed: FieldChange = { aspect: 'choices', field: after.name, before: some(gone), after: some(come) };
  return [...(gone.length + come.length === 0 ? [] : [listed]), ...read];
}

const byName = ({ choices }: ChoiceList) => new Map(choices.map((choice) => [choice.name, choice]));

/** Names for reading: of a list of thousands the first ones. */
function some(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown}, … (${names.length})` : shown;
}
const mostNames = 20;

function wholeChanges(before: Instrument, after: Instrument): readonly FieldChange[] {
  return [
    ...wordChanges('title', before.title, after.title),
    ...fieldChanges('other', 'languages', before.languages.join(', '), after.languages.join(', ')),
    ...fieldChanges('other', 'default_language', before.defaultLanguage, after.defaultLanguage),
    ...fieldChanges('other', 'settings', before.settings, after.settings),
    ...fieldChanges('logic', 'scoring', before.scoring, after.scoring),
    ...(isSame(before.instances, after.instances)
      ? []
      : [{ aspect: 'choices' as const, field: 'instances', before: null, after: namesOf(after.instances) }]),
  ];
}

const isSame = (a: Instrument['instances'], b: Instrument['instances']): boolean =>
  JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});

const namesOf = (instances: Instrument['instances']): string | null => some(Object.keys(instances ?? {}));
