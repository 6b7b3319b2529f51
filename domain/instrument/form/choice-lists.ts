import type { Choice, ChoiceList, Instrument } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { type Owner, inLanguage } from './core.ts';
import type { FormChoice } from './form.ts';
import type { Fact } from './graph.ts';
import { choiceTree, dataTree } from './static-tree.ts';

/** What a question offers: a code, and where it came from. */
export interface Offer {
  readonly name: string;
  readonly choice: Choice | null;
  /** For offers that are nodes of the form or of further data: their label is asked from there. */
  readonly node: TreeNode | null;
}

/** The choice lists and further data of a form, as lists and as trees; each is built when it is first asked for. */
export class ChoiceLists {
  readonly #instrument: Instrument;
  readonly #language: Fact<string, Owner>;
  readonly #lists: ReadonlyMap<string, ChoiceList>;
  readonly #offers = new Map<string, readonly Offer[]>();
  readonly #codes = new Map<string, ReadonlySet<string>>();
  readonly #trees = new Map<string, TreeNode>();
  readonly #choiceOfItem = new Map<TreeNode, Choice>();
  readonly #plain = new Map<string, Map<Choice, FormChoice>>();
  readonly #itemOfChoice = new Map<TreeNode, Map<Choice, TreeNode>>();
  readonly #columns = new Map<string, ReadonlyMap<string, readonly Choice[]>>();

  constructor(instrument: Instrument, language: Fact<string, Owner>) {
    this.#instrument = instrument;
    this.#language = language;
    this.#lists = new Map(instrument.choiceLists.map((list) => [list.name, list]));
  }

  /** All choices of a list, in its order. */
  offersOf(name: string): readonly Offer[] {
    const known = this.#offers.get(name);
    if (known !== undefined) return known;
    const offers = (this.#lists.get(name)?.choices ?? []).map(
      (choice): Offer => ({ name: choice.name, choice, node: null }),
    );
    this.#offers.set(name, offers);
    return offers;
  }

  /** The codes of a whole list. */
  codesOf(name: string): ReadonlySet<string> {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const codes = new Set(this.offersOf(name).map((offer) => offer.name));
    this.#codes.set(name, codes);
    return codes;
  }

  /** A choice in the language that is set, nothing filled in; the same object for all questions that offer it. */
  plainly(choice: Choice): FormChoice {
    const language = this.#language.read();
    const known = this.#plain.get(language) ?? new Map<Choice, FormChoice>();
    this.#plain.set(language, known);
    let plain = known.get(choice);
    if (plain === undefined) {
      const words = choice.label && inLanguage(choice.label, language, this.#instrument.defaultLanguage);
      plain = { name: choice.name, label: words ?? choice.name, choice };
      known.set(choice, plain);
    }
    return plain;
  }

  /** The choice behind an item of a list's tree. */
  choiceOf(item: TreeNode): Choice | null {
    return this.#choiceOfItem.get(item) ?? null;
  }

  /** Choices of a list that have this text in a column, in the order of the list. */
  choicesWith(name: string, column: string, text: string): readonly Choice[] {
    const key = `${column} of ${name}`;
    let choices = this.#columns.get(key);
    if (choices === undefined) {
      choices = choicesByText(this.#lists.get(name)?.choices ?? [], column);
      this.#columns.set(key, choices);
    }
    return choices.get(text) ?? [];
  }

  /** The item of a choice in the tree of its list. */
  itemOf(list: string, choice: Choice): TreeNode | null {
    const tree = this.treeOf(list);
    return tree === null ? null : (this.#itemOfChoice.get(tree)?.get(choice) ?? null);
  }

  /** What `instance(id)` gives; null when the form has nothing of that name. */
  treeOf(id: string): TreeNode | null {
    const data = this.#instrument.instances?.[id];
    if (data !== undefined) return this.#tree(`data ${id}`, () => dataTree(data));
    const list = this.#lists.get(id);
    if (list === undefined) return null;
    const language = this.#language.read();
    return this.#tree(`list ${language} ${id}`, () => this.#treeOfList(list, language));
  }

  #treeOfList(list: ChoiceList, language: string): TreeNode {
    const fallback = this.#instrument.defaultLanguage;
    const tree = choiceTree(list, (words) =>
      words === undefined ? null : inLanguage(words, language, fallback),
    );
    const items = tree.childrenNamed('root').flatMap((root) => root.childrenNamed('item'));
    const itemOfChoice = new Map<Choice, TreeNode>();
    this.#itemOfChoice.set(tree, itemOfChoice);
    for (const [at, item] of items.entries()) {
      const choice = list.choices[at];
      if (choice === undefined) continue;
      this.#choiceOfItem.set(item, choice);
      itemOfChoice.set(choice, item);
    }
    return tree;
  }

  #tree(key: string, build: () => TreeNode): TreeNode {
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const tree = build();
    this.#trees.set(key, tree);
    return tree;
  }
}

function choicesByText(choices: readonly Choice[], column: string): ReadonlyMap<string, readonly Choice[]> {
  const found = new Map<string, Choice[]>();
  for (const choice of choices) {
    const text = choice.columns?.[column] ?? (column === 'name' ? choice.name : undefined);
    if (text === undefined) continue;
    const alike = found.get(text);
    if (alike === undefined) found.set(text, [choice]);
    else alike.push(choice);
  }
  return found;
}
