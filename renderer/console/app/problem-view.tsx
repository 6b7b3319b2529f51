import { CloudOff, type LucideIcon, OctagonAlert, RefreshCw, SearchX, ShieldX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

interface ProblemViewProps {
  readonly kind: 'unreachable' | 'absent' | 'forbidden' | 'other';
  readonly title: Message;
  readonly text: Message;
  readonly onTryAgain: () => void;
}

const icons: { readonly [K in ProblemViewProps['kind']]: LucideIcon } = {
  unreachable: CloudOff,
  absent: SearchX,
  forbidden: ShieldX,
  other: OctagonAlert,
};

/** Stands in place of what could not be fetched: what happened, what is safe, what to do. */
export function ProblemView({ kind, title, text, onTryAgain }: ProblemViewProps): ReactElement {
  const say = useSay();
  return (
    <div role="alert">
      <EmptyState
        icon={icons[kind]}
        title={say(title)}
        action={
          <Button icon={RefreshCw} onPress={onTryAgain}>
            {say('ui.tryAgain')}
          </Button>
        }
      >
        {say(text)}
      </EmptyState>
    </div>
  );
}
