import { ContentString, decodeUpdate } from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { canonicalJson } from '#base/json.ts';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document, Head } from '#domain/document/document.ts';
import { isTextOp, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DocumentId, PersonId } from '#domain/ids.ts';

/**
 * Content of a person's write, apart from its dot. A healed fork makes an op again under another dot, and two branches
 * of a fork use one dot for two contents.
 */
export type Content = string;

export const contentOf = (op: Op): Content =>
  isTextOp(op)
    ? `${op.doc} ${op.path} text ${op.text}`
    : contentOfHead(op.doc, op.path, { stamp: op.stamp, value: op.value });

/** An earlier version may have written a timestamp beyond the bounds; all read it as the last one within them. */
export const contentOfHead = (
  documentId: DocumentId,
  path: string,
  head: Pick<Head, 'stamp' | 'value'>,
): Content => `${documentId} ${path} ${boundTimestamp(head.stamp).join('.')} ${canonicalJson(head.value)}`;

/** The words of a world are all different ones; of a text they are within its update. */
export const wordsIn = (op: Op): readonly string[] =>
  isTextOp(op) ? wordsOfUpdate(op.text) : (JSON.stringify(op.value).match(word) ?? []);

const word = /\bw\d+\b/g;
/** Typed text is between these; of texts that another person typed into there are pieces, which are no words. */
const typedWord = /<(w\d+)>/g;

/** Content of an update, including deleted parts, and parts with a missing predecessor. */
export const wordsOfUpdate = (update: string): readonly string[] =>
  decodeUpdate(decodeBase64(update)).structs.flatMap((struct) =>
    'content' in struct && struct.content instanceof ContentString
      ? [...struct.content.str.matchAll(typedWord)].map(([, typed = '']) => typed)
      : [],
  );

/** One op of a person, and the heads of that register that its author had seen. */
export interface MadeOp {
  readonly op: Op;
  readonly content: Content;
  readonly laptop: string;
  readonly person: PersonId;
  readonly saw: ReadonlySet<Content>;
  /** The document on the author's laptop, just before a removal in it. */
  readonly before: Document | undefined;
  readonly atMs: number;
  /** The screen has shown it as saved. Other ops may be there or not. */
  isSaved: boolean;
  /** Lost with a disk that nobody can bring back, before anyone got it. */
  isExcused: boolean;
}

const signedKeyOf = (op: Op): string => `${op.dot} ${contentOf(op)}`;
const erasedKeyOf = ({ doc, dot }: Op): string => `${doc} ${dot}`;

/** Memory of all writes, outside of everything that can lose them. */
export class Oracle {
  readonly made: MadeOp[] = [];
  /** Content of the ops that headquarters erased. Each log numbers a device's ops from 1, but no two share a record. */
  readonly #erased = new Map<string, Content>();
  readonly erasedWords = new Set<string>();
  /** Ops in packs that a laptop signed, so that others may have them. */
  readonly #signed = new Set<string>();
  /** Ops that laptops got without headquarters, and still have. */
  readonly #holders = new Map<Content, Set<string>>();

  /** The memory of the writes in these documents. */
  about(isOf: (documentId: DocumentId) => boolean): Oracle {
    const part = new Oracle();
    part.made.push(...this.made.filter(({ op }) => isOf(op.doc)));
    for (const [op, content] of this.#erased) part.#erased.set(op, content);
    for (const word of this.erasedWords) part.erasedWords.add(word);
    for (const op of this.#signed) part.#signed.add(op);
    return part;
  }

  /** A laptop signed a pack with these ops. */
  sign(ops: readonly Op[]): void {
    for (const op of ops) this.#signed.add(signedKeyOf(op));
  }

  /** This very op is in a signed pack: two branches of a fork use one dot for two contents. */
  isSigned(op: Op): boolean {
    return this.#signed.has(signedKeyOf(op));
  }

  give(laptop: string, contents: readonly Content[]): void {
    for (const content of contents)
      this.#holders.set(content, (this.#holders.get(content) ?? new Set()).add(laptop));
  }

  /** The ops that this laptop got are gone with its database, and nothing else had promised to keep them. */
  takeAway(laptop: string): void {
    for (const holders of this.#holders.values()) holders.delete(laptop);
  }

  /**
   * After a laptop is gone for good. Excuses the ops in these documents that neither headquarters nor anybody else has,
   * and those behind them: an op with a lost predecessor can only wait (M6).
   */
  excuseLost(
    laptop: string,
    atHeadquarters: ReadonlySet<Content>,
    isOf: (documentId: DocumentId) => boolean = () => true,
  ): void {
    const ownMadeOps = this.made.filter(
      ({ laptop: of, content, op }) => of === laptop && isOf(op.doc) && !atHeadquarters.has(content),
    );
    const lost = ownMadeOps
      .filter(({ content }) => !this.#isGiven(content))
      .map(({ op }) => numberOfDot(op.dot));
    for (const madeOp of ownMadeOps)
      if (numberOfDot(madeOp.op.dot) >= Math.min(...lost)) madeOp.isExcused = true;
  }

  #isGiven(content: Content): boolean {
    return (this.#holders.get(content)?.size ?? 0) > 0;
  }

  /** Content of an op of headquarters' log, or its content before it was erased there. */
  contentOf(op: Op): Content {
    return (op.erased === true ? this.#erased.get(erasedKeyOf(op)) : undefined) ?? contentOf(op);
  }

  /**
   * Headquarters erased these ops, which were so before. Where only the past of a text was erased, its present words
   * stay.
   */
  erase(ops: readonly Op[], erasedPart: 'all' | 'past'): void {
    for (const op of ops) {
      const content = contentOf(op);
      this.#erased.set(erasedKeyOf(op), content);
      for (const madeOp of this.made) if (madeOp.content === content) madeOp.isExcused = true;
      if (!isTextOp(op) || erasedPart === 'all') for (const word of wordsIn(op)) this.erasedWords.add(word);
    }
  }

  knows(op: Op): boolean {
    const content = contentOf(op);
    return this.made.some((made) => made.content === content);
  }

  /** This very op: two people may write the same at equal timestamps, or at timestamps that count as equal. */
  knowsAsIs(op: Op): boolean {
    const content = contentOf(op);
    return this.made.some((made) => made.op.dot === op.dot && made.content === content);
  }

  get saved(): readonly MadeOp[] {
    return this.made.filter(({ isSaved }) => isSaved);
  }

  /** `saw`: the values that the person saw, by document and path. `before`: the documents that they write in. */
  make(
    ops: readonly Op[],
    by: { readonly laptop: string; readonly person: PersonId; readonly atMs: number },
    previousDocuments: readonly Document[],
    saw: Sights,
  ): readonly MadeOp[] {
    const made = ops.map((op) => ({
      op,
      content: contentOf(op),
      ...by,
      saw: saw.get(`${op.doc} ${op.path}`) ?? new Set<Content>(),
      before: previousDocuments.find(({ doc }) => doc === op.doc),
      isSaved: false,
      isExcused: false,
    }));
    this.made.push(...made);
    return made;
  }
}

export type Sights = ReadonlyMap<string, ReadonlySet<Content>>;
