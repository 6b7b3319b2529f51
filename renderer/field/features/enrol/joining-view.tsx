import { BookOpenText, LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import './enrol.css';

/** A code came with the start of the app and is being used: there is nothing to do but wait. */
export function JoiningView({ url }: { readonly url: string }): ReactElement {
  const say = useSay();
  return (
    <main className="enrol">
      <div className="enrol-welcome">
        <BookOpenText className="enrol-mark" aria-hidden />
        <h1>{say('enrol.title')}</h1>
      </div>
      <Card>
        <div className="enrol-waiting" role="status">
          <LoaderCircle className="fb-icon" aria-hidden />
          <div>
            <strong>{say('enrol.byItself.title')}</strong>
            <p>{say('enrol.byItself.text', { url })}</p>
          </div>
        </div>
      </Card>
    </main>
  );
}
