import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SealedFileView } from './sealed-file-view.tsx';

/** What became of the unsent work of a vault that its person erased, or that erased itself. */
export interface ErasedNotice {
  readonly vault: string;
  readonly label: string;
  readonly sealed:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'failed' }
    | { readonly kind: 'wrongPassphrases'; readonly count: number };
}

interface ErasedNoticeViewProps {
  readonly notice: ErasedNotice;
  readonly onRead: () => void;
}

/** Tells where the work is that was sealed before a vault was erased, or that it is gone and how to go on. */
export function ErasedNoticeView({ notice, onRead }: ErasedNoticeViewProps): ReactElement {
  const say = useSay();
  const { label, sealed } = notice;
  return (
    <Banner
      meaning={sealed.kind === 'file' ? 'wait' : 'bad'}
      title={say('vault.erase.notice.title', { label })}
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      {sealed.kind === 'file' && <SealedFileView file={sealed.file} />}
      {sealed.kind === 'failed' && <p>{say('vault.erase.notice.failed')}</p>}
      {sealed.kind === 'wrongPassphrases' && (
        <>
          <p>{say('vault.erases.notice', { count: sealed.count })}</p>
          <p>{say('vault.erases.notice.next')}</p>
        </>
      )}
    </Banner>
  );
}
