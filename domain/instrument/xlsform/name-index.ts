import { walkDrafts, type Draft, type DraftContainer } from './draft.ts';

/** A node of the form by its name, with the containers around it. */
export interface Named {
  readonly draft: Draft;
  readonly around: readonly DraftContainer[];
}

/** All nodes by name, for references. Names that the importer adds to every form are known too. */
export class NameIndex {
  private readonly byName = new Map<string, Named[]>();
  private readonly reserved: ReadonlySet<string>;

  constructor(drafts: readonly Draft[], reserved: ReadonlySet<string>) {
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

  find(name: string): Named | undefined {
    const found = this.byName.get(name);
    return found?.length === 1 ? found[0] : undefined;
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }
}
