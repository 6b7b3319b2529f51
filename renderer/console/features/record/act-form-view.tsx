import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { type ReviewAct, textsOfAct } from '#domain/assessment/review-act.ts';
import { useUnchecked } from '#renderer/console/parts/unchecked-texts.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextHitList } from '#renderer/ui/text-hit-list.tsx';
import type { ReviewDesk } from './review-desk.ts';
import './review.css';

interface ActFormViewProps {
  /** What the form says so far, or what is missing from it. */
  readonly act: ReviewAct | Message;
  readonly action: string;
  readonly isGrave?: boolean | undefined;
  readonly desk: ReviewDesk;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/**
 * A form whose one button does an act. What is missing or refused stands here, and what was typed stays. What may name or
 * reach a person is taken out of the text, or said to be allowed to stand, before it is sent.
 */
export function ActFormView(props: ActFormViewProps): ReactElement {
  const { act, action, isGrave = false, desk, onDone, onCancel, children } = props;
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const { unchecked, confirm } = useUnchecked('act' in act ? textsOfAct(act).flatMap(desk.openHits) : []);

  const submit = async (): Promise<void> => {
    if (!('act' in act)) {
      setProblem(act);
      return;
    }
    if (unchecked.length > 0) {
      setProblem({ key: 'desk.check.open' });
      return;
    }
    setIsAsking(true);
    const refused = await desk.onAct(act);
    setIsAsking(false);
    setProblem(refused);
    if (refused === null) onDone();
  };

  return (
    <form
      className="desk-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit(); // its refusals are values
      }}
    >
      {children}
      <TextHitList
        hits={unchecked}
        onConfirm={(hit) => {
          confirm(hit);
          setProblem(null);
        }}
      />
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <div className="desk-actions">
        <Button type="submit" kind={isGrave ? 'danger' : 'primary'} isPending={isAsking}>
          {action}
        </Button>
        <Button onPress={onCancel}>{say('desk.cancel')}</Button>
      </div>
    </form>
  );
}
