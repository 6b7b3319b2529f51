import { Eye, EyeOff, Lock } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { ReviewDesk } from './review-desk.ts';
import './review.css';

interface SealedWordsViewProps {
  readonly point: string;
  /** Names the point for screen readers. */
  readonly what: string;
  /** Null where nothing can be done about it. */
  readonly desk: ReviewDesk | null;
}

/**
 * In the place of words that are strictly confidential: they are asked for one point at a time, each time anew, and are
 * gone from the page when it is left. Who may not read them is told so.
 */
export function SealedWordsView({ point, what, desk }: SealedWordsViewProps): ReactElement {
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  if (desk === null || !desk.rights.sealed)
    return (
      <p className="desk-sealed">
        <Lock className="fb-icon" aria-hidden />
        <span>{say('desk.sealed.notForYou')}</span>
      </p>
    );

  const read = async (): Promise<void> => {
    setIsAsking(true);
    const answer = await desk.onRead(point);
    setIsAsking(false);
    setProblem(answer.ok ? null : answer.refusal);
    if (answer.ok) setWords(answer.value);
  };
  const act = say(words === null ? 'desk.sealed.read' : 'desk.sealed.hide');
  return (
    <>
      {words !== null && (
        <p className="desk-point-text" dir="auto">
          {words}
        </p>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <div className="desk-sealed">
        {words === null && (
          <>
            <Lock className="fb-icon" aria-hidden />
            <span>{say('desk.sealed.text')}</span>
          </>
        )}
        <Button
          kind="quiet"
          icon={words === null ? Eye : EyeOff}
          label={say('desk.act.of', { act, what })}
          isPending={isAsking}
          onPress={() => (words === null ? void read() : setWords(null))}
        >
          {act}
        </Button>
      </div>
    </>
  );
}
