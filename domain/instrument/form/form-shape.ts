import type { Instrument, Node, Qid } from '../instrument.ts';

/** Where the nodes of an instrument stand, by id: what registers need to know of it. */
export interface FormShape {
  /** Every node by its id. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** The innermost repeat around each node; absent for those in none. */
  readonly repeatAround: ReadonlyMap<string, Qid>;
  /** The questions of a scored instrument that are asked first; their answers have a place of their own. */
  readonly screening: ReadonlySet<string>;
}

/** Walks an instrument once. */
export function shapeOf(instrument: Instrument): FormShape {
  const nodes = new Map<string, Node>();
  const repeatAround = new Map<string, Qid>();
  const walk = (among: readonly Node[], repeat: Qid | null): void => {
    for (const node of among) {
      nodes.set(node.qid, node);
      if (repeat !== null) repeatAround.set(node.qid, repeat);
      if (node.kind === 'group') walk(node.nodes, repeat);
      if (node.kind === 'repeat') walk(node.nodes, node.qid);
    }
  };
  walk(instrument.nodes, null);
  return { nodes, repeatAround, screening: screeningOf(instrument) };
}

/** Only instruments that rate have a screening (domain.md B4); a group of that name elsewhere is a group. */
function screeningOf({ scoring, nodes }: Instrument): ReadonlySet<string> {
  const group = nodes.find(({ qid }) => qid === screeningGroup);
  return new Set(scoring !== undefined && group?.kind === 'group' ? group.nodes.map(({ qid }) => qid) : []);
}

const screeningGroup = 'screening';

/** How many repeats are around a node. */
export function depthOf(shape: FormShape, qid: string): number {
  const around = shape.repeatAround.get(qid);
  return around === undefined ? 0 : 1 + depthOf(shape, around);
}
