import { ShieldAlert, UserSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { BannerLine, Button, Dialog, TextLink } from '#renderer/ui';
import type { AccessNotice, NoticeAnswer, NoticeKind } from '#sync/protocol/access-notices.ts';

interface HeldTextsBannerViewProps {
  readonly count: number;
  /** Where the first of them is. */
  readonly href: string;
}

/** Banner: texts wait until a person has checked them for personal data (docs/requirements.md E, rule 2). */
export function HeldTextsBannerView({ count, href }: HeldTextsBannerViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <BannerLine
      meaning="wait"
      icon={UserSearch}
      title={translate('check.held.title', { count })}
      isAnnounced
      actions={<TextLink href={href}>{translate('check.held.look')}</TextLink>}
    >
      {translate('check.held.text')}
    </BannerLine>
  );
}

interface AccessNoticeBannerViewProps {
  readonly notice: AccessNotice;
  /** Answer that headquarters does not have yet. */
  readonly pending: NoticeAnswer | null;
  /** The last answer did not reach headquarters. */
  readonly isUnreachable: boolean;
  readonly onAnswer: (noticeAnswer: NoticeAnswer) => void;
}

const accessNoticeTitleKeys: Readonly<Record<NoticeKind, MessageKey>> = {
  deviceJoined: 'access.deviceJoined.title',
  deviceWaiting: 'access.deviceWaiting.title',
  recoveryStarted: 'access.recoveryStarted.title',
  recoveryApproved: 'access.recoveryApproved.title',
  signInReset: 'access.signInReset.title',
  valuesErased: 'access.valuesErased.title',
  erasureWaiting: 'access.erasureWaiting.title',
  deviceRevoked: 'access.deviceRevoked.title',
};

const accessNoticeTextKeys: Readonly<Record<NoticeKind, MessageKey>> = {
  deviceJoined: 'access.deviceJoined.text',
  deviceWaiting: 'access.deviceWaiting.text',
  recoveryStarted: 'access.recoveryStarted.text',
  recoveryApproved: 'access.recoveryApproved.text',
  signInReset: 'access.signInReset.text',
  valuesErased: 'access.valuesErased.text',
  erasureWaiting: 'access.erasureWaiting.text',
  deviceRevoked: 'access.deviceRevoked.text',
};

/**
 * Banner: a decision about a person's access or work, done or announced, and the time until which they can refuse it.
 */
export function AccessNoticeBannerView({
  notice,
  pending,
  isUnreachable,
  onAnswer,
}: AccessNoticeBannerViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { kind, atMs, by, label, endsMs, refusable, acceptable, count = 1 } = notice;
  const values = {
    date: format.date(atMs),
    time: format.time(atMs),
    by: by?.name ?? translate('access.byCommand'),
    label: label ?? translate('access.unnamed'),
    count,
    endDate: format.date(endsMs ?? atMs),
    endTime: format.time(endsMs ?? atMs),
  };
  const button = (
    noticeAnswer: NoticeAnswer,
    word: MessageKey,
    style: 'danger' | 'standard',
  ): ReactElement => (
    <Button
      kind={style}
      isPending={pending === noticeAnswer}
      isDisabled={pending !== null && pending !== noticeAnswer}
      onPress={() => onAnswer(noticeAnswer)}
    >
      {translate(word)}
    </Button>
  );
  return (
    <BannerLine
      meaning={refusable ? 'bad' : 'wait'}
      icon={ShieldAlert}
      title={translate({ key: accessNoticeTitleKeys[kind], values })}
      isAnnounced
      actsBelowText={
        <>
          {refusable && button('refuse', 'access.refuse', 'danger')}
          {acceptable === true && button('accept', 'access.accept', 'standard')}
          {button('seen', 'access.seen', 'standard')}
        </>
      }
    >
      <p>{translate({ key: accessNoticeTextKeys[kind], values })}</p>
      {refusable && (
        <p>
          {endsMs === undefined
            ? translate('access.refusable')
            : translate('access.refusableUntil', { date: format.date(endsMs), time: format.time(endsMs) })}
        </p>
      )}
      {isUnreachable && <p role="alert">{translate('access.unreachable')}</p>}
    </BannerLine>
  );
}

interface RecoveryKeyNoticeViewProps {
  /** Fingerprint of the recovery key from now on; null where it did not change. */
  readonly changedTo: string | null;
  /** Key that was refused; null where none was. */
  readonly refused: { readonly fingerprint: string | null; readonly atMs: number } | null;
  readonly onRead: () => void;
}

/** Banner: the recovery key of headquarters changed, or another one was refused. Stays until it was read. */
export function RecoveryKeyNoticeView({
  changedTo,
  refused,
  onRead,
}: RecoveryKeyNoticeViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const title = refused === null ? 'settings.recovery.changed.title' : 'settings.recovery.refused.title';
  return (
    <Dialog
      title={translate(title)}
      isOpen={changedTo !== null || refused !== null}
      onClose={onRead}
      role="alertdialog"
      actions={
        <Button kind="primary" onPress={onRead}>
          {translate('sync.read')}
        </Button>
      }
    >
      {refused !== null && (
        <p>
          {translate('settings.recovery.refused', {
            date: format.date(refused.atMs),
            fingerprint: refused.fingerprint ?? '',
          })}
        </p>
      )}
      {changedTo !== null && <p>{translate('settings.recovery.changed', { fingerprint: changedTo })}</p>}
    </Dialog>
  );
}
