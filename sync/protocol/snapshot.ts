import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document, Head, Register } from '#domain/document/document.ts';
import {
  DocumentKind,
  Dot,
  deviceOfDot,
  dotOf,
  numberOfDot,
  Path,
  VersionVector,
} from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { ColumnIndex, compactColumn, entryAt, expandColumn } from './columns.ts';
import { wireLimits } from './limits.ts';
import { PackEntry } from './wire.ts';

/** Write the text of a page. */
export const encodeSnapshotPage = ({ documents, ...head }: SnapshotPage): string =>
  JSON.stringify({ ...head, documents: documentsToColumns(documents) } satisfies SnapshotWirePage);

type SnapshotPageRefusal = { readonly kind: 'malformed'; readonly why: string };

/** Read the text of a page. Refuse a wrong format; never throws on bad input. */
export function decodeSnapshotPage(text: string): Result<SnapshotPage, SnapshotPageRefusal> {
  try {
    const { documents, ...head } = SnapshotWirePage.parse(JSON.parse(text));
    return ok({ ...head, documents: documentsFromColumns(documents) });
  } catch (error) {
    return refuse({ kind: 'malformed', why: error instanceof Error ? error.message : 'unreadable' });
  }
}

function documentsToColumns(documents: readonly Document[]): DocumentColumns {
  const [paths, devs] = [new ColumnIndex<Path>(), new ColumnIndex<DeviceId>()];
  const [h, p, w, n, t, c]: [number[], number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
    [],
  ];
  const v: JsonValue[] = [];
  const rest: DocumentColumns['rest'][number][] = [];
  let [lastN, lastT] = [0, 0];
  documents.forEach(({ registers }, at) => {
    let heads = 0;
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][]) {
      const { heads: those, ...more } = register;
      if (those.length === 0 || Object.keys(more).length > 0) rest.push([at, paths.of(path), more]);
      for (const { dot, stamp, value } of those) {
        p.push(paths.of(path));
        w.push(devs.of(deviceOfDot(dot)));
        n.push(numberOfDot(dot) - lastN);
        t.push(stamp[0] - lastT);
        c.push(stamp[1]);
        v.push(value);
        [lastN, lastT] = [numberOfDot(dot), stamp[0]];
      }
      heads += those.length;
    }
    h.push(heads);
  });
  return {
    docs: documents.map(({ doc, kind }) => [doc, kind]),
    paths: paths.values,
    devs: devs.values,
    h: compactColumn(h),
    p: compactColumn(p),
    w: compactColumn(w),
    n: compactColumn(n),
    t: compactColumn(t),
    c: compactColumn(c),
    v,
    rest,
  };
}

function documentsFromColumns({
  docs,
  paths,
  devs,
  h,
  v,
  rest,
  ...columns
}: DocumentColumns): readonly Document[] {
  const [p, w, n, t, c] = [
    expandColumn(columns.p, v.length),
    expandColumn(columns.w, v.length),
    expandColumn(columns.n, v.length),
    expandColumn(columns.t, v.length),
    expandColumn(columns.c, v.length),
  ];
  const counts = expandColumn(h, docs.length);
  if (counts.reduce((sum, count) => sum + count, 0) !== v.length) throw new Error('heads are missing');
  const documents = docs.map(([doc, kind]) => ({
    doc,
    kind,
    registers: {} as Record<Path, MutableRegister>,
  }));
  let [at, number, atMs] = [0, 0, 0];
  documents.forEach(({ registers }, which) => {
    for (const end = at + entryAt(counts, which); at < end; at++) {
      number += entryAt(n, at);
      atMs += entryAt(t, at);
      const mutableRegister = (registers[entryAt(paths, entryAt(p, at))] ??= { heads: [] });
      const dot = dotOf(entryAt(devs, entryAt(w, at)), requirePositive(number));
      mutableRegister.heads.push({
        dot,
        // Headquarters may have accepted it when there were no bounds yet.
        stamp: boundTimestamp([requireNatural(atMs), requireNatural(entryAt(c, at))]),
        value: entryAt(v, at),
      });
    }
  });
  for (const [which, path, more] of rest) {
    const { registers } = entryAt(documents, which);
    registers[entryAt(paths, path)] = { heads: registers[entryAt(paths, path)]?.heads ?? [], ...more };
  }
  return documents;
}

interface MutableRegister extends Omit<Register, 'heads'> {
  readonly heads: Head[];
}

const requirePositive = (number: number): number => requireAtLeast(1, number);
const requireNatural = (number: number): number => requireAtLeast(0, number);

function requireAtLeast(least: number, number: number): number {
  if (number < least) throw new Error('a number is too small');
  return number;
}

const entryIndex = z.int().nonnegative();
const integerColumn = z.union([z.int(), z.readonly(z.array(z.int()))]);

/**
 * Documents in columns, as in a pack: one entry a head, in the order of documents and of their registers. Written out
 * as in a whole snapshot they take twice the text, and a quarter more once both are compressed.
 */
const DocumentColumns = z.readonly(
  z.object({
    docs: z.readonly(z.array(z.readonly(z.tuple([DocumentId, DocumentKind])))),
    paths: z.readonly(z.array(Path)),
    devs: z.readonly(z.array(DeviceId)),
    /** Number of heads of each document. */
    h: integerColumn,
    /** Path and device of each head, as indexes. */
    p: integerColumn,
    w: integerColumn,
    /** Number and milliseconds of each head, as differences from the head before; the counter unchanged. */
    n: integerColumn,
    t: integerColumn,
    c: integerColumn,
    v: z.readonly(z.array(JsonValue)),
    /** Registers with more than heads, or without heads: [document, path, the other fields]. */
    rest: z.readonly(
      z.array(
        z.readonly(
          z.tuple([
            entryIndex,
            entryIndex,
            z.readonly(z.object({ dead: z.readonly(z.array(Dot)).optional(), text: z.base64().optional() })),
          ]),
        ),
      ),
    ),
  }),
);
type DocumentColumns = z.infer<typeof DocumentColumns>;

const snapshotHead = {
  place: z.int().nonnegative().max(wireLimits.number),
  /** Ops in these documents per device, except those in `holds`. */
  have: VersionVector,
  /** Ops in these documents that are held now and have no effect in them (J5), per device. */
  holds: z.readonly(z.record(DeviceId, z.readonly(z.array(z.int().positive().max(wireLimits.number))))),
  /**
   * On the last page: packs with ops that were held at the place of the first page. A later release carries no content.
   */
  held: z.readonly(z.array(PackEntry)),
  /** Number of documents after this page. */
  left: z.int().nonnegative().max(wireLimits.number),
  more: z.boolean(),
} as const;

/** Page as it travels with columns; `encodeSnapshotPage` and `decodeSnapshotPage` write and read it. */
export const SnapshotWirePage = z.readonly(z.object({ ...snapshotHead, documents: DocumentColumns }));
export type SnapshotWirePage = z.infer<typeof SnapshotWirePage>;

/**
 * Page of `GET /api/v1/logs/{log}/snapshot?bytes=N[&after=<doc>&place=<place of the first page>][&columns=1]`. It has
 * about N bytes of the documents after `after` by id, at least one, as they are at `place`. With `columns=1` they are
 * in columns, else as in a whole snapshot. The device continues with `/sync` from the place of its FIRST page. Later
 * ops in further pages arrive again, and `have` and `holds` name them.
 */
export type SnapshotPage = Omit<SnapshotWirePage, 'documents'> & { readonly documents: readonly Document[] };
