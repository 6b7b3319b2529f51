import type { ReactElement } from 'react';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { type Change, changesByMoment } from './history.ts';
import { ChangeView } from './change-view.tsx';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import './change-list-view.css';

interface ChangeListViewProps {
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly wordsOf: (path: string) => PathWords;
  /** False where the place says which question it is. */
  readonly showsSubject: boolean;
}

/** Changes in the order of time; what was written about one question in one go stands together. */
export function ChangeListView({ changes, wordsOf, showsSubject }: ChangeListViewProps): ReactElement {
  const subjectOf = (change: Change): string => {
    const { subject } = wordsOf(change.path);
    return subject === null ? '' : `${subject.code} ${subject.title}`;
  };
  return (
    <ul className="console-moments">
      {changesByMoment(changes, subjectOf).map((moment) => (
        <li key={moment.changes[0]?.dot} className="console-moment">
          <span className="console-moment-time">
            <RelativeTime atMs={moment.atMs} show="moment" />
          </span>
          <div>
            {showsSubject && <Subject words={wordsOf(moment.changes[0]?.path ?? '')} />}
            <ul>
              {moment.changes.map((change) => (
                <ChangeView key={change.dot} change={change} words={wordsOf(change.path)} />
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Subject({ words: { subject } }: { readonly words: PathWords }): ReactElement | null {
  if (subject === null) return null;
  return (
    <p className="console-moment-subject">
      <bdi>
        {subject.code !== '' && <b>{subject.code} </b>}
        {subject.title}
      </bdi>
    </p>
  );
}
