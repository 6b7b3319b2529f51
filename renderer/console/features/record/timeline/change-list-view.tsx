import { ArrowRight, History } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { PathDescription } from '#renderer/console/parts/describe-path.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState, Pill, RelativeTime } from '#renderer/ui';
import { RegisterValueView } from '../answers/register-value-view.tsx';
import { heldChangeMessage } from './held-change-message.ts';
import {
  type FormerValue,
  groupChangesByMoment,
  type PackArrival,
  type RecordChange,
  type WriterNames,
} from './record-history.ts';
import { WriterView } from './writer-view.tsx';
import './change.css';
import '../record.css';

interface ChangeListViewProps {
  /** Newest first. */
  readonly changes: readonly RecordChange[];
  readonly labelOf: (path: string) => PathDescription;
  /** False where the page tells the question. */
  readonly showsSubject: boolean;
}

/** Changes by time; those of one question within a minute are one group. */
export function ChangeListView({ changes, labelOf, showsSubject }: ChangeListViewProps): ReactElement {
  const subjectOf = (recordChange: RecordChange): string => {
    const { subject } = labelOf(recordChange.path);
    return subject === null ? '' : `${subject.code} ${subject.title}`;
  };
  return (
    <ul className="console-moments">
      {groupChangesByMoment(changes, subjectOf).map((changeMoment) => (
        <li key={changeMoment.changes[0]?.dot} className="console-moment">
          <span className="console-moment-time">
            <RelativeTime atMs={changeMoment.atMs} show="moment" />
          </span>
          <div>
            {showsSubject && <MomentSubject words={labelOf(changeMoment.changes[0]?.path ?? '')} />}
            <ul>
              {changeMoment.changes.map((recordChange) => (
                <ChangeView key={recordChange.dot} change={recordChange} words={labelOf(recordChange.path)} />
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface PackArrivalViewProps {
  readonly arrival: PackArrival;
  readonly names: WriterNames;
  readonly labelOf: (path: string) => PathDescription;
  /** Limit of its changes; without it all. */
  readonly most?: number | undefined;
}

/** Changes of one pack at headquarters: writer, time, place in the log, and content. */
export function PackArrivalView({
  arrival,
  names,
  labelOf,
  most = Infinity,
}: PackArrivalViewProps): ReactElement {
  const translate = useTranslate();
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
          {translate('console.history.arrived')} <RelativeTime atMs={receivedAtMs} show="moment" />
          {' · '}
          <span title={translate('console.history.place.explained')}>
            {translate('console.history.place', { place: format.number(place) })}
          </span>
        </span>
      </header>
      <ChangeListView changes={changes.slice(0, most)} labelOf={labelOf} showsSubject />
      {more > 0 && <p className="console-quiet">{translate('console.history.andMore', { count: more })}</p>}
    </article>
  );
}

interface ChangeViewProps {
  readonly change: RecordChange;
  readonly words: PathDescription;
}

/** One change in a line: register, former and new value. */
function ChangeView({ change, words }: ChangeViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <li className="console-change-line">
      <span className="console-change-what">
        {translate(words.what)}
        {words.detail !== null && <bdi> {words.detail}</bdi>}
      </span>
      <span className="console-change-values">
        <ChangeValues change={change} />
      </span>
      <ChangeMarks change={change} />
    </li>
  );
}

function ChangeValues({ change }: { readonly change: RecordChange }): ReactElement {
  const translate = useTranslate();
  const { before, now, isErased, path } = change;
  return (
    <>
      {before.map((formerValue, at) => (
        <span className="console-change-before" key={formerValue.dot}>
          {at === 0 && <span className="fb-hidden">{translate('console.history.before')} </span>}
          <FormerValueView path={path} before={formerValue} />
        </span>
      ))}
      {before.length > 0 && <ArrowRight className="fb-icon" aria-hidden />}
      {before.length > 0 && <span className="fb-hidden">{translate('console.history.after')} </span>}
      {isErased ? <ErasedValue /> : <RegisterValueView path={path} value={now} />}
    </>
  );
}

function FormerValueView({
  path,
  before,
}: {
  readonly path: string;
  readonly before: FormerValue;
}): ReactElement {
  const translate = useTranslate();
  switch (before.kind) {
    case 'value':
      return <RegisterValueView path={path} value={before.value} />;
    case 'erased':
      return <ErasedValue />;
    case 'notLoaded':
      return <em>{translate('console.history.beforeNotLoaded')}</em>;
  }
}

function ErasedValue(): ReactElement {
  const translate = useTranslate();
  return <em className="console-value-none">{translate('console.value.erased')}</em>;
}

function ChangeMarks({ change }: { readonly change: RecordChange }): ReactElement | null {
  const translate = useTranslate();
  const { state, reason, releasedBy, isClockAhead } = change;
  if (state === 'counts' && !isClockAhead) return null;
  return (
    <span className="console-change-marks">
      {state === 'held' && (
        <>
          <Pill text={translate('console.history.held')} meaning="wait" />
          {reason !== null && <span>{translate(heldChangeMessage(reason))}</span>}
        </>
      )}
      {state === 'released' && (
        <Pill
          text={
            releasedBy === null
              ? translate('console.history.released')
              : translate('console.history.releasedBy', { name: releasedBy })
          }
          meaning="info"
        />
      )}
      {isClockAhead && <Pill text={translate('console.history.clockAhead')} meaning="wait" />}
    </span>
  );
}

function MomentSubject({ words: { subject } }: { readonly words: PathDescription }): ReactElement | null {
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

/** Fetched changes of a record. */
export type RecordHistoryState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'failed';
      readonly title: Message;
      readonly text: Message;
      readonly onTryAgain: () => void;
    }
  | { readonly kind: 'present'; readonly arrivals: readonly PackArrival[]; readonly isWhole: boolean };

interface RecordHistoryViewProps {
  readonly history: RecordHistoryState;
  readonly names: WriterNames;
  readonly labelOf: (path: string) => PathDescription;
}

const initialArrivalCount = 40;

/** History of a record: writer, change, time, device, place in the log, and former value. */
export function RecordHistoryView({ history, names, labelOf }: RecordHistoryViewProps): ReactElement {
  const translate = useTranslate();
  const [shown, setShown] = useState(initialArrivalCount);
  if (history.kind === 'loading') return <p className="console-quiet">{translate('console.loading')}</p>;
  if (history.kind === 'failed') {
    return (
      <Banner
        meaning="bad"
        title={translate(history.title)}
        actions={<Button onPress={history.onTryAgain}>{translate('ui.tryAgain')}</Button>}
      >
        {translate(history.text)}
      </Banner>
    );
  }
  if (history.arrivals.length === 0) {
    return <EmptyState icon={History} title={translate('console.history.empty')} />;
  }

  const rest = history.arrivals.length - shown;
  return (
    <div className="console-history">
      {history.arrivals.slice(0, shown).map((packArrival) => (
        <PackArrivalView key={packArrival.place} arrival={packArrival} names={names} labelOf={labelOf} />
      ))}
      {rest > 0 && (
        <Button onPress={() => setShown(shown + initialArrivalCount)}>
          {translate('console.history.more', { count: rest })}
        </Button>
      )}
      {rest <= 0 && !history.isWhole && (
        <p className="console-quiet">{translate('console.history.notWhole')}</p>
      )}
    </div>
  );
}
