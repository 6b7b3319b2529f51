import { ShieldAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { AccessNotice, NoticeAnswer, NoticeKind } from './access-notice.ts';

interface AccessNoticeBannerViewProps {
  readonly notice: AccessNotice;
  /** Answer that is on its way to headquarters. */
  readonly pending: NoticeAnswer | null;
  /** The last answer did not reach headquarters. */
  readonly isUnreachable: boolean;
  readonly onAnswer: (answer: NoticeAnswer) => void;
}

const titles: Readonly<Record<NoticeKind, MessageKey>> = {
  deviceJoined: 'access.deviceJoined.title',
  deviceWaiting: 'access.deviceWaiting.title',
  recoveryStarted: 'access.recoveryStarted.title',
  recoveryApproved: 'access.recoveryApproved.title',
  signInReset: 'access.signInReset.title',
};

const texts: Readonly<Record<NoticeKind, MessageKey>> = {
  deviceJoined: 'access.deviceJoined.text',
  deviceWaiting: 'access.deviceWaiting.text',
  recoveryStarted: 'access.recoveryStarted.text',
  recoveryApproved: 'access.recoveryApproved.text',
  signInReset: 'access.signInReset.text',
};

/** Tells a person what was done, or is about to be done, to their access, and until when they can refuse it. */
export function AccessNoticeBannerView({
  notice,
  pending,
  isUnreachable,
  onAnswer,
}: AccessNoticeBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { kind, atMs, by, label, endsMs, refusable, acceptable } = notice;
  const values = {
    date: format.date(atMs),
    time: format.time(atMs),
    by: by?.name ?? say('access.byCommand'),
    label: label ?? say('access.unnamed'),
  };
  const button = (answer: NoticeAnswer, word: MessageKey, style: 'danger' | 'standard'): ReactElement => (
    <Button
      kind={style}
      isPending={pending === answer}
      isDisabled={pending !== null && pending !== answer}
      onPress={() => onAnswer(answer)}
    >
      {say(word)}
    </Button>
  );
  return (
    <Banner
      meaning={refusable ? 'bad' : 'wait'}
      icon={ShieldAlert}
      title={say({ key: titles[kind], values })}
      isAnnounced
      actions={
        <>
          {refusable && button('refuse', 'access.refuse', 'danger')}
          {acceptable === true && button('accept', 'access.accept', 'standard')}
          {button('seen', 'access.seen', 'standard')}
        </>
      }
    >
      <p>{say({ key: texts[kind], values })}</p>
      {refusable && (
        <p>
          {endsMs === undefined
            ? say('access.refusable')
            : say('access.refusableUntil', { date: format.date(endsMs), time: format.time(endsMs) })}
        </p>
      )}
      {isUnreachable && <p role="alert">{say('access.unreachable')}</p>}
    </Banner>
  );
}
