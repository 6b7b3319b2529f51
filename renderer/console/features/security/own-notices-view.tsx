import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, PageSection, RelativeTime } from '#renderer/ui';
import type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import './security.css';

interface OwnNoticesViewProps {
  readonly notices: readonly AccessNotice[];
  readonly onAnswer: (accessNotice: AccessNotice, noticeAnswer: NoticeAnswer) => void;
}

/** Notices about my access and my work: past and announced acts. */
export function OwnNoticesView({ notices, onAnswer }: OwnNoticesViewProps): ReactElement {
  const translate = useTranslate();
  const { exact } = useFormat();
  return (
    <PageSection title={translate('approvals.own.title')} description={translate('approvals.own.text')}>
      <ul className="console-own-notices">
        {notices.map((accessNotice) => {
          const what = translate(noticeKindKeys[accessNotice.kind], {
            label: accessNotice.label ?? '',
            count: accessNotice.count ?? 1,
            when: exact(accessNotice.endsMs ?? accessNotice.atMs),
          });
          const noticeAnswers: readonly NoticeAnswer[] = [
            ...(accessNotice.refusable ? (['refuse'] as const) : []),
            ...(accessNotice.acceptable === true ? (['accept'] as const) : []),
            'seen',
          ];
          return (
            <li key={accessNotice.id}>
              <p>
                {what} {accessNotice.by && translate('approvals.own.by', { name: accessNotice.by.name })}{' '}
                <small>
                  <RelativeTime atMs={accessNotice.atMs} />
                  {accessNotice.refusable && accessNotice.endsMs !== undefined && (
                    <> · {translate('approvals.own.until', { when: exact(accessNotice.endsMs) })}</>
                  )}
                </small>
              </p>
              <div className="console-own-notice-acts">
                {noticeAnswers.map((noticeAnswer) => (
                  <Button
                    key={noticeAnswer}
                    kind={noticeAnswer === 'refuse' ? 'danger' : 'standard'}
                    label={translate('approvals.own.do', {
                      act: translate(noticeAnswerKeys[noticeAnswer]),
                      what,
                    })}
                    onPress={() => onAnswer(accessNotice, noticeAnswer)}
                  >
                    {translate(noticeAnswerKeys[noticeAnswer])}
                  </Button>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </PageSection>
  );
}

const noticeKindKeys = {
  deviceJoined: 'approvals.own.deviceJoined',
  deviceWaiting: 'approvals.own.deviceWaiting',
  recoveryStarted: 'approvals.own.recoveryStarted',
  recoveryApproved: 'approvals.own.recoveryApproved',
  signInReset: 'approvals.own.signInReset',
  valuesErased: 'approvals.own.valuesErased',
  erasureWaiting: 'approvals.own.erasureWaiting',
  deviceRevoked: 'approvals.own.deviceRevoked',
} as const satisfies { readonly [K in AccessNotice['kind']]: string };

const noticeAnswerKeys = {
  seen: 'approvals.own.seen',
  refuse: 'approvals.own.refuse',
  accept: 'approvals.own.accept',
} as const satisfies { readonly [A in NoticeAnswer]: string };
