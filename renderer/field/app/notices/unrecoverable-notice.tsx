import { createContext, type ReactElement, type ReactNode, use, useMemo } from 'react';
import { useTranslate } from '#renderer/i18n';
import { BannerLine, Button, useNowMs } from '#renderer/ui';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { useRecoveryRecipients } from './recovery-key-notice.tsx';

const weekMs = 7 * 24 * 60 * 60 * 1000;

interface UnrecoverableNotice {
  readonly onRead: () => void;
}

const UnrecoverableNoticeContext = createContext<UnrecoverableNotice | null>(null);

/**
 * Know whether nobody could open this vault without its passphrase: headquarters has no recovery key. It is said from the
 * first contact on, and again a week after it was read.
 */
export function UnrecoverableNoticeProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { store } = useFieldServices();
  const { recipients } = useRecoveryRecipients();
  const contactResult = useStoreQuery('contact', null);
  const read = useStoreQuery('unrecoverableReadAtMs', null);
  const nowMs = useNowMs();
  const isNew =
    read.kind === 'present' && (read.result === null || nowMs - read.result >= weekMs || read.result > nowMs);
  const isShown =
    isNew &&
    contactResult.kind === 'present' &&
    contactResult.result !== null &&
    recipients?.fingerprint === null;
  const notice = useMemo(
    () => (isShown ? { onRead: () => void store.dismissUnrecoverable() } : null),
    [isShown, store],
  );
  return <UnrecoverableNoticeContext value={notice}>{children}</UnrecoverableNoticeContext>;
}

/** That notice; null where somebody can help. */
export const useUnrecoverableNotice = (): UnrecoverableNotice | null => use(UnrecoverableNoticeContext);

/** Banner with that notice. */
export function UnrecoverableBannerView({ onRead }: UnrecoverableNotice): ReactElement {
  const translate = useTranslate();
  return (
    <BannerLine
      meaning="wait"
      actions={<Button onPress={onRead}>{translate('frame.unrecoverable.read')}</Button>}
    >
      {translate('frame.unrecoverable')}
    </BannerLine>
  );
}
