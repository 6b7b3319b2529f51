import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';

interface WaitViewProps {
  readonly text: 'vault.wait' | 'vault.recover.wait';
  readonly secondsLeft: number;
}

/** The seconds run for the eyes; ears get the number that the wait began with. */
export function WaitView({ text, secondsLeft }: WaitViewProps): ReactElement {
  const say = useSay();
  const [first] = useState(secondsLeft);
  return (
    <>
      <span className="fb-hidden">{say(text, { seconds: first })}</span>
      <span aria-hidden>{say(text, { seconds: secondsLeft })}</span>
    </>
  );
}
