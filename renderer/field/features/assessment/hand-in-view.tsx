import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** What is still open in an assessment that is handed in. */
export interface OpenEnds {
  readonly unanswered: number;
  readonly flagged: number;
  readonly conflicts: number;
}

interface HandInViewProps {
  readonly openEnds: OpenEnds;
  readonly problem: Message | null;
  readonly onHandIn: () => void;
  readonly onClose: () => void;
}

/** Asks once, saying what is still open; it may be handed in as it is. */
export function HandInView({ openEnds, problem, onHandIn, onClose }: HandInViewProps): ReactElement {
  const say = useSay();
  const { unanswered, flagged, conflicts } = openEnds;
  const isComplete = unanswered + flagged + conflicts === 0;
  return (
    <Dialog
      title={say('assessment.handIn.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onHandIn}>
            {say('assessment.handIn')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <p>
        {isComplete
          ? say('assessment.handIn.complete')
          : say('assessment.handIn.open', { unanswered, flagged, conflicts })}
      </p>
      <p>{say('assessment.handIn.note')}</p>
    </Dialog>
  );
}
