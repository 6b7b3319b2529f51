import type { Document } from '#domain/document/document.ts';
import type { Role } from '#domain/people/role.ts';
import { type WriteMode, writeModeOf } from '#domain/people/write-mode.ts';
import { useField } from './field-context.tsx';

/** What the person may do with a document, by their roles in its log and by the lease of this vault. */
export function useWriteMode(): (roles: readonly Role[], document: Document) => WriteMode {
  const { session } = useField();
  return (roles, document) => (session.leaseOver ? 'leaseOver' : writeModeOf(roles, document));
}
