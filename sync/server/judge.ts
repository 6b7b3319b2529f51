import { admitOp, type HoldReason } from '#domain/document/admit-op.ts';
import { applyToRegisters, type Document, emptyDocument } from '#domain/document/document.ts';
import { numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { Op } from '#domain/document/op.ts';
import { hasTaken, type Taken } from '#domain/document/taken.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Sha256 } from '../protocol/hash.ts';

/** Where a device's chain of packs ends in a log: its highest n (0: none) and the hash of its last payload. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: Sha256;
}

export type ChainVerdict =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'gap'; readonly need: number }
  | { readonly kind: 'fork' };

/** P2, J2, J3: does this payload continue its device's chain? `isStored`: exactly this payload is in the log. */
export function judgeChain(
  end: ChainEnd,
  pack: { readonly first: number; readonly prev: Sha256 },
  isStored: boolean,
): ChainVerdict {
  if (isStored) return { kind: 'duplicate' };
  if (pack.first > end.n + 1) return { kind: 'gap', need: end.n + 1 };
  return pack.first === end.n + 1 && pack.prev === end.hash ? { kind: 'next' } : { kind: 'fork' };
}

export interface HeldOp {
  readonly n: number;
  readonly reason: HoldReason;
}

export interface Judgement {
  readonly held: readonly HeldOp[];
  /** The documents that the ops that count have changed, as they are afterwards. */
  readonly changed: ReadonlyMap<DocumentId, Document>;
}

/**
 * J5: which ops of the next pack of a chain are held, and what the others make of the documents. `taken` is the log
 * before the pack; `documents` must hold every document that the ops name, where it exists.
 */
export function judgeOps(
  ops: readonly Op[],
  roles: readonly Role[],
  taken: Taken,
  documents: ReadonlyMap<DocumentId, Document>,
): Judgement {
  const held: HeldOp[] = [];
  // Copied once a document and then written to: a pack may hold 2,000 ops of one with 250 registers.
  const changed = new Map<DocumentId, Draft>();
  const takenInPack = new Set<string>();

  for (const op of ops) {
    const before = changed.get(op.doc) ?? documents.get(op.doc);
    const verdict = admitOp(op, roles, before);
    if (!verdict.ok) {
      held.push({ n: numberOf(op.dot), reason: verdict.refusal });
      continue;
    }
    const counts = (dot: Op['dot']): boolean => takenInPack.has(dot) || hasTaken(taken, dot);
    const draft = changed.get(op.doc) ?? draftOf(before ?? emptyDocument(op.doc, op.kind));
    changed.set(op.doc, draft);
    applyToRegisters(draft.registers, op, counts);
    takenInPack.add(op.dot);
  }
  return { held, changed };
}

type Draft = Omit<Document, 'registers'> & { readonly registers: Record<Path, Register> };

const draftOf = (document: Document): Draft => ({ ...document, registers: { ...document.registers } });
