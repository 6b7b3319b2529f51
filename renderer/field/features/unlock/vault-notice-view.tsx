import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import './unlock.css';

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
