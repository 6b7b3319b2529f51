import { OctagonAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

interface StoppedViewProps {
  readonly reason: MessageKey;
  /** Absent where opening again would not help. */
  readonly onOpenAgain?: (() => void) | undefined;
}

/** The whole window when the app cannot go on: what is safe, and what to do. */
export function StoppedView({ reason, onOpenAgain }: StoppedViewProps): ReactElement {
  const say = useSay();
  return (
    <main className="field-whole">
      <h1 className="fb-hidden">{say('frame.product')}</h1>
      <div role="alert">
        <EmptyState
          icon={OctagonAlert}
          title={say('frame.stopped.title')}
          action={
            onOpenAgain && (
              <Button kind="primary" onPress={onOpenAgain}>
                {say('frame.stopped.again')}
              </Button>
            )
          }
        >
          {say(reason)}
        </EmptyState>
      </div>
    </main>
  );
}
