import { ok, type Result, refuse } from '#base/result.ts';
import { isCausalContextPath, parseCausalContext } from '../document/causal-context.ts';
import { type DocumentLookup, registerAt } from '../document/document.ts';
import type { CapacityRefusal } from '../document/document-size.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  isTextOp,
  type Op,
  type Path,
  type TextOp,
  type ValueOp,
  type VersionVector,
} from '../document/op.ts';
import { isClientIdOf, isUnboundClientId } from '../document/text-client-id.ts';
import {
  type ClockRange,
  clientsAheadOfText,
  doStructsAgree,
  parsedUpdateOf,
  parseTextUpdate,
  type TextStruct,
  type TextUpdate,
} from '../document/text-update.ts';
import type { DeviceId } from '../ids.ts';
import { checkAgainstSchema, isWriteOncePath, type SchemaRefusal } from '../path-rules/kind-schema.ts';
import type { Role } from '../people/role.ts';
import { schemaOfKind } from './document-kinds.ts';
import { type PermitRefusal, permitWrite } from './permit.ts';

const statusRegisterPath = 'status' as Path; // matches Path

/**
 * Registers of the document that the admission of an op reads, and no others, so a store loads just these. The
 * register that the op writes, the status of the document (M7), and the texts that a removal names (M5).
 */
export const pathsReadByAdmission = (op: Op): readonly Path[] => [
  op.path,
  statusRegisterPath,
  ...(isTextOp(op) ? [] : textsReferencedBy(op).map(([path]) => path)),
];

/** Reason why the server holds an op (J5), or why a device refuses to write it. */
export type HoldReason =
  | SchemaRefusal
  | PermitRefusal
  | CapacityRefusal
  | ValueRefusal
  | TextRefusal
  | { readonly kind: 'unknownKind' }
  | { readonly kind: 'otherKind' }
  | { readonly kind: 'mixedSort' }
  /** Published content never changes. */
  | { readonly kind: 'writtenOnce' }
  /** The log has as many documents of this kind as it takes (`mostPerLog` of its descriptor). */
  | { readonly kind: 'logFull' };

/**
 * Admit an op to the document as it is before it. Checks its schema, M4, its author's rights in the log and M7. One
 * function for device and server; the server's decision counts.
 */
export function admitOp(
  op: Op,
  roles: readonly Role[],
  previousDocument: DocumentLookup | undefined,
): Result<Op, HoldReason> {
  const fits = checkFitsDocument(op, previousDocument);
  if (!fits.ok) return fits;

  const permitted = permitWrite(roles, op, previousDocument);
  return permitted.ok ? ok(op) : permitted;
}

/**
 * Check whether the document can take this op from any author: its schema and M4. An op that fails cannot be released
 * (J5) until a later version of the schema knows it.
 */
export function checkFitsDocument(
  op: Op,
  previousDocument: DocumentLookup | undefined,
): Result<Op, HoldReason> {
  const kindSchema = schemaOfKind(op.kind);
  if (kindSchema === undefined) return refuse({ kind: 'unknownKind' });
  if (previousDocument !== undefined && previousDocument.kind !== op.kind)
    return refuse({ kind: 'otherKind' });

  // The content of an erased op is gone, and was checked before.
  const fits = op.erased === true ? ok(op) : checkAgainstSchema(kindSchema, op);
  if (!fits.ok) return fits;
  if (mixesTextAndValues(op, previousDocument)) return refuse({ kind: 'mixedSort' });
  const isThere = registerAt(previousDocument, op.path) !== undefined;
  return isThere && isWriteOncePath(kindSchema, op.path) ? refuse({ kind: 'writtenOnce' }) : ok(op);
}

/** M4: a path holds either values or text, never both. */
function mixesTextAndValues(op: Op, previousDocument: DocumentLookup | undefined): boolean {
  const register = registerAt(previousDocument, op.path);
  if (register === undefined) return false;
  return isTextOp(op)
    ? register.heads.length > 0 || register.dead !== undefined
    : register.text !== undefined;
}

/** Reason why a value op is held (M2, J5): it names values or text of a colleague that did not come yet. */
type ValueRefusal = { readonly kind: 'aheadOfValue' };

/** Arrived ops of a log, as far as an op names them. */
export interface ArrivedOps {
  readonly have: VersionVector;
  /** Devices that write no more: no op of theirs will come with a number beyond `have`. */
  readonly ended?: ReadonlySet<DeviceId>;
}

/**
 * Admit a value op, or hold it until the ops that it names have come. A device names values that its person saw. A
 * later value would be dead on arrival, or removed with its item, and nobody would have seen it.
 * Source: sync/SPEC.md M2, M5.
 * @param textAt the text at a path of the op's document, as a merged Yjs update in base64
 */
export function admitValue(
  valueOp: ValueOp,
  arrivedOps: ArrivedOps,
  textAt: (path: Path) => string | undefined,
): Result<ValueOp, ValueRefusal> {
  const authorDeviceId = deviceOfDot(valueOp.dot);
  const isAhead =
    dotsReferencedBy(valueOp).some((dot) => isNotYetArrived(dot, authorDeviceId, arrivedOps)) ||
    textsReferencedBy(valueOp).some(([path, vector]) =>
      clientsAheadOfText(vector, textAt(path)).some((client) => !isClientIdOf(client, authorDeviceId)),
    );
  return isAhead ? refuse({ kind: 'aheadOfValue' }) : ok(valueOp);
}

