import type { Json } from '#domain/base/json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';

export interface AuditLine {
  /** A person's id, or `command line`. */
  readonly actor: string;
  readonly act: string;
  /** Ids and options; never what is written in documents. */
  readonly subject: { readonly [key: string]: Json };
}

/** Writes down an administrative act or a read of documents (security.md 5). Lines are only ever added. */
export async function audit(
  store: Store | StoreTransaction,
  surroundings: Surroundings,
  { actor, act, subject }: AuditLine,
): Promise<void> {
  await store
    .insertInto('audit')
    .values({
      id: newUuid(surroundings),
      at_ms: surroundings.nowMs(),
      actor,
      act,
      subject: JSON.stringify(subject),
    })
    .execute();
}
