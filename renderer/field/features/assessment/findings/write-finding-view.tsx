import { FilePen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';

interface WriteFindingViewProps {
  readonly question: string;
  /** Absent where nothing may be written. */
  readonly onFinding: ((question: string) => void) | undefined;
}

/** Takes the first text of a finding about this question over, to be edited. */
export function WriteFindingView({ question, onFinding }: WriteFindingViewProps): ReactElement | null {
  const say = useSay();
  if (!onFinding) return null;
  return (
    <Button
      kind="quiet"
      icon={FilePen}
      onPress={() => onFinding(question)}
      label={say('finding.act.findingOf', { id: question })}
    >
      {say('finding.act.finding')}
    </Button>
  );
}
