import { finished, Transform } from 'node:stream';
import type { Verdict } from '#sync/protocol/wire.ts';
import type { EarlyVerdict } from '../log/answer-sync.ts';
import { type BodyDecoder, BodyTooLarge } from './body-decoder.ts';
import { PackScanner } from './pack-scanner.ts';

/** A pack is an object with a payload; anything else waits for the request's own judgement. */
type Judge = (item: { readonly payload: string }) => Promise<Verdict>;

/**
 * Judges the packs of a large request one after the other while the rest of it is still coming in. So a link that is cut
 * in the middle costs the pack that was on the road and not the request, and the answer comes sooner after the last
 * byte. Nothing depends on it: what it did not judge, and what it saw otherwise than the whole turns out to be, is
 * judged when the request is there (S4 makes the second time harmless).
 */
export class EarlyPacks {
  /** The body as it came, unchanged, for the parser. */
  readonly body: Transform;
  readonly #scanner = new PackScanner();
  readonly #judge: Judge;
  readonly #verdicts: EarlyVerdict[] = [];
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param decoder of this body; reads it within the limits that hold for every other body */
  constructor(decoder: BodyDecoder, judge: Judge) {
    this.#judge = judge;
    const { input, output } = decoder;
    output.on('data', (piece: Buffer) => this.#read(piece));
    output.on('error', (error) => {
      this.#stop();
      // A body that cannot be decompressed is told of by whoever reads it as a whole.
      if (error instanceof BodyTooLarge) this.body.destroy(error);
    });
    // A decoder that fails never calls back for the piece that it was given.
    let passOn = (): void => undefined;
    const passOnOnce = (): void => {
      const pass = passOn;
      passOn = () => undefined;
      pass();
    };
    output.on('close', passOnOnce);
    this.body = new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        passOn = () => done(null, piece);
        if (input.destroyed) passOnOnce();
        else input.write(piece, passOnOnce);
      },
      flush: (done) => {
        finished(output, () => done());
        input.end();
      },
    });
    // A cut link: what has come is read to its end.
    this.body.on('error', () => input.end());
  }

  /** Everything that was judged, in the order of the packs. Rejects when the store failed meanwhile. */
  async verdicts(): Promise<readonly EarlyVerdict[]> {
    this.#stop();
    await this.#last;
    return this.#verdicts;
  }

  #stop(): void {
    this.#isStopped = true;
  }

  #read(piece: Buffer): void {
    if (this.#isStopped) return;
    for (const text of this.#scanner.push(piece)) {
      const item = packIn(text);
      if (item === null) return this.#stop();
      this.#last = this.#last.then(() => this.#take(item));
      // Who waits for the verdicts hears of it; after a cut link nobody does.
      this.#last.catch(() => this.#stop());
    }
  }

  async #take(item: { readonly payload: string }): Promise<void> {
    this.#verdicts.push({ payload: item.payload, verdict: await this.#judge(item) });
  }
}

function packIn(text: string): { readonly payload: string } | null {
  try {
    const item = JSON.parse(text) as unknown;
    return isPack(item) ? item : null;
  } catch {
    return null; // no JSON, which is told of when the request is read as a whole
  }
}

const isPack = (item: unknown): item is { readonly payload: string } =>
  typeof item === 'object' && item !== null && 'payload' in item && typeof item.payload === 'string';
