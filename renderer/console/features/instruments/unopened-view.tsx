import type { ReactElement } from 'react';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { ProblemLineView } from './problem-line-view.tsx';

/** Why a form cannot be shown: its rules do not hold together. */
export function UnopenedView({ problems }: { readonly problems: readonly Diagnostic[] }): ReactElement {
  const say = useSay();
  return (
    <Banner meaning="bad" title={say('library.unopened')}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.message}`}>
            <ProblemLineView problem={problem} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}
