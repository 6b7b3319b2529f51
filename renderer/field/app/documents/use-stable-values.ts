import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { withEqualParts } from '#base/json.ts';
import type { Document, Register } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';

/**
 * Value with the equal parts of the render before, so that components which take one part are drawn again only when it
 * changes. For values of plain objects and arrays.
 */
export function useEqualParts<T>(value: T): T {
  const [keep] = useState(() => createPartsKeeper<T>());
  return keep(value);
}

/** Safe in a render that is dropped: the next one compares with an equal or a newer value. */
function createPartsKeeper<T>(): (value: T) => T {
  let kept: T | undefined;
  return (value) => {
    kept = withEqualParts(kept, value);
    return kept;
  };
}

/**
 * Part of a record. It stays the same object while its registers do.
 * @param isPart One constant function.
 */
export function useDocumentPart(document: Document, isPart: (path: string) => boolean): Document {
  const [keep] = useState(createPartKeeper);
  return keep(document, isPart);
}

/** Parts that were read already, by their rule: several components read the same part of a record. */
const knownParts = new WeakMap<(path: string) => boolean, WeakMap<Document, Document>>();

function createPartKeeper(): (document: Document, isPart: (path: string) => boolean) => Document {
  let keptDocument: Document | null = null;
  return (document, isPart) => {
    const known = knownParts.get(isPart) ?? new WeakMap<Document, Document>();
    knownParts.set(isPart, known);
    keptDocument = known.get(document) ?? partAfter(keptDocument, document, isPart);
    known.set(document, keptDocument);
    return keptDocument;
  };
}

/** The part before, while its registers are the same. */
function partAfter(
  keptDocument: Document | null,
  { doc, kind, registers }: Document,
  isPart: (path: string) => boolean,
): Document {
  // Keys of a parsed record are paths; Object.keys forgets that.
  const paths = (Object.keys(registers) as Path[]).filter(isPart);
  const previousDocument = keptDocument?.doc === doc ? keptDocument : null;
  if (
    previousDocument !== null &&
    Object.keys(previousDocument.registers).length === paths.length &&
    paths.every((path) => previousDocument.registers[path] === registers[path])
  )
    return previousDocument;
  const part: Record<Path, Register> = {};
  for (const path of paths) {
    const register = registers[path];
    if (register !== undefined) part[path] = register;
  }
  return { doc, kind, registers: part };
}

/** Comparison of props for `memo`: by their parts, so that a copy of the same facts draws nothing again. */
export const areEqualByParts = (before: object, after: object): boolean =>
  withEqualParts<object>(before, after) === before;

/** The latest function under one identity. Call it from events only, never while rendering. */
export function useStableCallback<Given extends readonly unknown[], Result>(
  act: (...given: Given) => Result,
): (...given: Given) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: Given) => latest.current(...given), []);
}

/** The latest of a set of acts under one identity. Call them from events only; their names stay the same. */
export function useStableActs<Acts extends object>(acts: Acts): Acts {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  const [stable] = useState(() => {
    const names = Object.keys(acts) as (keyof Acts)[];
    const callLatest =
      (name: keyof Acts) =>
      (...given: readonly unknown[]) =>
        (latest.current[name] as (...all: readonly unknown[]) => unknown)(...given);
    return Object.fromEntries(names.map((name) => [name, callLatest(name)])) as Acts; // the same acts, by name
  });
  return stable;
}
