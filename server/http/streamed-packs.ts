import { finished, Transform } from 'node:stream';
import type { Verdict } from '#sync/protocol/wire.ts';
import type { StreamedVerdict } from '../log/handle-sync.ts';
import { type BodyDecoder, BodyTooLarge, openBodyDecoder } from './request-body.ts';
import type { preParsingAsyncHookHandler } from 'fastify';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { sendProblem, sendRetryLater } from './problem.ts';
import type { ServerContext } from './server-context.ts';

/** A smaller request is there before anything could be judged. */
const minimumStreamedBytes = 16 * 1024;

/**
 * Lets the packs of a large request be judged while the rest of it is coming in (`StreamedPacks`). The digest that was
 * signed cannot be compared yet; but packs bear their authors' own signatures, and anyone who is enrolled may bring
 * them (P3), so whoever tampers with the body on the road gains nothing.
 */
export const judgeStreamedPacks =
  (context: ServerContext): preParsingAsyncHookHandler =>
  async (request, reply, body) => {
    const caller = request.deviceCaller;
    const bytes = Number(request.headers['content-length']);
    if (caller === null || !(bytes >= minimumStreamedBytes && bytes <= request.routeOptions.bodyLimit))
      return body;
    const decoder = openBodyDecoder(request.headers['content-encoding'], bytes);
    if (!decoder.ok) return sendProblem(reply, decoder.refusal);

    const { store, dependencies, judging } = context;
    const waitSeconds = judging.waitSeconds(caller.device, dependencies.nowMs());
    if (waitSeconds > 0) return sendRetryLater(reply, waitSeconds);
    const logs = new Set(readableLogsOf(await rolesByLogOf(store, caller.person)));
    const sender = { device: caller.device, logs };
    const packs = new StreamedPacks(decoder.value, (item) =>
      judging.receive({ sender, item, nowMs: dependencies.nowMs() }),
    );
    request.earlyPacks = packs;
    body.pipe(packs.body);
    // A body that ends too early is an error of the stream that the parser reads.
    finished(body, (error) => error && packs.body.destroy(error));
    return packs.body;
  };

const quoteByte = 0x22;
const backslashByte = 0x5c;
const openingBytes = new Set([0x7b, 0x5b]);
const closingBytes = new Set([0x7d, 0x5d]);
const commaByte = 0x2c;

/**
 * Finds the packs in the text of a sync request while it is still coming in: the objects of the top-level list `packs`.
 * Reads bytes of UTF-8, which never look like JSON's own signs where they are part of a letter. Text that is no JSON
 * gives nothing or nonsense; whoever uses what is found parses it.
 */
export class PackScanner {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Of the string at the top level that was read last, until its value ends. */
  #key: number[] = [];
  #isKeyOpen = false;
  #item: Buffer[] | null = null;

  /** The texts of the packs that end in this piece, in order. */
  scan(piece: Buffer): readonly string[] {
    const found: string[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (this.#isInString) this.#readString(byte);
      else if (byte === quoteByte) this.#openString();
      else if (openingBytes.has(byte)) {
        this.#depth += 1;
        if (this.#depth === packItemDepth && this.#isOfPacks()) {
          this.#item = [];
          from = at;
        }
      } else if (closingBytes.has(byte)) {
        if (this.#depth === packItemDepth && this.#item !== null) {
          found.push(Buffer.concat([...this.#item, piece.subarray(from, at + 1)]).toString('utf8'));
          this.#item = null;
        }
        this.#depth -= 1;
      } else if (byte === commaByte && this.#depth === 1) this.#key = [];
    }
    this.#item?.push(piece.subarray(from));
    return found;
  }

  #openString(): void {
    this.#isInString = true;
    this.#isKeyOpen = this.#depth === 1 && this.#key.length === 0;
  }

  #readString(byte: number): void {
    if (byte === quoteByte && !this.#isEscaped) {
      this.#isInString = false;
      this.#isKeyOpen = false;
      return;
    }
    if (this.#isKeyOpen && this.#key.length < maximumKeyBytes) this.#key.push(byte);
    this.#isEscaped = byte === backslashByte && !this.#isEscaped;
  }

  #isOfPacks(): boolean {
    return Buffer.from(this.#key).toString('latin1') === 'packs';
  }
}

/** Within the request and its list. */
const packItemDepth = 3;
const maximumKeyBytes = 16;

/** A pack is an object with a payload; anything else waits for the request's own judgement. */
type StreamedPackJudge = (item: { readonly payload: string }) => Promise<Verdict>;

/**
 * Judges the packs of a large request one after the other while the rest of it is still coming in. So a link that is cut
 * in the middle costs the pack that was on the road and not the request, and the answer comes sooner after the last
 * byte. Nothing depends on it: what it did not judge, and what it saw otherwise than the whole turns out to be, is
 * judged when the request is there (S4 makes the second time harmless).
 */
export class StreamedPacks {
  /** The body as it came, unchanged, for the parser. */
  readonly body: Transform;
  readonly #scanner = new PackScanner();
  readonly #judge: StreamedPackJudge;
  readonly #verdicts: StreamedVerdict[] = [];
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param decoder of this body; reads it within the limits that hold for every other body */
  constructor(decoder: BodyDecoder, judge: StreamedPackJudge) {
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
  async verdicts(): Promise<readonly StreamedVerdict[]> {
    this.#stop();
    await this.#last;
    return this.#verdicts;
  }

  #stop(): void {
    this.#isStopped = true;
  }

  #read(piece: Buffer): void {
    if (this.#isStopped) return;
    for (const text of this.#scanner.scan(piece)) {
      const item = parsePackItem(text);
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

function parsePackItem(text: string): { readonly payload: string } | null {
  try {
    const item = JSON.parse(text) as unknown;
    return isPackItem(item) ? item : null;
  } catch {
    return null; // no JSON, which is told of when the request is read as a whole
  }
}

const isPackItem = (item: unknown): item is { readonly payload: string } =>
  typeof item === 'object' && item !== null && 'payload' in item && typeof item.payload === 'string';
