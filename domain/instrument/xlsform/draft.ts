import type { CellRow } from './cells.ts';
import type { SelectKind } from './type-cell.ts';
import type { TypeMeaning } from './question-types.ts';

/** What a row of the survey asks for, understood but not yet bound: references are looked up when all rows are known. */
export interface DraftQuestion {
  readonly kind: 'question';
  readonly name: string;
  readonly row: CellRow;
  readonly asks:
    | {
        readonly kind: 'select';
        readonly select: SelectKind;
        readonly from: 'choices' | 'file' | 'external';
        readonly list: string;
      }
    | { readonly kind: 'plain'; readonly word: string; readonly meaning: TypeMeaning };
  readonly parameters: Readonly<Record<string, string>>;
}

export interface DraftContainer {
  readonly kind: 'group' | 'repeat';
  readonly name: string;
  readonly row: CellRow;
  readonly children: Draft[];
}

export type Draft = DraftQuestion | DraftContainer;

/** Walks drafts with the containers around them, outermost first. */
export function* walkDrafts(
  drafts: readonly Draft[],
  around: readonly DraftContainer[] = [],
): Generator<{ readonly draft: Draft; readonly around: readonly DraftContainer[] }> {
  for (const draft of drafts) {
    yield { draft, around };
    if (draft.kind !== 'question') yield* walkDrafts(draft.children, [...around, draft]);
  }
}
