import { CloudOff, Sparkles } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { DifferenceView } from '#renderer/form/difference-view.tsx';
import type { Comparison } from './workbench.ts';

interface ComparisonViewProps {
  readonly comparison: Comparison;
  readonly language: string;
}

/** What was read beside the newest published version. */
export function ComparisonView({ comparison, language }: ComparisonViewProps): ReactElement {
  const say = useSay();
  switch (comparison.kind) {
    case 'first':
      return <EmptyState icon={Sparkles} title={say('library.difference.first')} />;
    case 'loading':
      return <p role="status">{say('library.difference.loading')}</p>;
    case 'failed':
      return <EmptyState icon={CloudOff} title={say('library.difference.failed')} />;
    case 'compared':
      return (
        <>
          <p>{say('library.difference.against', { version: comparison.version })}</p>
          <DifferenceView difference={comparison.difference} language={language} />
        </>
      );
  }
}
