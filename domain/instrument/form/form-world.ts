import type { Value } from '../expression/value.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import type { World } from '../expression/world.ts';
import type { Instrument } from '../instrument.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { inLanguage, type Owner } from './core.ts';
import type { Environment } from './form.ts';
import type { Fact } from './graph.ts';
import type { QuestionState } from './question-state.ts';

/** What expressions of a form may know besides its answers. */
export function worldOf(
  instrument: Instrument,
  environment: Environment,
  form: {
    readonly root: TreeNode;
    readonly lists: ChoiceLists;
    readonly language: Fact<string, Owner>;
    readonly behind: (element: TreeNode) => QuestionState | undefined;
    readonly fill: (words: string) => string;
  },
): World {
  return {
    root: form.root,
    now: () => environment.now().ms,
    offsetMinutes: () => environment.now().offsetMinutes,
    random: environment.random,
    instance: (id) => form.lists.treeOf(id),
    text: (id): Value => {
      const words = instrument.texts?.[id];
      if (words === undefined) return '';
      return form.fill(inLanguage(words, form.language.read(), instrument.defaultLanguage) ?? '');
    },
    version: instrument.version,
    choiceName: (value, element) => {
      const choices = form.behind(element)?.choices() ?? [];
      return choices.find(({ name }) => name === value)?.label ?? '';
    },
  };
}
