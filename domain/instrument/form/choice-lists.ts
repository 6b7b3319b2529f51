import type { Choice, ChoiceList, Instrument } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { type Owner, inLanguage } from './core.ts';
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

  /** The choice behind an item of a list's tree. */
  choiceOf(item: TreeNode): Choice | null {
    return this.#choiceOfItem.get(item) ?? null;
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
    for (const [at, item] of items.entries()) {
      const choice = list.choices[at];
      if (choice !== undefined) this.#choiceOfItem.set(item, choice);
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
