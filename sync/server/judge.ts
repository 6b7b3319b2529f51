import { admitOp, type HoldReason } from '#domain/document/admit-op.ts';
import { admitValue, type Arrived } from '#domain/document/admit-value.ts';
import { DocumentDraft, type DocumentSource, emptySource } from '#domain/document/document-draft.ts';
import { numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { hasTaken, type Taken } from '#domain/document/taken.ts';
import type { Result } from '#domain/base/result.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Sha256 } from '../protocol/hash.ts';
import { type TextAuthorship, TextsOfPack } from './judge-texts.ts';

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
  /** The documents that the ops that count have changed, with the registers that they changed in each. */
  readonly changed: ReadonlyMap<DocumentId, DocumentDraft>;
}

/** A log as a pack meets it. */
export type LogBefore = Taken & Arrived;

/**
 * J5: which ops of the next pack of a chain are held, and what the others make of the documents. `taken` is the log
 * before the pack; `documents` must hold every document that the ops name, where it exists. An op costs the same in a
 * small document and in a large one; what is beyond `documentLimits` is held.
 */
export function judgeOps(
  ops: readonly Op[],
  roles: readonly Role[],
  taken: LogBefore,
  documents: ReadonlyMap<DocumentId, DocumentSource>,
  authorship: TextAuthorship,
): Judgement {
  const held: HeldOp[] = [];
  const drafts = new Map([...documents].map(([doc, source]) => [doc, new DocumentDraft(source)]));
  const changed = new Map<DocumentId, DocumentDraft>();
  const takenInPack = new Set<string>();
  const texts = new TextsOfPack(authorship);

  for (const op of ops) {
    const before = drafts.get(op.doc);
    const draft = before ?? new DocumentDraft(emptySource(op.doc, op.kind));
    const admitted = admitOp(op, roles, before);
    const roomy = admitted.ok ? draft.checkRoom(op) : admitted;
    const fits = isTextOp(op)
      ? () => texts.admit(op, before?.registerAt(op.path))
      : () => admitValue(op, taken, (path) => before?.registerAt(path)?.text);
    const verdict: Result<Op, HoldReason> = roomy.ok ? fits() : roomy;
    if (!verdict.ok) {
      held.push({ n: numberOf(op.dot), reason: verdict.refusal });
      continue;
    }
    draft.apply(op, (dot) => takenInPack.has(dot) || hasTaken(taken, dot));
    drafts.set(op.doc, draft);
    changed.set(op.doc, draft);
    takenInPack.add(op.dot);
  }
  return { held, changed };
}
