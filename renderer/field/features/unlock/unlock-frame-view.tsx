import { LockKeyhole } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { languageFacts, ScreenLanguage, useTranslate, useFormat } from '#renderer/i18n';
import { Banner, Card, Select, Button } from '#renderer/ui';
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
          options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
          value={language}
          onChange={onLanguage}
        />
        {otherWay}
      </div>
    </main>
  );
}

/** Outcome of a vault that headquarters revoked. */
interface RevokedVaultNotice {
  readonly vault: string;
  readonly label: string;
  readonly atMs: number;
  readonly sealed:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'nothing' | 'failed' | 'wiped' };
}

interface RevokedVaultNoticeViewProps {
  readonly notice: RevokedVaultNotice;
  readonly onRead: () => void;
}

/**
 * Notice that a vault was revoked or wiped and is erased, with the place of work that headquarters did not
 * have.
 */
export function RevokedVaultNoticeView({ notice, onRead }: RevokedVaultNoticeViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { label, atMs, sealed } = notice;
  const isWiped = sealed.kind === 'wiped';
  return (
    <Banner
      meaning={sealed.kind === 'failed' ? 'bad' : 'wait'}
      title={isWiped ? translate('vault.wiped.title') : translate('vault.revoked.title', { label })}
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      <p>{translate(isWiped ? 'vault.wiped.text' : 'vault.revoked.text', { date: format.date(atMs) })}</p>
      {sealed.kind === 'nothing' && <p>{translate('vault.revoked.nothing')}</p>}
      {sealed.kind === 'failed' && <p>{translate('vault.revoked.failed')}</p>}
      {sealed.kind === 'file' && <UnsentWorkFileView file={sealed.file} />}
    </Banner>
  );
}

/** Path of the work that headquarters does not have yet; only headquarters opens the file. */
function UnsentWorkFileView({ file }: { readonly file: string }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <p>{translate('vault.revoked.file')}</p>
      <p className="unlock-path">
        <code dir="ltr">{file}</code>
      </p>
    </>
  );
}

/** Outcome of the unsent work of a vault that was erased by its person or by wrong passphrases. */
interface ErasedVaultNotice {
  readonly vault: string;
  readonly label: string;
  readonly sealed:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'failed' }
    | { readonly kind: 'wrongPassphrases'; readonly count: number };
}

interface ErasedVaultNoticeViewProps {
  readonly notice: ErasedVaultNotice;
  readonly onRead: () => void;
}

/** Notice of the place of work encrypted before a vault was erased, or of its loss and the next step. */
export function ErasedVaultNoticeView({ notice, onRead }: ErasedVaultNoticeViewProps): ReactElement {
  const translate = useTranslate();
  const { label, sealed } = notice;
  return (
    <Banner
      meaning={sealed.kind === 'file' ? 'wait' : 'bad'}
      title={translate('vault.erase.notice.title', { label })}
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      {sealed.kind === 'file' && <UnsentWorkFileView file={sealed.file} />}
      {sealed.kind === 'failed' && <p>{translate('vault.erase.notice.failed')}</p>}
      {sealed.kind === 'wrongPassphrases' && (
        <>
          <p>{translate('vault.erases.notice', { count: sealed.count })}</p>
          <p>{translate('vault.erases.notice.next')}</p>
        </>
      )}
    </Banner>
  );
}
