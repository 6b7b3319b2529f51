import { finished, Transform } from 'node:stream';
import type { preParsingAsyncHookHandler } from 'fastify';
import type { Verdict } from '#sync/protocol/wire.ts';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { StreamedVerdict } from '../log/handle-sync.ts';
import { sendProblem, sendRetryLater } from './problem.ts';
import { type BodyDecoder, BodyTooLarge, openBodyDecoder } from './request-body.ts';

/**
 * Judge of the packs of a large request, one after the other while the rest arrives. A cut link then loses only the
 * pack in transit, and the answer comes sooner after the last byte. Nothing depends on it. Packs that it missed or read
 * differently are judged with the complete request (S4 makes the second time harmless).
 */
export class StreamedPacks {
  /** The body as it came, unchanged, for the parser. */
  readonly body: Transform;
  readonly #scanner = new PackScanner();
  readonly #judge: StreamedPackJudge;
  readonly #verdicts: StreamedVerdict[] = [];
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param bodyDecoder decoder of this body, with the limits of every other body */
  constructor(bodyDecoder: BodyDecoder, streamedPackJudge: StreamedPackJudge) {
    this.#judge = streamedPackJudge;
    const { input, output } = bodyDecoder;
    output.on('data', (piece: Buffer) => this.#read(piece));
    output.on('error', (error) => {
      this.#stop();
      // The reader of the whole body reports one that cannot be decompressed.
      if (error instanceof BodyTooLarge) this.body.destroy(error);
    });
    // A failing decoder never calls back for its last piece.
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
    // A cut link: the arrived part is read to its end.
    this.body.on('error', () => input.end());
  }

  /** Return all verdicts, in the order of the packs. Rejects when the store failed meanwhile. */
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
      // The caller of `verdicts` gets the error; after a cut link there is none.
      this.#last.catch(() => this.#stop());
    }
  }

  async #take(item: { readonly payload: string }): Promise<void> {
    this.#verdicts.push({ payload: item.payload, verdict: await this.#judge(item) });
  }
}

/** A smaller request arrives before anything could be judged. */
const minimumStreamedBytes = 16 * 1024;

/**
 * Judge the packs of a large request while its rest arrives (`StreamedPacks`). The signed digest cannot be compared
 * yet. But packs have their authors' own signatures, and any enrolled device may bring them (P3). So tampering with the
 * body in transit gains nothing.
 */
export const judgeStreamedPacks =
  (context: ServerContext): preParsingAsyncHookHandler =>
  async (request, reply, body) => {
    const { device } = request;
    const bytes = Number(request.headers['content-length']);
    if (device === null || !(bytes >= minimumStreamedBytes && bytes <= request.routeOptions.bodyLimit))
      return body;
    const decoder = openBodyDecoder(request.headers['content-encoding'], bytes);
    if (!decoder.ok) return sendProblem(reply, decoder.refusal);

    const { store, dependencies, judging } = context;
    const waitSeconds = judging.waitSeconds(device.id, dependencies.nowMs());
    if (waitSeconds > 0) return sendRetryLater(reply, waitSeconds);
    // Not even read: a laptop with a long backlog asks again and again.
    const quotaSeconds = judging.quotaWaitSeconds(device.person, dependencies.nowMs());
    if (quotaSeconds > 0) return sendRetryLater(reply, quotaSeconds, 'quota');
    const logs = new Set(readableLogsOf(await rolesByLogOf(store, device.person)));
    const sender = { device: device.id, logs };
    const streamedPacks = new StreamedPacks(decoder.value, (item) =>
      judging.receive({ sender, person: device.person, item, nowMs: dependencies.nowMs() }),
    );
    request.streamedPacks = streamedPacks;
    body.pipe(streamedPacks.body);
    // A body that ends too early is an error of the stream that the parser reads.
    finished(body, (error) => error && streamedPacks.body.destroy(error));
    return streamedPacks.body;
  };

const quoteByte = 0x22;
const backslashByte = 0x5c;
const openingBytes = new Set([0x7b, 0x5b]);
const closingBytes = new Set([0x7d, 0x5d]);
const commaByte = 0x2c;

/**
 * Scanner that finds the packs in a sync request while it arrives: the objects of the top-level list `packs`. Reads
 * bytes of UTF-8, in which parts of a letter never look like JSON's own signs. Invalid JSON gives nothing or nonsense;
 * callers parse the result.
 */
export class PackScanner {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Last string read at the top level, until its value ends. */
  #key: number[] = [];
  #isKeyOpen = false;
  #item: Buffer[] | null = null;

  /** Return the texts of the packs that end in this piece, in order. */
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

/** Depth within the request and its list. */
const packItemDepth = 3;
const maximumKeyBytes = 16;

/** Judge a pack, an object with a payload; any other item waits for the complete request. */
type StreamedPackJudge = (item: { readonly payload: string }) => Promise<Verdict>;

function parsePackItem(text: string): { readonly payload: string } | null {
  try {
    const item = JSON.parse(text) as unknown;
    return isPackItem(item) ? item : null;
  } catch {
    return null; // invalid JSON, which is reported when the whole request is read
  }
}

const isPackItem = (item: unknown): item is { readonly payload: string } =>
  typeof item === 'object' && item !== null && 'payload' in item && typeof item.payload === 'string';
