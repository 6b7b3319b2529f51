import { LockKeyhole } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Language, languages } from '#renderer/i18n/language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Select } from '#renderer/ui/select.tsx';
import './unlock.css';

interface UnlockFrameViewProps {
  readonly title: string;
  readonly intro: string;
  /** Whether the system keeps a second secret; said, because a person chooses a passphrase by it. */
  readonly keychain: 'system' | 'none';
  readonly refusedPlain: boolean;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** The way to the other of the two screens, if there is one. */
  readonly otherWay?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** What stands around unlocking a vault and making one: nothing of anybody's content. */
export function UnlockFrameView(props: UnlockFrameViewProps): ReactElement {
  const { title, intro, keychain, refusedPlain, language, onLanguage, otherWay, children } = props;
  const say = useSay();
  return (
    <main className="unlock">
      <div className="unlock-welcome">
        <LockKeyhole className="unlock-mark" aria-hidden />
        <h1>{title}</h1>
        <p>{intro}</p>
      </div>
      {refusedPlain && <Banner meaning="wait">{say('vault.refusedPlain')}</Banner>}
      <Card>{children}</Card>
      {keychain === 'none' && (
        <Banner meaning="info" isQuiet>
          {say('vault.keychain.none')}
        </Banner>
      )}
      <div className="unlock-foot">
        <Select
          label={say('settings.language')}
          options={Language.options.map((id) => ({ id, label: languages[id].ownName }))}
          value={language}
          onChange={onLanguage}
        />
        {otherWay}
      </div>
    </main>
  );
}
