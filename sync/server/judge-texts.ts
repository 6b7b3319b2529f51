import type { Result } from '#domain/base/result.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import { admitText, TextRuns } from '#domain/document/admit-text.ts';
import { deviceOf } from '#domain/document/dot.ts';
import type { Op, TextOp } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import { updateOf } from '#domain/document/text-update.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';

/** What headquarters knows of the author of a pack beside their roles, for its text ops (M4). */
export interface TextAuthorship {
  /** The devices that the author's device was renewed from (P2). */
  readonly former: readonly DeviceId[];
  /** Did the author's devices write under this unbound Yjs id there, in an op of an earlier pack that counts? */
  readonly usedUnbound: (doc: DocumentId, path: Path, client: number) => boolean;
}

export const noTextBefore: TextAuthorship = { former: [], usedUnbound: () => false };

/** The texts that one pack writes into. Each is taken apart once, so that judging costs no more than merging. */
export class TextsOfPack {
  readonly #authorship: TextAuthorship;
  readonly #runs = new Map<string, TextRuns>();
  readonly #unbound = new Map<string, Set<number>>();

  constructor(authorship: TextAuthorship) {
    this.#authorship = authorship;
  }

  /** M4: may the op add to this register? One that may is in the text that the next is judged by. */
  admit(op: TextOp, before: Register | undefined): Result<Op, HoldReason> {
    const { former, usedUnbound } = this.#authorship;
    const at = `${op.doc} ${op.path}`;
    const runs = this.#runs.get(at) ?? TextRuns.of(before?.text);
    const verdict = admitText(op, runs, {
      devices: [deviceOf(op.dot), ...former],
      usedUnbound: (client) =>
        this.#unbound.get(at)?.has(client) === true || usedUnbound(op.doc, op.path, client),
    });
    const update = updateOf(op);
    const isAdded = verdict.ok && update !== null;
    this.#runs.set(at, isAdded ? runs.after(update) : runs);
    if (isAdded) this.#unbound.set(at, new Set([...(this.#unbound.get(at) ?? []), ...update.structs.keys()]));
    return verdict;
  }
}
