import { X } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from './button.tsx';
import { MeaningIcon } from './meaning.tsx';
import type { Notice } from './notice.ts';
import './notice-list.css';

interface NoticeListProps {
  readonly notices: readonly (Notice & { readonly id: number })[];
  readonly onDismiss: (id: number) => void;
}

/** The corner where notices stand. Always in the page, because only then do screen readers hear what is added. */
export function NoticeList({ notices, onDismiss }: NoticeListProps): ReactElement {
  const say = useSay();
  return (
    <div
      role="log"
      className="fb-notices"
      aria-label={say('frame.notices.label')}
      aria-live="polite"
      aria-relevant="additions"
    >
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

const shownMs = 8_000;

interface NoticeItemProps {
  readonly notice: Notice & { readonly id: number };
  readonly onDismiss: (id: number) => void;
}

function NoticeItem({ notice, onDismiss }: NoticeItemProps): ReactElement {
  const say = useSay();
  const [isHeld, setIsHeld] = useState(false);
  // What must be acted on stays until it is closed; the rest goes, but never while it is being read or reached for.
  const staysOpen = isHeld || notice.meaning === 'bad';

  useEffect(() => {
    if (staysOpen) return undefined;
    const timer = setTimeout(() => onDismiss(notice.id), shownMs);
    return () => clearTimeout(timer);
  }, [staysOpen, onDismiss, notice.id]);

  return (
    <div
      className="fb-notice"
      data-meaning={notice.meaning}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <MeaningIcon meaning={notice.meaning} />
      <p>{notice.text}</p>
      <Button kind="quiet" icon={X} onPress={() => onDismiss(notice.id)}>
        {say('ui.close')}
      </Button>
    </div>
  );
}
