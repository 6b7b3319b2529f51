import { type XPathNode, xmlNamespaceUri } from '../xml/xml-node.ts';
import { sortInDocumentOrder, walkByAxis } from './axes.ts';
import {
  createBooleanResult,
  createNodeSetResult,
  createNumberResult,
  createSingleNodeResult,
  createTextResult,
  type EvaluationFrame,
  spendBudget,
} from './compiled.ts';
import { argumentTexts } from './function-arguments.ts';
import { argumentAt, type FunctionDefinition, type FunctionDefinitions } from './function-definition.ts';

/** XPath 1.0, 4.1 and 4.3 (`lang`), and ODK's additions. */
export const nodeFunctions: FunctionDefinitions = {
  last: { minimumArguments: 0, maximumArguments: 0, build: () => createNumberResult((frame) => frame.size) },
  position: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: ([node]) =>
      createNumberResult(
        node === undefined
          ? (frame) => frame.position
          : (frame) => positionAmongNamesakes(node.nodes(frame)[0]),
      ),
  },
  count: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => createNumberResult((frame) => argumentAt(args, 0).nodes(frame).length),
  },
  'count-non-empty': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createNumberResult((frame) => {
        const xpathNodes = argumentAt(args, 0).nodes(frame);
        spendBudget(frame, xpathNodes.length);
        return xpathNodes.filter((node) => node.text() !== '').length;
      }),
  },
  current: {
    minimumArguments: 0,
    maximumArguments: 0,
    build: () => createSingleNodeResult((frame) => frame.current),
  },
  id: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createNodeSetResult((frame) => {
        const wanted = new Set(argumentTexts(args, frame).flatMap((text) => text.split(/\s/)));
        wanted.delete('');
        return elementsWithIds(wanted, frame);
      }),
  },
  lang: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createBooleanResult((frame) =>
        isNodeInLanguage(frame.node, argumentAt(args, 0).text(frame).toLowerCase()),
      ),
  },
  name: defineNameFunction((node) => (node.prefix === '' ? node.name : `${node.prefix}:${node.name}`)),
  'local-name': defineNameFunction((node) => node.name),
  'namespace-uri': defineNameFunction((node) => node.namespace),
};

function defineNameFunction(nameOf: (node: XPathNode) => string): FunctionDefinition {
  return {
    minimumArguments: 0,
    maximumArguments: 1,
    build: ([nodes]) =>
      createTextResult((frame) => {
        const node = nodes === undefined ? frame.node : nodes.nodes(frame)[0];
        return node === undefined ? '' : nameOf(node);
      }),
  };
}

/** Position of a node among siblings of its name: the number of a row in its repeat. */
function positionAmongNamesakes(node: XPathNode | undefined): number {
  if (node === undefined) return Number.NaN;
  if (node.positionAmongNamesakes !== undefined) return node.positionAmongNamesakes();
  if (node.parent === null) return 1;
  return node.parent.childrenNamed(node.name).indexOf(node) + 1;
}

/** Without a document type, an attribute called `id` is one. */
function elementsWithIds(wanted: ReadonlySet<string>, frame: EvaluationFrame): readonly XPathNode[] {
  const foundNodes: XPathNode[] = [];
  const taken = new Set<string>();
  walkByAxis.descendant(frame.context.root, frame, (node) => {
    if (node.kind !== 'element') return;
    for (const attribute of node.attributes()) {
      if (attribute.name !== 'id' || (attribute.namespace !== '' && attribute.namespace !== xmlNamespaceUri))
        continue;
      const id = attribute.text();
      if (!wanted.has(id) || taken.has(id)) continue;
      taken.add(id);
      foundNodes.push(node);
    }
  });
  return sortInDocumentOrder(foundNodes);
}

function isNodeInLanguage(node: XPathNode, wanted: string): boolean {
  for (let startNode: XPathNode | null = node; startNode !== null; startNode = startNode.parent) {
    const stated = startNode
      .attributes()
      .find(({ name, namespace }) => name === 'lang' && namespace === xmlNamespaceUri);
    if (stated === undefined) continue;
    const language = stated.text().toLowerCase();
    return language === wanted || language.startsWith(`${wanted}-`);
  }
  return false;
}
