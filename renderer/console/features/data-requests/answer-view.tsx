import type { ReactElement } from 'react';
import type { DataRequestAnswer } from '#domain/privacy/data-request.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { outcomeKeys } from './request.ts';
import './data-requests.css';

interface AnswerViewProps {
  readonly answer: DataRequestAnswer | null;
  readonly mayKeep: boolean;
  readonly onAnswer: () => void;
  readonly onTakeBack: () => void;
}

/** How a request was answered, to read; for the focal point also to say, to correct and to take back. */
export function AnswerView({ answer, mayKeep, onAnswer, onTakeBack }: AnswerViewProps): ReactElement {
  const say = useSay();
  const { date } = useFormat();
  return (
    <Section title={say('rights.answer')}>
      {answer === null ? (
        <p className="console-rights-text">{say('rights.answer.none')}</p>
      ) : (
        <Facts
          facts={[
            { term: say('rights.outcome'), value: say(outcomeKeys[answer.outcome]) },
            { term: say('rights.answeredOn'), value: date(dayMs(answer.on)) },
            ...(answer.reason === ''
              ? []
              : [{ term: say('rights.reason'), value: <Words text={answer.reason} /> }]),
            { term: say('rights.did'), value: answer.did === '' ? '–' : <Words text={answer.did} /> },
          ]}
        />
      )}
      {mayKeep && (
        <div className="console-rights-acts">
          <Button kind={answer === null ? 'primary' : 'standard'} onPress={onAnswer}>
            {say(answer === null ? 'rights.answer.say' : 'rights.answer.correct')}
          </Button>
          {answer !== null && (
            <Button kind="quiet" onPress={onTakeBack}>
              {say('rights.answer.takeBack')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}

const Words = ({ text }: { readonly text: string }): ReactElement => (
  <span dir="auto" className="console-rights-words">
    {text}
  </span>
);
