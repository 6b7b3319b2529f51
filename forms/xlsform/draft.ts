import type { KeyedRow } from './cells.ts';
import type { SelectKind, TypeMeaning } from './question-types.ts';

/** A node of the form by its name, with the containers around it. */
interface NamedDraft {
  readonly draft: DraftNode;
  readonly around: readonly DraftContainer[];
}

/** All nodes by name, for references. Names that the importer adds to every form are known too. */
export class DraftNameIndex {
  private readonly byName = new Map<string, NamedDraft[]>();
  private readonly reserved: ReadonlySet<string>;

  constructor(drafts: readonly DraftNode[], reserved: ReadonlySet<string>) {
    this.reserved = reserved;
    for (const named of walkDrafts(drafts)) {
      const alike = this.byName.get(named.draft.name) ?? [];
      alike.push(named);
      this.byName.set(named.draft.name, alike);
    }
  }

  count(name: string): number {
    const found = this.byName.get(name)?.length ?? 0;
    return found === 0 && this.reserved.has(name) ? 1 : found;
  }

  find(name: string): NamedDraft | undefined {
    const found = this.byName.get(name);
    return found?.length === 1 ? found[0] : undefined;
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }
}

/** A question of the survey before its references are bound; that needs all rows. */
export interface DraftQuestion {
  readonly kind: 'question';
  readonly name: string;
  readonly row: KeyedRow;
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
  readonly row: KeyedRow;
  readonly children: DraftNode[];
}

export type DraftNode = DraftQuestion | DraftContainer;

/** Walk drafts with the containers around them, outermost first. */
export function* walkDrafts(
  drafts: readonly DraftNode[],
  around: readonly DraftContainer[] = [],
): Generator<{ readonly draft: DraftNode; readonly around: readonly DraftContainer[] }> {
  for (const draft of drafts) {
    yield { draft, around };
    if (draft.kind !== 'question') yield* walkDrafts(draft.children, [...around, draft]);
  }
}
