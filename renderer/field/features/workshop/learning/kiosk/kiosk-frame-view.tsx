import { type ReactElement, type ReactNode, useLayoutEffect } from 'react';
import { languageFacts, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Dialog, RadioRows } from '#renderer/ui';
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