/** Ops of others that must have arrived (`admitValue`): replaced ones, and the last that a removal's writer saw. */
export function dotsReferencedBy(valueOp: ValueOp): readonly Dot[] {
  if (!isCausalContextPath(valueOp.path)) return valueOp.over;
  // Keys of a parsed record are devices; Object.entries forgets that.
  const seen = Object.entries(parseCausalContext(valueOp.value)?.seen ?? {}) as [DeviceId, number][];
  return [...valueOp.over, ...seen.flatMap(([device, n]) => (n > 0 ? [dotOf(device, n)] : []))];
}

/** The texts that a removal's writer saw, with their state vectors. */
export function textsReferencedBy(
  valueOp: Pick<ValueOp, 'path' | 'value'>,
): readonly (readonly [Path, string])[] {
  if (!isCausalContextPath(valueOp.path)) return [];
  // Keys of a parsed record are paths; Object.entries forgets that.
  return Object.entries(parseCausalContext(valueOp.value)?.texts ?? {}) as [Path, string][];
}

/** The author's own numbers concern nobody else. */
const isNotYetArrived = (dot: Dot, authorDeviceId: DeviceId, { have, ended }: ArrivedOps): boolean =>
  deviceOfDot(dot) !== authorDeviceId && !hasSeenDot(have, dot) && ended?.has(deviceOfDot(dot)) !== true;

/** Reason why a text op is held (M4, J5), though its document's schema has such a text. */
type TextRefusal =
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
 * @param textRuns the text before the op; `TextRuns.of(undefined)` where there is none.
 */
export function admitText(
  op: TextOp,
  textRuns: TextRuns,
  textAuthor: TextAuthor,
): Result<TextOp, TextRefusal> {
  // Headquarters made it from the writing of several authors.
  if (op.erased === true) return ok(op);
  const textUpdate = parsedUpdateOf(op);
  if (textUpdate === null) return refuse({ kind: 'invalidValue', path: op.path });
  for (const [client, textStructs] of textUpdate.structs) {
    if (textStructs.some((struct) => !textRuns.agreesWith(client, struct)))
      return refuse({ kind: 'contradictsText' });
    const isNew = textStructs.some((struct) => !textRuns.coversRange(client, clockRangeOf(struct)));
    if (isNew && !mayWriteAsClient(client, textRuns, textAuthor)) return refuse({ kind: 'foreignWriter' });
  }
  for (const [client, clockRanges] of textUpdate.deletes) {
    // An own earlier op may be held: deleting its content concerns nobody else.
    if (isOwnClient(client, textAuthor)) continue;
    const ownTextStructs = textUpdate.structs.get(client) ?? [];
    const previousTextRuns =
      ownTextStructs.length === 0 ? textRuns : textRuns.withStructs(client, ownTextStructs);
    if (clockRanges.some((range) => !previousTextRuns.coversRange(client, range)))
      return refuse({ kind: 'aheadOfText' });
  }
  return ok(op);
}

function mayWriteAsClient(client: number, textRuns: TextRuns, textAuthor: TextAuthor): boolean {
  if (isOwnClient(client, textAuthor)) return true;
  return isUnboundClientId(client) && (!textRuns.hasClient(client) || textAuthor.usedUnbound(client));
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
    for (const textStruct of this.#from(client, from)) {
      if (reached >= to || textStruct.id.clock > reached) break;
      reached = textStruct.id.clock + textStruct.length;
    }
    return reached >= to;
  }

  /** Return whether the text has the same content, as far as it has these clocks. */
  agreesWith(client: number, textStruct: TextStruct): boolean {
    const { to } = clockRangeOf(textStruct);
    for (const there of this.#from(client, textStruct.id.clock)) {
      if (there.id.clock >= to) break;
      if (!doStructsAgree(there, textStruct)) return false;
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
  withStructs(client: number, textStructs: readonly TextStruct[]): TextRuns {
    return new TextRuns(new Map([[client, this.#withNew(client, textStructs)]]));
  }

  #withNew(client: number, textStructs: readonly TextStruct[]): readonly TextStruct[] {
    const knownTextStructs = this.#structs.get(client) ?? [];
    const addedTextStructs = textStructs.filter((struct) => !this.coversRange(client, clockRangeOf(struct)));
    const lastTextStruct = knownTextStructs.at(-1);
    const follows =
      lastTextStruct === undefined ||
      addedTextStructs.every(({ id }) => id.clock >= lastTextStruct.id.clock + lastTextStruct.length);
    return follows
      ? [...knownTextStructs, ...addedTextStructs]
      : withoutContainedStructs([...knownTextStructs, ...addedTextStructs]);
  }

  /** The client's runs from the one that contains or follows this clock. */
  *#from(client: number, clock: number): Iterable<TextStruct> {
    const textStructs = this.#structs.get(client) ?? [];
    let [low, high] = [0, textStructs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const textStruct = textStructs[middle];
      if (textStruct !== undefined && textStruct.id.clock + textStruct.length <= clock) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < textStructs.length; at++) {
      const textStruct = textStructs[at];
      if (textStruct !== undefined) yield textStruct;
    }
  }
}

/** Runs in the order of clocks, without those inside another one; so their ends are in order as well. */
function withoutContainedStructs(textStructs: TextStruct[]): readonly TextStruct[] {
  let reached = 0;
  return textStructs
    .sort((a, b) => a.id.clock - b.id.clock || b.length - a.length)
    .filter((textStruct) => {
      const { to } = clockRangeOf(textStruct);
      const isBeyond = to > reached;
      if (isBeyond) reached = to;
      return isBeyond;
    });
}
