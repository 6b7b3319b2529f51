import { PenLine } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Review } from '#domain/assessment/read-review.ts';
import type { SignOffState } from '#domain/assessment/sign-off.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import type { Names } from './names.ts';
import './review.css';
import { WrittenView } from './written-view.tsx';

interface SignOffViewProps {
  readonly review: Review;
  readonly state: SignOffState;
  readonly names: Names;
}

const looks = {
  missing: { meaning: 'wait', title: 'desk.signed.missing' },
  outdated: { meaning: 'wait', title: 'desk.signed.outdated' },
  withheld: { meaning: 'bad', title: 'desk.signed.withheld' },
  signed: { meaning: 'good', title: 'desk.signed.signed' },
} as const satisfies { readonly [state in SignOffState]: unknown };

/** What an adviser said of the safeguards, and whether it holds for the answers as they are. */
export function SignOffView({ review, state, names }: SignOffViewProps): ReactElement {
  const say = useSay();
  const { meaning, title } = looks[state];
  const { signOff } = review;
  return (
    <Banner meaning={meaning} icon={PenLine} title={say(title)} isQuiet={state === 'missing'}>
      {state === 'outdated' && <p>{say('desk.signed.outdated.text')}</p>}
      {signOff !== null && signOff.note !== '' && <p dir="auto">{signOff.note}</p>}
      {signOff?.written && (
        <p className="desk-meta">
          <WrittenView written={signOff.written} names={names} />
        </p>
      )}
    </Banner>
  );
}
