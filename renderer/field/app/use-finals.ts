import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { SelectOption } from '#renderer/ui/select.tsx';
import { useQuery } from '../use-query.ts';

/** Which assessments of this mission can be followed up? Those that are final or were replaced. */
export function useFinals(log: LogId): readonly SelectOption<DocumentId>[] {
  const listed = useQuery('documents', { log });
  if (listed.kind === 'loading') return [];
  return listed.answer
    .filter(({ kind, status }) => kind === assessmentKind && (status === 'final' || status === 'superseded'))
    .map(({ doc, title, facts }) => {
      const institution = facts['institution/name'];
      return { id: doc, label: typeof institution === 'string' ? `${institution} · ${title}` : title };
    });
}
