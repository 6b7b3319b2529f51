import { type ReactElement, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { languageFacts, ScreenLanguage, useTranslate, type Message } from '#renderer/i18n';
import { RadioRows, Banner, Dialog, FormDialog, TextField } from '#renderer/ui';
import './kiosk.css';
import type { QuestionSet } from '#domain/workshop/learning/questionnaire.ts';

interface KioskFrameViewProps {
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  /** Progress of the person; absent before and after. */
  readonly head?: ReactNode | undefined;
  readonly children: ReactNode;
  readonly foot: ReactNode;
}

/** The whole screen of a kiosk: nothing of the app is around it. */
export function KioskFrameView(props: KioskFrameViewProps): ReactElement {
  const { language, onLanguage, head, children, foot } = props;
  const translate = useTranslate();
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-kiosk', true);
    return () => document.documentElement.removeAttribute('data-kiosk');
  }, []);
  return (
    <main className="kiosk">
      <header className="kiosk-head">
        <div className="kiosk-progress">{head}</div>
        <RadioRows
          label={translate('learning.kiosk.language')}
          hideLabel
          isCompact
          rows={ScreenLanguage.options.map((value) => ({
            value,
            text: languageFacts[value].ownName,
            content: <bdi lang={value}>{languageFacts[value].ownName}</bdi>,
          }))}
          value={language}
          onChange={onLanguage}
        />
      </header>
      <div className="kiosk-body">
        <div className="kiosk-column">{children}</div>
      </div>
      <footer className="kiosk-foot">{foot}</footer>
    </main>
  );
}

/** Title of a page of the kiosk. It gets the focus, so that a screen reader begins with it. */
export function KioskTitle({ children }: { readonly children: ReactNode }): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 className="kiosk-title" tabIndex={-1} ref={title}>
      {children}
    </h1>
  );
}

/** Start of the kiosk, before a person begins. */
export function KioskWelcomeView({ set }: { readonly set: QuestionSet }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <h1 className="kiosk-title">{translate(`learning.kiosk.title.${set}`)}</h1>
      <p className="kiosk-text">{translate(`learning.kiosk.welcome.${set}`)}</p>
      <p className="kiosk-text">{translate('learning.kiosk.welcome.private')}</p>
    </>
  );
}

/** The workshop is no longer on this laptop. */
export function KioskGoneView(): ReactElement {
  const translate = useTranslate();
  return (
    <div role="status">
      <KioskTitle>{translate('learning.kiosk.gone.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.gone.text')}</p>
    </div>
  );
}

interface KioskSendViewProps {
  readonly answered: number;
  readonly total: number;
  /** Reason why the answers were not saved; they are still here. */
  readonly problem: Message | null;
}

/** Last page before the answers are sent. */
export function KioskSendView({ answered, total, problem }: KioskSendViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <KioskTitle>{translate('learning.kiosk.send.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.send.text', { answered, total })}</p>
      {problem !== null && (
        <Banner meaning="bad" title={translate('learning.kiosk.send.refused')} isAnnounced>
          {translate(problem)}
        </Banner>
      )}
    </>
  );
}

/** Answers are saved; the next person may begin. */
export function KioskThanksView(): ReactElement {
  const translate = useTranslate();
  return (
    <div role="status">
      <KioskTitle>{translate('learning.kiosk.thanks.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.thanks.text')}</p>
    </div>
  );
}

interface KioskIdleViewProps {
  readonly isOpen: boolean;
  /** The answers come back with the person's word and number. */
  readonly isKept: boolean;
  readonly onStay: () => void;
}

/** Question to a person who may have left. Without an answer the kiosk begins anew. */
export function KioskIdleView({ isOpen, isKept, onStay }: KioskIdleViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('learning.kiosk.idle.title')}
      isOpen={isOpen}
      onClose={onStay}
      role="alertdialog"
    >
      {translate(isKept ? 'learning.kiosk.idle.kept' : 'learning.kiosk.idle.text')}
    </Dialog>
  );
}

interface LeaveKioskViewProps {
  /** Reason why the passphrase did not end the kiosk. */
  readonly problem: Message | null;
  readonly onLeave: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** Passphrase of the vault, with which the trainer ends the kiosk. */
export function LeaveKioskView({ problem, onLeave, onClose }: LeaveKioskViewProps): ReactElement {
  const translate = useTranslate();
  const [passphrase, setPassphrase] = useState('');
  return (
    <FormDialog
      title={translate('learning.kiosk.leave.title')}
      act={translate('learning.kiosk.leave.act')}
      problem={problem && translate(problem)}
      onAct={() => {
        if (passphrase !== '') onLeave(passphrase);
        setPassphrase('');
      }}
      onClose={onClose}
    >
      <TextField
        label={translate('learning.kiosk.leave.passphrase')}
        type="password"
        value={passphrase}
        cutsAt={1024}
        autoComplete="off"
        autoFocus
        onChange={setPassphrase}
      />
    </FormDialog>
  );
}
