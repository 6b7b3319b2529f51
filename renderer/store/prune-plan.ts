import { equalJson, type Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, dotOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { Head, Register } from '#domain/document/register.ts';
import { isWithin } from './bases.ts';
import { foldDocument } from './fold-document.ts';
import { type BaseRow, type DocumentRow, type OpRow, opOf } from './rows.ts';

/** A document with the ops that are here as rows, and what is known of them. */
export interface PruneParts {
  readonly document: DocumentRow;
  readonly base: BaseRow | undefined;
  readonly rows: readonly OpRow[];
  readonly isHeld: (dot: Dot) => boolean;
  /** Does headquarters have it for good? */
  readonly isSettled: (row: OpRow) => boolean;
  readonly isOld: (row: OpRow) => boolean;
  readonly hasTaken: (dot: Dot) => boolean;
}

export interface PrunePlan {
  readonly drop: readonly OpRow[];
  /** Replaces the base; null: it stays as it is. */
  readonly base: BaseRow | null;
}

/**
 * What of a document's ops can go: old values that others replaced for good. A value that only a change replaces which
 * headquarters has not judged yet stays, since it may become the value again. Null when there is nothing, or when what
 * is left would not make the same document.
 */
export function planPrune(parts: PruneParts): PrunePlan | null {
  const { document, base, rows, isHeld, isSettled, isOld } = parts;
  const settled = rows.filter((row) => isSettled(row) && !isHeld(dotOfRow(row)));
  const standing = new Set(headsOf(fold(parts, base, settled)).map(({ dot }) => dot));
  const drop = settled.filter((row) => 'over' in row && isOld(row) && !standing.has(dotOfRow(row)));
  if (drop.length === 0) return null;

  const gone = new Set(drop);
  const rest = rows.filter((row) => !gone.has(row));
  const next = nextBase(parts, drop, standing, new Set(rest.map(({ path }) => path)));
  const after = fold(parts, next ?? base, rest);
  // The last word: whatever was thought wrongly above, nothing goes that would be missed.
  if (after === undefined || !isSameDocument(after, document)) return null;
  return { drop, base: next };
}

/** The base with what the dropped ops leave behind; null when that is nothing new. */
function nextBase(
  parts: PruneParts,
  drop: readonly OpRow[],
  standing: ReadonlySet<Dot>,
  written: ReadonlySet<Path>,
): BaseRow | null {
  const adding = drop.filter((row) => !isWithin(parts.base, dotOfRow(row)));
  if (adding.length === 0) return null;
  const folded = fold(parts, parts.base, adding);
  if (folded === undefined) return null;
  // Keys of a parsed record are paths; Object.entries forgets that.
  const registers = (Object.entries(folded.registers) as [Path, Register][])
    .map(([path, { heads, ...rest }]) => {
      const left = heads.filter(({ dot }) => standing.has(dot));
      return [path, { ...rest, heads: left }] as const;
    })
    // A register that the other ops make anew leaves nothing to keep.
    .filter(
      ([path, { heads, dead, text }]) => heads.length > 0 || dead || text !== undefined || !written.has(path),
    );
  return { ...folded, registers: Object.fromEntries(registers) as Document['registers'] };
}

const fold = (
  { document, isHeld, hasTaken }: PruneParts,
  base: BaseRow | undefined,
  rows: readonly OpRow[],
): DocumentRow | undefined =>
  foldDocument({ log: document.log, doc: document.doc, base, ops: rows.map(opOf), isHeld, hasTaken });

const headsOf = (document: Document | undefined): readonly Head[] =>
  Object.values(document?.registers ?? {}).flatMap(({ heads }) => heads);

// Both were made of parsed ops, so they are JSON.
const isSameDocument = (a: Document, b: Document): boolean =>
  equalJson(a.registers as unknown as Json, b.registers as unknown as Json);

const dotOfRow = ({ device, n }: OpRow): Dot => dotOf(device, n);
