import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Instrument, type NodeDefinition, QuestionId } from './instrument.ts';

/**
 * Questions that people answer in their own words. Codes, days, places and figures have types of their own. A text
 * for digits is marked (`numbers`), and a calculated one has no author.
 */
export const freeTextQuestionIds = (instrument: Pick<Instrument, 'nodes'>): ReadonlySet<QuestionId> =>
  new Set(
    [...placedNodes(instrument).values()].flatMap(({ node }) =>
      node.kind === 'question' &&
      node.type === 'text' &&
      node.calculation === undefined &&
      !(node.appearance ?? []).includes('numbers')
        ? [node.qid]
        : [],
    ),
  );

/** A node with its place in the form. */
export interface PlacedNode {
  readonly node: NodeDefinition;
  /** The group or repeat around it; null at the top. */
  readonly parent: QuestionId | null;
  /** Repeats around it, outermost first: an answer belongs to a row of each. */
  readonly repeats: readonly QuestionId[];
  /** The author's names from the top, with `/`. */
  readonly path: string;
}

/** All nodes of a form in its order, groups before their content. */
export function placedNodes({ nodes }: Pick<Instrument, 'nodes'>): ReadonlyMap<QuestionId, PlacedNode> {
  const placed = new Map<QuestionId, PlacedNode>();
  const addNodes = (some: readonly NodeDefinition[], around: Omit<PlacedNode, 'node'>): void => {
    for (const nodeDefinition of some) {
      const path = around.path === '' ? nodeDefinition.name : `${around.path}/${nodeDefinition.name}`;
      placed.set(nodeDefinition.qid, { ...around, node: nodeDefinition, path });
      if (nodeDefinition.kind === 'group')
        addNodes(nodeDefinition.nodes, { ...around, parent: nodeDefinition.qid, path });
      if (nodeDefinition.kind === 'repeat')
        addNodes(nodeDefinition.nodes, {
          parent: nodeDefinition.qid,
          repeats: [...around.repeats, nodeDefinition.qid],
          path,
        });
    }
  };
  addNodes(nodes, { parent: null, repeats: [], path: '' });
  return placed;
}

/**
 * Id of a node at the first import of a file. It consists of its names from the root on, readable in a log. A hash
 * keeps names apart that do not fit into an id. Later versions keep ids, under any name.
 */
export function questionIdOfPath(names: readonly string[]): QuestionId {
  const path = names.join('.');
  const qid = QuestionId.safeParse(path);
  if (qid.success && names.every((name) => !name.includes('.'))) return qid.data;
  const readable = (names.at(-1) ?? '').replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 40);
  return QuestionId.parse(`${readable}-${bytesToHex(sha256(utf8ToBytes(names.join('/')))).slice(0, 16)}`);
}
