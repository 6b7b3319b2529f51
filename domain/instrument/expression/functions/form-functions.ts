import { type Compiled, type Frame, ofAny, ofNode, ofNodes, ofText, spend } from '../compiled.ts';
import type { TreeNode } from '../tree-node.ts';
import { argument, type Definitions } from './definition.ts';
import { shuffled } from './shuffled.ts';

/** What only forms have: further data, rows, choices, words. */
export const formFunctions: Definitions = {
  instance: {
    least: 1,
    most: 1,
    build: (args) => ofNode((frame) => frame.world.instance(argument(args, 0).text(frame))),
  },
  version: { least: 0, most: 0, build: () => ofText((frame) => frame.world.version) },
  pulldata: {
    least: 4,
    most: 4,
    build: (args) =>
      ofText((frame) => {
        const [file, column, key, wanted] = args.map((arg) => arg.text(frame));
        const rows =
          frame.world
            .instance(file ?? '')
            ?.childrenNamed('root')[0]
            ?.childrenNamed('item') ?? [];
        spend(frame, rows.length);
        const row = rows.find((one) => one.childrenNamed(key ?? '')[0]?.text() === wanted);
        return row?.childrenNamed(column ?? '')[0]?.text() ?? '';
      }),
  },
  'indexed-repeat': {
    least: 3,
    most: Infinity,
    build: (_args, site, written) => {
      const [target, ...levels] = written.map((one, at) =>
        at === 0 || at % 2 === 1 ? site.compileEvery(one) : site.compile(one),
      );
      return ofNodes((frame) => (target === undefined ? [] : inRows(target, levels, frame)));
    },
  },
  randomize: {
    least: 1,
    most: 2,
    build: (args) =>
      ofNodes((frame) => {
        const nodes = argument(args, 0).nodes(frame);
        spend(frame, nodes.length);
        return shuffled(nodes, args[1]?.text(frame) ?? null, frame.world);
      }),
  },
  'jr:itext': {
    least: 1,
    most: 1,
    build: (args) => ofAny((frame) => frame.world.text(argument(args, 0).text(frame))),
  },
  'jr:choice-name': {
    least: 2,
    most: 2,
    build: (args, site) => {
      const [value, asked] = [argument(args, 0), argument(args, 1)];
      // The question is named in a text: `'${town}'` or `'/data/town'`.
      const path = typeof asked.constant === 'string' ? site.compileText(asked.constant) : asked;
      return ofText((frame) => {
        const question = path?.nodes(frame)[0];
        return question === undefined ? '' : frame.world.choiceName(value.text(frame), question);
      });
    },
  },
};

/** `indexed-repeat(target, repeat, index, ...)`: the targets in that row of the outermost repeat, in that row of the next, ... */
function inRows(target: Compiled, levels: readonly Compiled[], frame: Frame): readonly TreeNode[] {
  const pairs: { readonly rows: readonly TreeNode[]; readonly index: number }[] = [];
  for (let at = 0; at + 1 < levels.length; at += 2) {
    const index = levels[at + 1]?.number(frame) ?? Number.NaN;
    const rows = levels[at]?.nodes(frame) ?? [];
    if (Number.isNaN(index) || rows.length === 0) return [];
    pairs.push({ rows, index });
  }
  // The levels may be written in any order: the outer ones come first.
  const sorted = pairs.sort((a, b) => depthOf(a.rows[0]) - depthOf(b.rows[0]));
  let around: TreeNode | null = null;
  for (const { rows, index } of sorted) {
    spend(frame, rows.length);
    const row: TreeNode | undefined = within(rows, around)[index - 1];
    if (row === undefined) return [];
    around = row;
  }
  const targets = target.nodes(frame);
  spend(frame, targets.length);
  return within(targets, around);
}

const within = (nodes: readonly TreeNode[], outer: TreeNode | null): readonly TreeNode[] =>
  outer === null ? nodes : nodes.filter((node) => isWithin(node, outer));

function depthOf(node: TreeNode | undefined): number {
  let depth = 0;
  for (let above = node?.parent ?? null; above !== null; above = above.parent) depth += 1;
  return depth;
}

function isWithin(node: TreeNode, outer: TreeNode): boolean {
  for (let above = node.parent; above !== null; above = above.parent) if (above === outer) return true;
  return false;
}
