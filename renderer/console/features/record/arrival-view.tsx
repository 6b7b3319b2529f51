import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { ChangeListView } from './change-list-view.tsx';
import type { Arrival } from './history.ts';
import type { Names } from './names.ts';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import { WriterView } from './writer-view.tsx';
import './arrival-view.css';
import './record.css';

interface ArrivalViewProps {
  readonly arrival: Arrival;
  readonly names: Names;
  readonly wordsOf: (path: string) => PathWords;
  /** How many of its changes to show; without it all. */
  readonly most?: number | undefined;
}

/** What reached headquarters in one pack: from whom, when, at which place, and its changes. */
export function ArrivalView({ arrival, names, wordsOf, most = Infinity }: ArrivalViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { place, device, changes, receivedAtMs } = arrival;
  const more = changes.length - most;
  return (
    <article className="console-arrival">
      <header>
        <h3>
          <WriterView device={device} names={names} />
        </h3>
        <span>
          {say('console.history.arrived')} <RelativeTime atMs={receivedAtMs} show="moment" />
          {' · '}
          <span title={say('console.history.place.explained')}>
            {say('console.history.place', { place: format.number(place) })}
          </span>
        </span>
      </header>
      <ChangeListView changes={changes.slice(0, most)} wordsOf={wordsOf} showsSubject />
      {more > 0 && <p className="console-quiet">{say('console.history.andMore', { count: more })}</p>}
    </article>
  );
}
