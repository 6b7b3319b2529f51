import type { ReactElement, ReactNode } from 'react';
import { languageFacts, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { RadioRows } from '#renderer/ui';
import './kiosk.css';

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
