import type { ReactElement } from 'react';
import { type Message, type PlainMessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog } from '#renderer/ui';

interface NoticeGateViewProps {
  readonly problem: Message | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const paragraphs: readonly PlainMessageKey[] = [
  'register.notice.purpose',
  'register.notice.who',
  'register.notice.howLong',
  'register.notice.rights',
];

/** Data notice on one page, to be read out. */
export function NoticeGateView({ problem, onConfirm, onClose }: NoticeGateViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('register.notice.title')}
      isOpen
      role="alertdialog"
      width="l"
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onConfirm}>
            {translate('register.notice.confirm')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="rg-notice">
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        <p>
          <strong>{translate('register.notice.text')}</strong>
        </p>
        {paragraphs.map((key) => (
          <p key={key}>{translate(key)}</p>
        ))}
      </div>
    </Dialog>
  );
}
