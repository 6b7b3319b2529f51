import { isTextOp, type Op } from '../document/op.ts';
import { textsNamedBy } from '../document/admit-value.ts';
import type { Path } from '../document/path.ts';

const statusPath = 'status' as Path; // matches Path

/**
 * The registers of a document that judging an op reads, and no others: the one that the op writes, the state of the
 * document (M7), and the texts that a removal names (M5). A store loads just these.
 */
export const pathsJudgedWith = (op: Op): readonly Path[] => [
  op.path,
  statusPath,
  ...(isTextOp(op) ? [] : textsNamedBy(op).map(([path]) => path)),
];
