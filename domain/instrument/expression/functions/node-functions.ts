import { xmlNamespace } from '#domain/instrument/xml/xml-node.ts';
import { inDocumentOrder, walks } from '../axes.ts';
import { type Frame, ofNode, ofNodes, ofNumber, ofText, ofTruth, spend } from '../compiled.ts';
import type { TreeNode } from '../tree-node.ts';
import { argument, type Definitions, type FunctionDefinition } from './definition.ts';
import { textsOf } from './spread.ts';

/** XPath 1.0, 4.1 and 4.3 (`lang`), and what ODK adds. */
export const nodeFunctions: Definitions = {
  last: { least: 0, most: 0, build: () => ofNumber((frame) => frame.size) },
  position: {
    least: 0,
    most: 1,
    build: ([node]) =>
      ofNumber(
        node === undefined ? (frame) => frame.position : (frame) => placeAmongLike(node.nodes(frame)[0]),
      ),
  },
  count: {
    least: 1,
    most: 1,
    build: (args) => ofNumber((frame) => argument(args, 0).nodes(frame).length),
  },
  'count-non-empty': {
    least: 1,
    most: 1,
    build: (args) =>
      ofNumber((frame) => {
        const nodes = argument(args, 0).nodes(frame);
        spend(frame, nodes.length);
        return nodes.filter((node) => node.text() !== '').length;
      }),
  },
  current: { least: 0, most: 0, build: () => ofNode((frame) => frame.current) },
  id: {
    least: 1,
    most: 1,
    build: (args) =>
      ofNodes((frame) => {
        const wanted = new Set(textsOf(args, frame).flatMap((text) => text.split(/\s/)));
        wanted.delete('');
        return withIds(wanted, frame);
      }),
  },
  lang: {
    least: 1,
    most: 1,
    build: (args) =>
      ofTruth((frame) => isInLanguage(frame.node, argument(args, 0).text(frame).toLowerCase())),
  },
  name: named((node) => (node.prefix === '' ? node.name : `${node.prefix}:${node.name}`)),
  'local-name': named((node) => node.name),
  'namespace-uri': named((node) => node.namespace),
};

function named(nameOf: (node: TreeNode) => string): FunctionDefinition {
  return {
    least: 0,
    most: 1,
    build: ([nodes]) =>
      ofText((frame) => {
        const node = nodes === undefined ? frame.node : nodes.nodes(frame)[0];
        return node === undefined ? '' : nameOf(node);
      }),
  };
}

/** The how-manieth of its name a node is: the number of a row in its repeat. */
export function placeAmongLike(node: TreeNode | undefined): number {
  if (node === undefined) return Number.NaN;
  if (node.placeAmongLike !== undefined) return node.placeAmongLike();
  if (node.parent === null) return 1;
  return node.parent.childrenNamed(node.name).indexOf(node) + 1;
}

/** Without a document type, an attribute called `id` is one. */
function withIds(wanted: ReadonlySet<string>, frame: Frame): readonly TreeNode[] {
  const found: TreeNode[] = [];
  const taken = new Set<string>();
  walks.descendant(frame.world.root, frame, (node) => {
    if (node.kind !== 'element') return;
    for (const attribute of node.attributes()) {
      if (attribute.name !== 'id' || (attribute.namespace !== '' && attribute.namespace !== xmlNamespace))
        continue;
      const id = attribute.text();
      if (!wanted.has(id) || taken.has(id)) continue;
      taken.add(id);
      found.push(node);
    }
  });
  return inDocumentOrder(found);
}

function isInLanguage(node: TreeNode, wanted: string): boolean {
  for (let from: TreeNode | null = node; from !== null; from = from.parent) {
    const stated = from
      .attributes()
      .find(({ name, namespace }) => name === 'lang' && namespace === xmlNamespace);
    if (stated === undefined) continue;
    const language = stated.text().toLowerCase();
    return language === wanted || language.startsWith(`${wanted}-`);
  }
  return false;
}
