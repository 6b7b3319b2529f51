import type { Op } from '#domain/document/op.ts';

/** Ops of the payloads of one world. A payload never changes and is read often: each is decoded once. */
export class OpsByPayload {
  readonly #known = new Map<string, readonly Op[]>();
  readonly #decode: (payload: string) => readonly Op[];

  constructor(decode: (payload: string) => readonly Op[]) {
    this.#decode = decode;
  }

  read(payload: string): readonly Op[] {
    const known = this.#known.get(payload) ?? this.#decode(payload);
    this.#known.set(payload, known);
    return known;
  }
}
