import type { ReactElement, ReactNode } from 'react';
import { samplePassphraseChoice } from '#renderer/field/parts/sample-passphrase.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { RecoverVaultView } from './recover-vault-view.tsx';
import { RenewPassphraseView } from './renew-passphrase-view.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';

export const about: StoriesAbout = { title: 'Recover a vault', layout: 'page' };

const nothing = (): void => undefined;

export const BlockAndWords = (): ReactElement => <Recover />;

export const WrongWords = (): ReactElement => (
  <Recover outcome={{ key: 'vault.recover.wrong' }} secondsLeft={8} />
);

export const NoBlock = (): ReactElement => <Recover outcome={{ key: 'vault.recover.refused.block' }} />;

export const NotSixWords = (): ReactElement => <Recover outcome={{ key: 'vault.recover.refused.words' }} />;

export const OtherVault = (): ReactElement => (
  <Recover outcome={{ key: 'vault.recover.refused.otherVault' }} />
);

export const AnswerOver = (): ReactElement => <Recover outcome={{ key: 'vault.recover.refused.over' }} />;

export const TooLate = (): ReactElement => <Recover outcome={{ key: 'vault.recover.refused.gone' }} />;

export const OpeningTheBlock = (): ReactElement => <Recover isOpening />;

export const NewPassphrase = (): ReactElement => <Renew refusal={null} />;

export const NewPassphraseTooWeak = (): ReactElement => <Renew refusal={{ key: 'vault.refused.weak' }} />;

interface RecoverProps {
  readonly outcome?: Message;
  readonly secondsLeft?: number;
  readonly isOpening?: boolean;
}

function Recover({ outcome, secondsLeft = 0, isOpening = false }: RecoverProps): ReactElement {
  return (
    <Framed>
      <RecoverVaultView
        label="Assessor"
        outcome={outcome ?? null}
        secondsLeft={secondsLeft}
        isOpening={isOpening}
        onRecover={nothing}
      />
    </Framed>
  );
}

function Renew({ refusal }: { readonly refusal: Message | null }): ReactElement {
  return (
    <Framed>
      <RenewPassphraseView
        choice={samplePassphraseChoice()}
        refusal={refusal}
        isOpening={false}
        onRenew={nothing}
      />
    </Framed>
  );
}

function Framed({ children }: { readonly children: ReactNode }): ReactElement {
  const translate = useTranslate();
  return (
    <UnlockFrameView
      title={translate('vault.recover.title')}
      intro={translate('vault.recover.intro')}
      keychain="system"
      refusedPlain={false}
      language={useLanguage()}
      onLanguage={nothing}
      otherWay={<Button kind="quiet">{translate('vault.back')}</Button>}
    >
      {children}
    </UnlockFrameView>
  );
}
