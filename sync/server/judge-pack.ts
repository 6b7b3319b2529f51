import { type Result, refuse } from '#base/result.ts';
import type { Register } from '#domain/document/document.ts';
import { DocumentDraft, type DocumentSource, emptyDocumentSource } from '#domain/document/document-draft.ts';
import {
  type DocumentKind,
  deviceOfDot,
  type EffectiveOps,
  isOpEffective,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
  type TextOp,
} from '#domain/document/op.ts';
import { parsedUpdateOf } from '#domain/document/text-update.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import {
  type ArrivedOps,
  admitOp,
  admitText,
  admitValue,
  type HoldReason,
  TextRuns,
} from '#domain/kinds/admit-op.ts';
import type { Role } from '#domain/people/role.ts';
import type { Sha256 } from '../protocol/hash.ts';

/** Facts about the author of a pack beside their roles, for its text ops (M4). */
export interface TextAuthorship {
  /** Devices that the author's device was renewed from (P2). */
  readonly former: readonly DeviceId[];
  /** True when the author's devices used this unbound Yjs id there, in an effective op of an earlier pack. */
  readonly usedUnbound: (doc: DocumentId, path: Path, client: number) => boolean;
}

export const noTextAuthorship: TextAuthorship = { former: [], usedUnbound: () => false };

/**
 * Judge of the texts that one pack writes into. It decodes each text once, so that judging costs no more than merging.
 */
export class PackTextJudge {
  readonly #authorship: TextAuthorship;
  readonly #runs = new Map<string, TextRuns>();
  readonly #unbound = new Map<string, Set<number>>();

  constructor(authorship: TextAuthorship) {
    this.#authorship = authorship;
  }

  /** Decide whether the op may add to this register (M4). The next op is judged by the text with all admitted ones. */
  admit(op: TextOp, before: Register | undefined): Result<Op, HoldReason> {
    const { former, usedUnbound } = this.#authorship;
    const at = `${op.doc} ${op.path}`;
    const runs = this.#runs.get(at) ?? TextRuns.fromText(before?.text);
    const verdict = admitText(op, runs, {
      devices: [deviceOfDot(op.dot), ...former],
      usedUnbound: (client) =>
        this.#unbound.get(at)?.has(client) === true || usedUnbound(op.doc, op.path, client),
    });
    const update = parsedUpdateOf(op);
    const isAdded = verdict.ok && update !== null;
    this.#runs.set(at, isAdded ? runs.withUpdate(update) : runs);
    if (isAdded) this.#unbound.set(at, new Set([...(this.#unbound.get(at) ?? []), ...update.structs.keys()]));
    return verdict;
  }
}

/** End of a device's chain in a log: its highest n (0: none) and the hash of its last payload. */
export interface ServerChainEnd {
  readonly n: number;
  readonly hash: Sha256;
}

type ChainVerdict =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'gap'; readonly need: number }
  | { readonly kind: 'fork' };

/**
 * Judge whether this payload continues its device's chain (P2, J2, J3). `isStored`: the log has exactly this payload.
 */
export function judgeChainLink(
  end: ServerChainEnd,
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

interface PackJudgement {
  readonly held: readonly HeldOp[];
  /** Documents changed by effective ops, with the changed registers of each. */
  readonly changed: ReadonlyMap<DocumentId, DocumentDraft>;
}

/** Log before a pack is taken. */
export type LogBeforePack = EffectiveOps &
  ArrivedOps & {
    /** Number of further documents of each kind for which the log has room; of another kind there is no bound. */
    readonly room?: ReadonlyMap<DocumentKind, number>;
  };

/**
 * Decide which ops of the next pack of a chain are held (J5), and fold the others into the documents. An op costs the
 * same in a small and in a large document; ops beyond `documentLimits` are held, and so are documents beyond `room`.
 * @param taken The log before the pack.
 * @param documents Every existing document that the ops name.
 */
export function judgePackOps(
  ops: readonly Op[],
  roles: readonly Role[],
  taken: LogBeforePack,
  documents: ReadonlyMap<DocumentId, DocumentSource>,
  authorship: TextAuthorship,
): PackJudgement {
  const held: HeldOp[] = [];
  const drafts = new Map([...documents].map(([doc, source]) => [doc, new DocumentDraft(source)]));
  const changed = new Map<DocumentId, DocumentDraft>();
  const takenInPack = new Set<string>();
  const room = new Map(taken.room);
  const texts = new PackTextJudge(authorship);

  for (const op of ops) {
    const before = drafts.get(op.doc);
    const draft = before ?? new DocumentDraft(emptyDocumentSource(op.doc, op.kind));
    const admitted = admitOp(op, roles, before);
    const roomy = admitted.ok
      ? checkRoom(op, draft, before === undefined ? room.get(op.kind) : undefined)
      : admitted;
    const fits = isTextOp(op)
      ? () => texts.admit(op, before?.registerAt(op.path))
      : () => admitValue(op, taken, (path) => before?.registerAt(path)?.text);
    const verdict: Result<Op, HoldReason> = roomy.ok ? fits() : roomy;
    if (!verdict.ok) {
      held.push({ n: numberOfDot(op.dot), reason: verdict.refusal });
      continue;
    }
    const left = room.get(op.kind);
    if (before === undefined && left !== undefined) room.set(op.kind, left - 1);
    draft.apply(op, (dot) => takenInPack.has(dot) || isOpEffective(taken, dot));
    drafts.set(op.doc, draft);
    changed.set(op.doc, draft);
    takenInPack.add(op.dot);
  }
  return { held, changed };
}

/** @param left number of documents of the op's kind that may still begin; undefined where none begins or without a bound */
const checkRoom = (op: Op, draft: DocumentDraft, left: number | undefined): Result<unknown, HoldReason> =>
  left === 0 ? refuse({ kind: 'logFull' }) : draft.checkCapacity(op);
