import { ok, refuse, type Result } from '#base/result.ts';
import type { DeviceId } from '../ids.ts';
import type { TextOp } from './op.ts';
import {
  type ClockRange,
  doStructsAgree,
  isClientIdOf,
  isUnboundClientId,
  parsedUpdateOf,
  parseTextUpdate,
  type TextStruct,
  type TextUpdate,
} from './text-update.ts';

/** Reason why a text op is held (M4, J5), though its document's schema has such a text. */
export type TextRefusal =
  /** Not a Yjs update, or beyond `textLimits`. */
  | { readonly kind: 'invalidValue'; readonly path: string }
  /** It writes under a Yjs client id that is not its device's. */
  | { readonly kind: 'foreignWriter' }
  /** It differs from the text at a place with the same client id and clock. */
  | { readonly kind: 'contradictsText' }
  /** It deletes content that is not in the text yet. */
  | { readonly kind: 'aheadOfText' };

/** Facts about the author of a text op. */
export interface TextAuthor {
  /** The op's device and its earlier identities (P2): it may go on under their client ids. */
  readonly devices: readonly DeviceId[];
  /** Return whether one of these devices wrote under this unbound id in this register before. */
  readonly usedUnbound: (client: number) => boolean;
}

/**
 * Admit an op to a text. It writes under its device's own client ids; its repeated content must equal the text's. Its
 * deleted content must be there. An unbound id belongs to its first user. Source: sync/SPEC.md M4.
 * @param text the text before the op; `TextRuns.of(undefined)` where there is none.
 */
export function admitText(op: TextOp, text: TextRuns, author: TextAuthor): Result<TextOp, TextRefusal> {
  // Headquarters made it from the writing of several authors.
  if (op.erased === true) return ok(op);
  const update = parsedUpdateOf(op);
  if (update === null) return refuse({ kind: 'invalidValue', path: op.path });
  for (const [client, structs] of update.structs) {
    if (structs.some((struct) => !text.agreesWith(client, struct)))
      return refuse({ kind: 'contradictsText' });
    const isNew = structs.some((struct) => !text.coversRange(client, clockRangeOf(struct)));
    if (isNew && !mayWriteAsClient(client, text, author)) return refuse({ kind: 'foreignWriter' });
  }
  for (const [client, ranges] of update.deletes) {
    // An own earlier op may be held: deleting its content concerns nobody else.
    if (isOwnClient(client, author)) continue;
    const own = update.structs.get(client) ?? [];
    const before = own.length === 0 ? text : text.withStructs(client, own);
    if (ranges.some((range) => !before.coversRange(client, range))) return refuse({ kind: 'aheadOfText' });
  }
  return ok(op);
}

function mayWriteAsClient(client: number, text: TextRuns, author: TextAuthor): boolean {
  if (isOwnClient(client, author)) return true;
  return isUnboundClientId(client) && (!text.hasClient(client) || author.usedUnbound(client));
}

const isOwnClient = (client: number, { devices }: TextAuthor): boolean =>
  devices.some((device) => isClientIdOf(client, device));

const clockRangeOf = ({ id, length }: TextStruct): ClockRange => ({ from: id.clock, to: id.clock + length });

/** Runs of a text by client id, in the order of clocks: the text before an op, for its admission. */
export class TextRuns {
  readonly #structs: ReadonlyMap<number, readonly TextStruct[]>;

  private constructor(structs: ReadonlyMap<number, readonly TextStruct[]>) {
    this.#structs = structs;
  }

  /** @param text a merged Yjs update in base64 */
  static fromText(text: string | undefined): TextRuns {
    return new TextRuns((text === undefined ? null : parseTextUpdate(text))?.structs ?? new Map());
  }

  hasClient(client: number): boolean {
    return this.#structs.has(client);
  }

  /** Return whether the text has all these clocks. */
  coversRange(client: number, { from, to }: ClockRange): boolean {
    let reached = from;
    for (const struct of this.#from(client, from)) {
      if (reached >= to || struct.id.clock > reached) break;
      reached = struct.id.clock + struct.length;
    }
    return reached >= to;
  }

  /** Return whether the text has the same content, as far as it has these clocks. */
  agreesWith(client: number, struct: TextStruct): boolean {
    const { to } = clockRangeOf(struct);
    for (const there of this.#from(client, struct.id.clock)) {
      if (there.id.clock >= to) break;
      if (!doStructsAgree(there, struct)) return false;
    }
    return true;
  }

  /** Return the text with one more update. */
  withUpdate({ structs }: TextUpdate): TextRuns {
    const merged = new Map(this.#structs);
    for (const [client, some] of structs) merged.set(client, this.#withNew(client, some));
    return new TextRuns(merged);
  }

  /** Return the text with these runs of one client. */
  withStructs(client: number, structs: readonly TextStruct[]): TextRuns {
    return new TextRuns(new Map([[client, this.#withNew(client, structs)]]));
  }

  #withNew(client: number, structs: readonly TextStruct[]): readonly TextStruct[] {
    const known = this.#structs.get(client) ?? [];
    const added = structs.filter((struct) => !this.coversRange(client, clockRangeOf(struct)));
    const last = known.at(-1);
    const follows = last === undefined || added.every(({ id }) => id.clock >= last.id.clock + last.length);
    return follows ? [...known, ...added] : withoutContainedStructs([...known, ...added]);
  }

  /** The client's runs from the one that contains or follows this clock. */
  *#from(client: number, clock: number): Iterable<TextStruct> {
    const structs = this.#structs.get(client) ?? [];
    let [low, high] = [0, structs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (struct !== undefined && struct.id.clock + struct.length <= clock) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < structs.length; at++) {
      const struct = structs[at];
      if (struct !== undefined) yield struct;
    }
  }
}

/** Runs in the order of clocks, without those inside another one; so their ends are in order as well. */
function withoutContainedStructs(structs: TextStruct[]): readonly TextStruct[] {
  let reached = 0;
  return structs
    .sort((a, b) => a.id.clock - b.id.clock || b.length - a.length)
    .filter((struct) => {
      const { to } = clockRangeOf(struct);
      const isBeyond = to > reached;
      if (isBeyond) reached = to;
      return isBeyond;
    });
}
