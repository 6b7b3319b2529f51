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
  readonly usedUnbound: (documentId: DocumentId, path: Path, client: number) => boolean;
}

export const noTextAuthorship: TextAuthorship = { former: [], usedUnbound: () => false };

/**
 * Judge of the texts that one pack writes into. It decodes each text once, so that judging costs no more than merging.
 */
export class PackTextJudge {
  readonly #authorship: TextAuthorship;
  readonly #runs = new Map<string, TextRuns>();
  readonly #unbound = new Map<string, Set<number>>();

  constructor(textAuthorship: TextAuthorship) {
    this.#authorship = textAuthorship;
  }

  /** Decide whether the op may add to this register (M4). The next op is judged by the text with all admitted ones. */
  admit(op: TextOp, previousRegister: Register | undefined): Result<Op, HoldReason> {
    const { former, usedUnbound } = this.#authorship;
    const at = `${op.doc} ${op.path}`;
    const textRuns = this.#runs.get(at) ?? TextRuns.fromText(previousRegister?.text);
    const verdict = admitText(op, textRuns, {
      devices: [deviceOfDot(op.dot), ...former],
      usedUnbound: (client) =>
        this.#unbound.get(at)?.has(client) === true || usedUnbound(op.doc, op.path, client),
    });
    const textUpdate = parsedUpdateOf(op);
    const isAdded = verdict.ok && textUpdate !== null;
    this.#runs.set(at, isAdded ? textRuns.withUpdate(textUpdate) : textRuns);
    if (isAdded)
      this.#unbound.set(at, new Set([...(this.#unbound.get(at) ?? []), ...textUpdate.structs.keys()]));
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
  chainEnd: ServerChainEnd,
  pack: { readonly first: number; readonly prev: Sha256 },
  isStored: boolean,
): ChainVerdict {
  if (isStored) return { kind: 'duplicate' };
  if (pack.first > chainEnd.n + 1) return { kind: 'gap', need: chainEnd.n + 1 };
  return pack.first === chainEnd.n + 1 && pack.prev === chainEnd.hash ? { kind: 'next' } : { kind: 'fork' };
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
 * @param logBeforePack The log before the pack.
 * @param documents Every existing document that the ops name.
 */
export function judgePackOps(
  ops: readonly Op[],
  roles: readonly Role[],
  logBeforePack: LogBeforePack,
  documents: ReadonlyMap<DocumentId, DocumentSource>,
  textAuthorship: TextAuthorship,
): PackJudgement {
  const heldOps: HeldOp[] = [];
  const drafts = new Map(
    [...documents].map(([documentId, source]) => [documentId, new DocumentDraft(source)]),
  );
  const changed = new Map<DocumentId, DocumentDraft>();
  const takenInPack = new Set<string>();
  const room = new Map(logBeforePack.room);
  const textJudge = new PackTextJudge(textAuthorship);

  for (const op of ops) {
    const previousDocumentDraft = drafts.get(op.doc);
    const documentDraft = previousDocumentDraft ?? new DocumentDraft(emptyDocumentSource(op.doc, op.kind));
    const admitted = admitOp(op, roles, previousDocumentDraft);
    const roomy = admitted.ok
      ? checkRoom(op, documentDraft, previousDocumentDraft === undefined ? room.get(op.kind) : undefined)
      : admitted;
    const fits = isTextOp(op)
      ? () => textJudge.admit(op, previousDocumentDraft?.registerAt(op.path))
      : () => admitValue(op, logBeforePack, (path) => previousDocumentDraft?.registerAt(path)?.text);
    const verdict: Result<Op, HoldReason> = roomy.ok ? fits() : roomy;
    if (!verdict.ok) {
      heldOps.push({ n: numberOfDot(op.dot), reason: verdict.refusal });
      continue;
    }
    const left = room.get(op.kind);
    if (previousDocumentDraft === undefined && left !== undefined) room.set(op.kind, left - 1);
    documentDraft.apply(op, (dot) => takenInPack.has(dot) || isOpEffective(logBeforePack, dot));
    drafts.set(op.doc, documentDraft);
    changed.set(op.doc, documentDraft);
    takenInPack.add(op.dot);
  }
  return { held: heldOps, changed };
}

/** @param left number of documents of the op's kind that may still begin; undefined where none begins or without a bound */
const checkRoom = (
  op: Op,
  documentDraft: DocumentDraft,
  left: number | undefined,
): Result<unknown, HoldReason> =>
  left === 0 ? refuse({ kind: 'logFull' }) : documentDraft.checkCapacity(op);
