import type { Document } from '#domain/document/document.ts';
import { numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Head } from '#domain/document/register.ts';
import type { DocumentId, PersonId } from '#domain/ids.ts';
import { canonicalJson } from '#domain/base/json.ts';

/**
 * What a person wrote, whatever its dot is: a fork that is healed makes an op anew under another dot, and two branches
 * of a fork use one dot for two contents.
 */
export type Content = string;

export const contentOf = (op: Op): Content =>
  isTextOp(op)
    ? `${op.doc} ${op.path} text ${op.text}`
    : contentOfHead(op.doc, op.path, { stamp: op.stamp, value: op.value });

export const contentOfHead = (doc: DocumentId, path: string, head: Pick<Head, 'stamp' | 'value'>): Content =>
  `${doc} ${path} ${head.stamp.join('.')} ${canonicalJson(head.value)}`;

/** One op that a person made, and what its author had seen in that register. */
export interface MadeOp {
  readonly op: Op;
  readonly content: Content;
  readonly laptop: string;
  readonly person: PersonId;
  readonly saw: ReadonlySet<Content>;
  /** The document on the author's laptop, just before a removal in it. */
  readonly before: Document | undefined;
  readonly atMs: number;
  /** The screen has shown it as saved. What was not may be there or not. */
  isSaved: boolean;
  /** Lost with a disk that nobody can bring back, before it was given to anyone. */
  isExcused: boolean;
}

/** Remembers what people made, outside of everything that can lose it. */
export class Oracle {
  readonly made: MadeOp[] = [];
  /** Which laptops were given what, by a road without headquarters, and have it still. */
  readonly #holders = new Map<Content, Set<string>>();

  give(laptop: string, contents: readonly Content[]): void {
    for (const content of contents)
      this.#holders.set(content, (this.#holders.get(content) ?? new Set()).add(laptop));
  }

  /** What this laptop was given is gone with its database, and nothing else had promised to keep it. */
  takeAway(laptop: string): void {
    for (const holders of this.#holders.values()) holders.delete(laptop);
  }

  /**
   * After a laptop is gone for good: what neither headquarters has nor anybody was given, and what follows that, since an
   * op whose predecessor is lost can only wait (M6).
   */
  excuseLost(laptop: string, atHeadquarters: ReadonlySet<Content>): void {
    const own = this.made.filter((made) => made.laptop === laptop && !atHeadquarters.has(made.content));
    const lost = own.filter(({ content }) => !this.#isGiven(content)).map(({ op }) => numberOf(op.dot));
    for (const made of own) if (numberOf(made.op.dot) >= Math.min(...lost)) made.isExcused = true;
  }

  #isGiven(content: Content): boolean {
    return (this.#holders.get(content)?.size ?? 0) > 0;
  }

  knows(op: Op): boolean {
    const content = contentOf(op);
    return this.made.some((made) => made.content === content);
  }

  get saved(): readonly MadeOp[] {
    return this.made.filter(({ isSaved }) => isSaved);
  }

  /** `saw`: the values that the person looked at, by document and path. `before`: the documents that they write in. */
  make(
    ops: readonly Op[],
    by: { readonly laptop: string; readonly person: PersonId; readonly atMs: number },
    before: readonly Document[],
    saw: Sights,
  ): readonly MadeOp[] {
    const made = ops.map((op) => ({
      op,
      content: contentOf(op),
      ...by,
      saw: saw.get(`${op.doc} ${op.path}`) ?? new Set<Content>(),
      before: before.find(({ doc }) => doc === op.doc),
      isSaved: false,
      isExcused: false,
    }));
    this.made.push(...made);
    return made;
  }
}

export type Sights = ReadonlyMap<string, ReadonlySet<Content>>;
