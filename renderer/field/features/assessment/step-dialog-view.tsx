import type { ReactElement } from 'react';
import type { StepAct, StepObstacle } from '#domain/assessment/review-steps.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { obstacleMessage, stepKey, stepQuestion } from './step-words.ts';

/** What is still open in an assessment that moves on. */
export interface OpenEnds {
  readonly unanswered: number;
  readonly flagged: number;
  readonly conflicts: number;
  /** Texts with something that may name or reach a person, and that nobody has confirmed. */
  readonly toCheck: number;
}

interface StepDialogViewProps {
  readonly act: StepAct;
  /** While there are any, the step cannot be taken. */
  readonly obstacles: readonly StepObstacle[];
  /** Null where it does not matter. */
  readonly openEnds: OpenEnds | null;
  readonly problem: Message | null;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

const leavesTheTeam: ReadonlySet<StepAct> = new Set(['handIn', 'handInAgain']);

/** Asks once before an assessment moves on, saying what is open. Names in texts must be looked at before it leaves. */
export function StepDialogView(props: StepDialogViewProps): ReactElement {
  const { act, obstacles, openEnds, problem, onTake, onClose } = props;
  const say = useSay();
  const { title, note } = stepQuestion(act);
  const unchecked = openEnds !== null && leavesTheTeam.has(act) ? openEnds.toCheck : 0;
  const isBlocked = obstacles.length > 0 || unchecked > 0;
  return (
    <Dialog
      title={say(title)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {!isBlocked && (
            <Button kind="primary" onPress={onTake}>
              {say(stepKey(act))}
            </Button>
          )}
          <Button onPress={onClose}>{say(isBlocked ? 'ui.close' : 'ui.cancel')}</Button>
        </>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      {obstacles.map((obstacle) => (
        <Banner key={obstacle.kind} meaning="wait">
          {say(obstacleMessage(obstacle))}
        </Banner>
      ))}
      {unchecked > 0 && <Banner meaning="wait">{say('life.obstacle.toCheck', { count: unchecked })}</Banner>}
      {openEnds !== null && <p>{say(openEndsMessage(openEnds))}</p>}
      {!isBlocked && <p>{say(note)}</p>}
    </Dialog>
  );
}

function openEndsMessage({ unanswered, flagged, conflicts }: OpenEnds): Message {
  return unanswered + flagged + conflicts === 0
    ? { key: 'assessment.handIn.complete' }
    : { key: 'assessment.handIn.open', values: { unanswered, flagged, conflicts } };
}
