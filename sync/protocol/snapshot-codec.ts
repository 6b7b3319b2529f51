import type { Json } from '#domain/base/json.ts';
import { boundStamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { Head, Register } from '#domain/document/register.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import { Index, narrow, pick, wide } from './columns.ts';
import { type DocumentColumns, type SnapshotPage, WirePage } from './snapshot.ts';

/** The text of a page. */
export const encodePage = ({ documents, ...head }: SnapshotPage): string =>
  JSON.stringify({ ...head, documents: toColumns(documents) } satisfies WirePage);

export type PageRefusal = { readonly kind: 'malformed'; readonly why: string };

/** Reads the text of a page. Refuses what does not follow the format; never throws on bad input. */
export function decodePage(text: string): Result<SnapshotPage, PageRefusal> {
  try {
    const { documents, ...head } = WirePage.parse(JSON.parse(text));
    return ok({ ...head, documents: fromColumns(documents) });
  } catch (error) {
    return refuse({ kind: 'malformed', why: error instanceof Error ? error.message : 'unreadable' });
  }
}

function toColumns(documents: readonly Document[]): DocumentColumns {
  const [paths, devs] = [new Index<Path>(), new Index<DeviceId>()];
  const [h, p, w, n, t, c]: [number[], number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
    [],
  ];
  const v: Json[] = [];
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
        w.push(devs.of(deviceOf(dot)));
        n.push(numberOf(dot) - lastN);
        t.push(stamp[0] - lastT);
        c.push(stamp[1]);
        v.push(value);
        [lastN, lastT] = [numberOf(dot), stamp[0]];
      }
      heads += those.length;
    }
    h.push(heads);
  });
  return {
    docs: documents.map(({ doc, kind }) => [doc, kind]),
    paths: paths.values,
    devs: devs.values,
    h: narrow(h),
    p: narrow(p),
    w: narrow(w),
    n: narrow(n),
    t: narrow(t),
    c: narrow(c),
    v,
    rest,
  };
}

function fromColumns({ docs, paths, devs, h, v, rest, ...columns }: DocumentColumns): readonly Document[] {
  const [p, w, n, t, c] = [
    wide(columns.p, v.length),
    wide(columns.w, v.length),
    wide(columns.n, v.length),
    wide(columns.t, v.length),
    wide(columns.c, v.length),
  ];
  const counts = wide(h, docs.length);
  if (counts.reduce((sum, count) => sum + count, 0) !== v.length) throw new Error('heads are missing');
  const documents = docs.map(([doc, kind]) => ({ doc, kind, registers: {} as Record<Path, OpenRegister> }));
  let [at, number, atMs] = [0, 0, 0];
  documents.forEach(({ registers }, which) => {
    for (const end = at + pick(counts, which); at < end; at++) {
      number += pick(n, at);
      atMs += pick(t, at);
      const register = (registers[pick(paths, pick(p, at))] ??= { heads: [] });
      const dot = dotOf(pick(devs, pick(w, at)), positive(number));
      register.heads.push({
        dot,
        // Headquarters may have taken it when there were no bounds yet.
        stamp: boundStamp([natural(atMs), natural(pick(c, at))]),
        value: pick(v, at),
      });
    }
  });
  for (const [which, path, more] of rest) {
    const { registers } = pick(documents, which);
    registers[pick(paths, path)] = { heads: registers[pick(paths, path)]?.heads ?? [], ...more };
  }
  return documents;
}

interface OpenRegister extends Omit<Register, 'heads'> {
  readonly heads: Head[];
}

const positive = (number: number): number => atLeast(1, number);
const natural = (number: number): number => atLeast(0, number);

function atLeast(least: number, number: number): number {
  if (number < least) throw new Error('a number is too small');
  return number;
}
