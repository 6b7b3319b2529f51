import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { type Dot, Path, type TextOp } from '#domain/document/op.ts';
import { createClientId } from '#domain/document/text-client-id.ts';
import type { DeviceId } from '#domain/ids.ts';
import { anOp, deviceC } from './ops.ts';

/** The root of the letters that these writers type. */
export const root = 'default';

/** One editing session of a device. Its ids are the device's (M4), and each edit returns the Yjs update in base64. */
export class TextSession {
  readonly document = new Y.Doc();

  constructor(deviceId: DeviceId, session = 1) {
    this.document.clientID = createClientId(deviceId, session, () => false);
  }

  get client(): number {
    return this.document.clientID;
  }

  /** Number of letters and marks that this session has written. */
  get clock(): number {
    return Y.decodeStateVector(Y.encodeStateVector(this.document)).get(this.client) ?? 0;
  }

  get words(): string {
    return this.document.getText(root).toJSON();
  }

  receive(update: string | undefined): void {
    if (update !== undefined) Y.applyUpdate(this.document, decodeBase64(update));
  }

  type(words: string, at = this.words.length): string {
    return this.#edit((text) => text.insert(at, words));
  }

  erase(at: number, length: number): string {
    return this.#edit((text) => text.delete(at, length));
  }

  #edit(change: (text: Y.Text) => void): string {
    const updates: Uint8Array[] = [];
    const note = (updateBytes: Uint8Array): void => void updates.push(updateBytes);
    this.document.on('update', note);
    this.document.transact(() => change(this.document.getText(root)));
    this.document.off('update', note);
    return encodeBase64(Y.mergeUpdates(updates));
  }
}

/** A text op of an assessment's note with this update. */
export function textOp(dot: Dot, text: string): TextOp {
  const { over: _over, value: _value, ...address } = anOp({ dot, path: Path.parse('notes/n1') });
  return { ...address, text };
}

/** Reading of a merged text. */
export const wordsOf = (text: string | undefined): string => {
  const reader = new TextSession(deviceC);
  reader.receive(text);
  return reader.words;
};

/** Bytes of a Yjs update, written by hand: a client of another make can send more than Yjs writes. */
export class ForgedUpdate {
  readonly #structs: {
    readonly client: number;
    readonly clock: number;
    readonly bytes: readonly number[];
  }[] = [];
  readonly #deletes: { readonly client: number; readonly clock: number; readonly length: number }[] = [];

  /** Letters under any client id from any clock on, at the start of the root. */
  letters(client: number, clock: number, words: string): this {
    const text = [...new TextEncoder().encode(words)];
    // Info 4: a string; no origin, so the parent follows: 1, a root by its name.
    const bytes = [
      4,
      1,
      ...varUint(root.length),
      ...new TextEncoder().encode(root),
      ...varUint(text.length),
      ...text,
    ];
    this.#structs.push({ client, clock, bytes });
    return this;
  }

  /** A run of clocks without content, of any length. */
  gone(client: number, clock: number, length: number): this {
    this.#structs.push({ client, clock, bytes: [0, ...varUint(length)] });
    return this;
  }

  /** A hole in somebody's clocks. */
  hole(client: number, clock: number, length: number): this {
    this.#structs.push({ client, clock, bytes: [10, ...varUint(length)] });
    return this;
  }

  deletes(client: number, clock: number, length: number): this {
    this.#deletes.push({ client, clock, length });
    return this;
  }

  /** The update in base64. `structCount` is the number in its head, in place of the real one. */
  encode(structCount?: number): string {
    const structs = this.#structs.flatMap(({ client, clock, bytes }) => [
      ...varUint(structCount ?? 1),
      ...varUint(client),
      ...varUint(clock),
      ...bytes,
    ]);
    const deletes = this.#deletes.flatMap(({ client, clock, length }) => [
      ...varUint(client),
      ...varUint(1),
      ...varUint(clock),
      ...varUint(length),
    ]);
    return encodeBase64(
      Uint8Array.from([
        ...varUint(this.#structs.length),
        ...structs,
        ...varUint(this.#deletes.length),
        ...deletes,
      ]),
    );
  }
}

/** A whole number as lib0 writes it: seven bits a byte, the lowest first. */
function varUint(number: number): number[] {
  const bytes: number[] = [];
  let left = number;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return [...bytes, left];
}

/** Hostile updates of a member to a text. `victim`: a session with a client id that the member has seen. */
export const hostileUpdates = (victim: {
  readonly client: number;
  readonly clock: number;
}): readonly (readonly [name: string, update: string])[] => {
  const { client, clock } = victim;
  return [
    ['the next clocks of a colleague', new ForgedUpdate().letters(client, clock, ' '.repeat(24)).encode()],
    ['other words on the written clocks of a colleague', new ForgedUpdate().letters(client, 0, 'x').encode()],
    ['a hole in the clocks of a colleague', new ForgedUpdate().hole(client, clock, 5).encode()],
    ['clocks of a colleague as gone', new ForgedUpdate().gone(client, clock, 1_000).encode()],
    ['deletes of what a colleague has yet to write', new ForgedUpdate().deletes(client, clock, 24).encode()],
    ['deletes far ahead', new ForgedUpdate().deletes(client, 2 ** 50, 1).encode()],
    ['deletes up to 2^53', new ForgedUpdate().deletes(client, 0, 2 ** 53 - 1).encode()],
    ['2^31 runs', new ForgedUpdate().letters(1, 0, 'x').encode(2 ** 31)],
    ['a run of 2^53 - 1 clocks', new ForgedUpdate().gone(7, 0, 2 ** 53 - 1).encode()],
    ['an id that nobody draws', new ForgedUpdate().letters(2 ** 40, 0, 'x').encode()],
    ['the highest id', new ForgedUpdate().letters(2 ** 53 - 1, 0, 'x').encode()],
    ['a run of no length', new ForgedUpdate().gone(7, 0, 0).encode()],
  ];
};
