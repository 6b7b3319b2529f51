import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, PageSection, RelativeTime } from '#renderer/ui';
import type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import './security.css';

interface OwnNoticesViewProps {
  readonly notices: readonly AccessNotice[];
  readonly onAnswer: (notice: AccessNotice, answer: NoticeAnswer) => void;
}

/** Notices about my access and my work: past and announced acts. */
export function OwnNoticesView({ notices, onAnswer }: OwnNoticesViewProps): ReactElement {
  const translate = useTranslate();
  const { exact } = useFormat();
  return (
    <PageSection title={translate('approvals.own.title')} description={translate('approvals.own.text')}>
      <ul className="console-own-notices">
        {notices.map((notice) => {
          const what = translate(noticeKindKeys[notice.kind], {
            label: notice.label ?? '',
            count: notice.count ?? 1,
            when: exact(notice.endsMs ?? notice.atMs),
          });
          const answers: readonly NoticeAnswer[] = [
            ...(notice.refusable ? (['refuse'] as const) : []),
            ...(notice.acceptable === true ? (['accept'] as const) : []),
            'seen',
          ];
          return (
            <li key={notice.id}>
              <p>
                {what} {notice.by && translate('approvals.own.by', { name: notice.by.name })}{' '}
                <small>
                  <RelativeTime atMs={notice.atMs} />
                  {notice.refusable && notice.endsMs !== undefined && (
                    <> · {translate('approvals.own.until', { when: exact(notice.endsMs) })}</>
                  )}
                </small>
              </p>
              <div className="console-own-notice-acts">
                {answers.map((answer) => (
                  <Button
                    key={answer}
                    kind={answer === 'refuse' ? 'danger' : 'standard'}
                    label={translate('approvals.own.do', { act: translate(noticeAnswerKeys[answer]), what })}
                    onPress={() => onAnswer(notice, answer)}
                  >
                    {translate(noticeAnswerKeys[answer])}
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
