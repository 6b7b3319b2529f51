import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SealedFileView } from './sealed-file-view.tsx';

/** What became of a vault that headquarters revoked. */
export interface RevokedNotice {
  readonly vault: string;
  readonly label: string;
  readonly atMs: number;
  readonly sealed:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'nothing' | 'failed' | 'wiped' };
}

interface RevokedNoticeViewProps {
  readonly notice: RevokedNotice;
  readonly onRead: () => void;
}

/** Tells that a vault was revoked or wiped and is erased, and where the work is that headquarters did not have. */
export function RevokedNoticeView({ notice, onRead }: RevokedNoticeViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { label, atMs, sealed } = notice;
  const isWiped = sealed.kind === 'wiped';
  return (
    <Banner
      meaning={sealed.kind === 'failed' ? 'bad' : 'wait'}
      title={isWiped ? say('vault.wiped.title') : say('vault.revoked.title', { label })}
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      <p>{say(isWiped ? 'vault.wiped.text' : 'vault.revoked.text', { date: format.date(atMs) })}</p>
      {sealed.kind === 'nothing' && <p>{say('vault.revoked.nothing')}</p>}
      {sealed.kind === 'failed' && <p>{say('vault.revoked.failed')}</p>}
      {sealed.kind === 'file' && <SealedFileView file={sealed.file} />}
    </Banner>
  );
}
