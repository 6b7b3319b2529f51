import { OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import { useSay } from '#renderer/i18n/use-say.ts';

/** One problem in words: how grave it is, what it is, and how to mend it. The words are the importer's, in English. */
export function ProblemLineView({ problem }: { readonly problem: Diagnostic }): ReactElement {
  const say = useSay();
  const isError = problem.severity === 'error';
  const Icon = isError ? OctagonAlert : TriangleAlert;
  return (
    <span className="library-problem-line" data-severity={problem.severity}>
      <Icon className="fb-icon" aria-hidden />
      <span className="fb-hidden">
        {say(isError ? 'library.problem.error' : 'library.problem.warning')}:{' '}
      </span>
      <span dir="auto">
        {problem.message}
        {problem.fix !== undefined && <span className="library-problem-fix"> {problem.fix}</span>}
      </span>
    </span>
  );
}
