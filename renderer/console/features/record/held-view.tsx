import { Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { HeldChange } from './held-change.ts';
import { holdReasonMessage } from './hold-reason.ts';
import type { Names } from './names.ts';
import { ValueView } from './value-view.tsx';
import { WriterView } from './writer-view.tsx';
import './held-view.css';

interface HeldViewProps {
  readonly changes: readonly HeldChange[];
  /** What each one changes, in words. */
  readonly whatOf: (path: string) => string;
  readonly names: Names;
}

/** Changes without effect: what they wanted, who wrote them, and why they wait. */
export function HeldView({ changes, whatOf, names }: HeldViewProps): ReactElement {
  const say = useSay();
  return (
    <Banner meaning="wait" icon={Hourglass} title={say('console.held.title', { count: changes.length })}>
      <p>{say('console.held.text')}</p>
      <ul className="console-held">
        {changes.map((change) => (
          <li key={`${change.device}.${change.n}`}>
            <Entry
              isBoxed
              meta={
                <>
                  <WriterView device={change.device} names={names} />
                  {' · '}
                  <RelativeTime atMs={change.stamp[0]} show="moment" />
                </>
              }
            >
              <span className="console-held-what">{whatOf(change.path)}</span>{' '}
              <ValueView path={change.path} value={change.value} />
              <p className="console-held-reason">{say(holdReasonMessage(change.reason.kind))}</p>
            </Entry>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
