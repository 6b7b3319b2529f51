import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import type { Before, Change } from './history.ts';
import { holdReasonMessage } from './hold-reason.ts';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import { ValueView } from './value-view.tsx';
import './change-view.css';

interface ChangeViewProps {
  readonly change: Change;
  readonly words: PathWords;
}

/** One change in a line: what, and from what to what. */
export function ChangeView({ change, words }: ChangeViewProps): ReactElement {
  const say = useSay();
  return (
    <li className="console-change-line">
      <span className="console-change-what">
        {say(words.what)}
        {words.detail !== null && <bdi> {words.detail}</bdi>}
      </span>
      <span className="console-change-values">
        <BeforeAfter change={change} />
      </span>
      <ChangeMarks change={change} />
    </li>
  );
}

function BeforeAfter({ change }: { readonly change: Change }): ReactElement {
  const say = useSay();
  const { before, now, isErased, path } = change;
  return (
    <>
      {before.map((one, at) => (
        <span className="console-change-before" key={one.dot}>
          {at === 0 && <span className="fb-hidden">{say('console.history.before')} </span>}
          <BeforeView path={path} before={one} />
        </span>
      ))}
      {before.length > 0 && <ArrowRight className="fb-icon" aria-hidden />}
      {before.length > 0 && <span className="fb-hidden">{say('console.history.after')} </span>}
      {isErased ? <Erased /> : <ValueView path={path} value={now} />}
    </>
  );
}

function BeforeView({ path, before }: { readonly path: string; readonly before: Before }): ReactElement {
  const say = useSay();
  switch (before.kind) {
    case 'value':
      return <ValueView path={path} value={before.value} />;
    case 'erased':
      return <Erased />;
    case 'notLoaded':
      return <em>{say('console.history.beforeNotLoaded')}</em>;
  }
}

function Erased(): ReactElement {
  const say = useSay();
  return <em className="console-value-none">{say('console.value.erased')}</em>;
}

function ChangeMarks({ change }: { readonly change: Change }): ReactElement | null {
  const say = useSay();
  const { state, reason, releasedBy, isClockAhead } = change;
  if (state === 'counts' && !isClockAhead) return null;
  return (
    <span className="console-change-marks">
      {state === 'held' && (
        <>
          <Pill text={say('console.history.held')} meaning="wait" />
          {reason !== null && <span>{say(holdReasonMessage(reason))}</span>}
        </>
      )}
      {state === 'released' && (
        <Pill
          text={
            releasedBy === null
              ? say('console.history.released')
              : say('console.history.releasedBy', { name: releasedBy })
          }
          meaning="info"
        />
      )}
      {isClockAhead && <Pill text={say('console.history.clockAhead')} meaning="wait" />}
    </span>
  );
}
