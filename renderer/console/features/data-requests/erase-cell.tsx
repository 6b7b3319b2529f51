import { Eraser } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { erasableParts } from '#domain/privacy/erase-alone.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { ErasedHere } from './erasing.ts';
import type { FoundWords } from './found-words.ts';
import type { FoundPlace } from './request.ts';
import './data-requests.css';

interface EraseCellProps {
  readonly place: FoundPlace;
  readonly words: FoundWords;
  /** What was erased there since the search; undefined while nothing was. */
  readonly erased: ErasedHere | undefined;
  readonly onAsk: () => void;
}

/** Beside a place that was found: what was erased there, and the way to erase it. */
export function EraseCell({ place, words, erased, onAsk }: EraseCellProps): ReactElement {
  const say = useSay();
  if (erasableParts(place.kind, place.path).length === 0)
    return <span className="console-rights-none">{say('rights.erase.none')}</span>;
  const { field, record, recordId } = words;
  return (
    <div className="console-rights-erase">
      {erased && <ErasedView erased={erased} />}
      {erased?.part !== 'all' && (
        <Button
          icon={Eraser}
          label={say('rights.erase.of', { field, record: `${record} ${recordId}` })}
          onPress={onAsk}
        >
          {say('rights.erase')}
        </Button>
      )}
    </div>
  );
}

/** Takes the focus where the button that was pressed is gone: whoever works by keys goes on from this row. */
function ErasedView({ erased: { part, count } }: { readonly erased: ErasedHere }): ReactElement {
  const say = useSay();
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (part === 'all') line.current?.focus();
  }, [part]);
  return (
    <span ref={line} tabIndex={-1}>
      {say(part === 'all' ? 'rights.erased.all' : 'rights.erased.past', { count })}
    </span>
  );
}
