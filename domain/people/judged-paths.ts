import type { Op } from '../document/op.ts';
import type { Path } from '../document/path.ts';

const statusPath = 'status' as Path; // matches Path

/**
 * The registers of a document that `admitOp` reads to judge an op, and no others: the one that the op writes, and the
 * state of the document (M7). A store loads just these. Whatever `admitOp` asks beyond them must be named here.
 */
export const pathsJudgedWith = (op: Pick<Op, 'path'>): readonly Path[] => [op.path, statusPath];
