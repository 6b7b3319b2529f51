import { ArchiveX, CheckCheck, LockKeyhole, type LucideIcon, PenLine, Send, Undo2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { unsettledPoints } from '#domain/assessment/review-obstacles.ts';
import type { Document } from '#domain/document/document.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { obstacleMessage } from './refusal-message.ts';
import type { ReviewDesk } from './review-desk.ts';
import { StepFormView } from './step-form-view.tsx';
import { type OfferedStep, offeredSteps, type Step, stepWords } from './step-words.ts';
import './review.css';

interface StepsViewProps {
  readonly document: Document;
  readonly desk: ReviewDesk;
}

interface OpenStep {
  readonly step: Step;
  /**
   * The desk as it was when the form was opened: what comes in behind an open form was not seen, and headquarters says
   * so. Null after a refusal, when the person has been told to look again.
   */
  readonly desk: ReviewDesk | null;
}

/** What this person can do with the record now, and what stands in the way of the rest. */
export function StepsView({ document, desk }: StepsViewProps): ReactElement | null {
  const say = useSay();
  const [open, setOpen] = useState<OpenStep | null>(null);
  const steps = offeredSteps(document, desk);
  if (steps.length === 0) return null;
  const onAct: ReviewDesk['onAct'] = async (act) => {
    const refused = await (open?.desk ?? desk).onAct(act);
    if (refused !== null) setOpen((now) => now && { step: now.step, desk: null });
    return refused;
  };
  const first = usualStep(steps, unsettledPoints(document) > 0);
  return (
    <Section title={say('desk.steps.title')}>
      <ul className="desk-steps">
        {steps.map((offered) => (
          <StepRow
            key={offered.step}
            offered={offered}
            isFirst={offered.step === first}
            onOpen={() => setOpen({ step: offered.step, desk })}
          />
        ))}
      </ul>
      <Dialog
        title={open === null ? '' : say(stepWords[open.step].title)}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        width="l"
      >
        {open !== null && (
          <StepFormView
            step={open.step}
            document={document}
            desk={{ ...desk, onAct }}
            onClose={() => setOpen(null)}
          />
        )}
      </Dialog>
    </Section>
  );
}

/** The one that is usual now: going on, or the way back with points. What cannot be undone is never offered as such. */
function usualStep(steps: readonly OfferedStep[], hasPoints: boolean): Step | undefined {
  const [first] = steps.filter(
    ({ step, obstacles }) =>
      obstacles.length === 0 && step !== 'supersede' && (step !== 'return' || hasPoints),
  );
  return first?.step;
}

const icons: { readonly [step in Step]: LucideIcon } = {
  return: Undo2,
  share: Send,
  addressComments: CheckCheck,
  finalize: LockKeyhole,
  signOff: PenLine,
  supersede: ArchiveX,
};

interface StepRowProps {
  readonly offered: OfferedStep;
  readonly isFirst: boolean;
  readonly onOpen: () => void;
}

function StepRow({ offered: { step, obstacles }, isFirst, onOpen }: StepRowProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const isFree = obstacles.length === 0;
  return (
    <li className="desk-step">
      <Button
        kind={isFirst ? 'primary' : 'standard'}
        icon={icons[step]}
        isDisabled={!isFree}
        onPress={onOpen}
      >
        {say(stepWords[step].action)}
      </Button>
      <div className="desk-step-text">
        <p>{say(stepWords[step].text)}</p>
        {!isFree && (
          <ul className="desk-obstacles">
            {obstacles.map((obstacle) => (
              <li key={obstacle.kind}>{say(obstacleMessage(obstacle, say, format))}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
