import type { LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { MeaningIcon, meaningLabels, type StatusMeaning } from '../marks/pill.tsx';
import './status-bar.css';

interface StatusBarProps {
  /** Status of this laptop. */
  readonly start: ReactNode;
  /** Status elsewhere, and of the connection. */
  readonly end: ReactNode;
}

/** Bar at the bottom: saved work, waiting changes, changes at headquarters, network. */
export function StatusBar({ start, end }: StatusBarProps): ReactElement {
  const translate = useTranslate();
  return (
    <footer className="fb-status-bar" aria-label={translate('frame.status.label')}>
      <div className="fb-status-side">{start}</div>
      <div className="fb-status-side">{end}</div>
    </footer>
  );
}

interface StatusPartProps {
  readonly text: string;
  readonly meaning?: StatusMeaning | undefined;
  /** A more exact icon than the meaning's own. */
  readonly icon?: LucideIcon | undefined;
  /** Heading of the explanation. */
  readonly title: string;
  /** Explanation: situation, safety, next step; may hold buttons. */
  readonly children: ReactNode;
}

/**
 * One part of the status bar; a press opens its explanation. It changes with each answer, so it is the browser's own
 * button, and a closed explanation is not there.
 */
export function StatusPart({ text, meaning, icon, title, children }: StatusPartProps): ReactElement {
  const translate = useTranslate();
  const part = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        ref={part}
        type="button"
        className="fb-status-part"
        data-meaning={meaning}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {meaning !== undefined && (
          <>
            <MeaningIcon meaning={meaning} icon={icon} />
            <span className="fb-hidden">{translate(meaningLabels[meaning])}: </span>
          </>
        )}
        <span className="fb-status-text">{text}</span>
      </button>
      {isOpen && (
        <Popover
          className="fb-popover"
          placement="top"
          offset={6}
          triggerRef={part}
          isOpen
          onOpenChange={setIsOpen}
        >
          <Dialog className="fb-status-more">
            <Heading slot="title">{title}</Heading>
            {children}
          </Dialog>
        </Popover>
      )}
    </>
  );
}
