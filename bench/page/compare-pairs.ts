import type { Document } from '#domain/document/document.ts';
import type { Register } from '#domain/document/register.ts';
import { type Edit, type Edits, keyOf } from '../workload/edits.ts';
import { pathOf, registerOf } from '../workload/registers.ts';
import type { Pairs } from './bench-page.ts';

/** What became of the edits, in documents that have seen them all. */
export function comparePairs({ all }: Edits, documents: ReadonlyMap<string, Document>): Pairs {
  const byPair = new Map<number, Edit[]>();
  const last = new Map<string, Edit>();
  for (const edit of all)
    if (edit.pair === undefined) last.set(keyOf(edit), edit);
    else byPair.set(edit.pair, [...(byPair.get(edit.pair) ?? []), edit]);

  const valuesAt = ({ id, path }: Edit) =>
    registersOf(documents.get(id))[pathOf(path)]?.heads.map(({ value }) => value) ?? [];
  const shows = (edit: Edit): boolean => valuesAt(edit).includes(registerOf(edit).value);
  const pairs = [...byPair.values()];
  const alone = [...last.values()];
  return {
    pairs: pairs.length,
    visible: pairs.filter((both) => both.every(shows)).length,
    alone: alone.length,
    aloneShown: alone.filter(shows).length,
  };
}

/** A record of paths, asked with the text of a path. */
const registersOf = (document: Document | undefined): Readonly<Record<string, Register>> =>
  document?.registers ?? {};
