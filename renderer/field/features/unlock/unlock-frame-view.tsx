import { LockKeyhole } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { languageFacts, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Card, Select } from '#renderer/ui';
import './unlock.css';

interface UnlockFrameViewProps {
  readonly title: string;
  readonly intro: string;
  /** Whether the system keeps a second secret; shown, because the choice of a passphrase depends on it. */
  readonly keychain: 'system' | 'none';
  readonly refusedPlain: boolean;
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  /** Link to the other of the two screens, if there is one. */
  readonly otherWay?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** Frame of unlocking and making a vault: nobody's content is in it. */
export function UnlockFrameView(props: UnlockFrameViewProps): ReactElement {
  const { title, intro, keychain, refusedPlain, language, onLanguage, otherWay, children } = props;
  const translate = useTranslate();
  return (
    <main className="unlock">
      <div className="unlock-welcome">
        <LockKeyhole className="unlock-mark" aria-hidden />
        <h1>{title}</h1>
        <p>{intro}</p>
      </div>
      {refusedPlain && <Banner meaning="wait">{translate('vault.refusedPlain')}</Banner>}
      <Card>{children}</Card>
      {keychain === 'none' && (
        <Banner meaning="info" isQuiet>
          {translate('vault.keychain.none')}
        </Banner>
      )}
      <div className="unlock-foot">
        <Select
          label={translate('ui.language')}
          options={ScreenLanguage.options.map((mailLanguage) => ({
            id: mailLanguage,
            label: languageFacts[mailLanguage].ownName,
          }))}
          value={language}
          onChange={onLanguage}
        />
        {otherWay}
      </div>
    </main>
  );
}
