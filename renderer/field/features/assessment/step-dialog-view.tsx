import type { ReactElement } from 'react';
import type { StepAct, StepObstacle } from '#domain/assessment/review-steps.ts';
import type { TextToCheck } from '#domain/assessment/texts-to-check.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { obstacleMessage, placeOfText, stepKey, stepQuestion } from './step-words.ts';

/** What is still open in an assessment that moves on. */
export interface OpenEnds {
  readonly unanswered: number;
  readonly flagged: number;
  readonly conflicts: number;
  /** Texts with something that may name or reach a person, and that nobody has confirmed. */
  readonly toCheck: readonly TextToCheck[];
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
  const unchecked = openEnds !== null && leavesTheTeam.has(act) ? openEnds.toCheck : [];
  const isBlocked = obstacles.length > 0 || unchecked.length > 0;
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
      {unchecked.length > 0 && <Unchecked texts={unchecked} />}
      {!isBlocked && openEnds !== null && <p>{say(openEndsMessage(openEnds))}</p>}
      {!isBlocked && <p>{say(note)}</p>}
    </Dialog>
  );
}

/** Longer lists are not read to their end in a dialog; what is left is shown when these are done. */
const mostListed = 8;

/** Which texts are to be looked at, and where they stand. */
function Unchecked({ texts }: { readonly texts: readonly TextToCheck[] }): ReactElement {
  const say = useSay();
  return (
    <Banner meaning="wait" title={say('life.obstacle.toCheck', { count: texts.length })}>
      <ul>
        {texts.slice(0, mostListed).map(({ path, hits }) => (
          <li key={path}>
            {say(placeOfText(path))}: <bdi>{hits.map(({ text }) => text).join(' · ')}</bdi>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function openEndsMessage({ unanswered, flagged, conflicts }: OpenEnds): Message {
  return unanswered + flagged + conflicts === 0
    ? { key: 'assessment.handIn.complete' }
    : { key: 'assessment.handIn.open', values: { unanswered, flagged, conflicts } };
}
