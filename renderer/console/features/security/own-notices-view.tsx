import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { Notice, NoticeAnswer } from './factors.ts';
import './security.css';

interface OwnNoticesViewProps {
  readonly notices: readonly Notice[];
  readonly onAnswer: (notice: Notice, answer: NoticeAnswer) => void;
}

/** What somebody did, or is about to do, to my access. */
export function OwnNoticesView({ notices, onAnswer }: OwnNoticesViewProps): ReactElement {
  const say = useSay();
  const { exact } = useFormat();
  return (
    <Section title={say('approvals.own.title')} description={say('approvals.own.text')}>
      <ul className="console-own-notices">
        {notices.map((notice) => {
          const what = say(kindKeys[notice.kind], { label: notice.label ?? '' });
          const answers: readonly NoticeAnswer[] = [
            ...(notice.refusable ? (['refuse'] as const) : []),
            ...(notice.acceptable === true ? (['accept'] as const) : []),
            'seen',
          ];
          return (
            <li key={notice.id}>
              <p>
                {what} {notice.by && say('approvals.own.by', { name: notice.by.name })}{' '}
                <small>
                  <RelativeTime atMs={notice.atMs} />
                  {notice.refusable && notice.endsMs !== undefined && (
                    <> · {say('approvals.own.until', { when: exact(notice.endsMs) })}</>
                  )}
                </small>
              </p>
              <div className="console-own-notice-acts">
                {answers.map((answer) => (
                  <Button
                    key={answer}
                    kind={answer === 'refuse' ? 'danger' : 'standard'}
                    label={say('approvals.own.do', { act: say(answerKeys[answer]), what })}
                    onPress={() => onAnswer(notice, answer)}
                  >
                    {say(answerKeys[answer])}
                  </Button>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const kindKeys = {
  deviceJoined: 'approvals.own.deviceJoined',
  deviceWaiting: 'approvals.own.deviceWaiting',
  recoveryStarted: 'approvals.own.recoveryStarted',
  recoveryApproved: 'approvals.own.recoveryApproved',
  signInReset: 'approvals.own.signInReset',
} as const satisfies { readonly [K in Notice['kind']]: string };

const answerKeys = {
  seen: 'approvals.own.seen',
  refuse: 'approvals.own.refuse',
  accept: 'approvals.own.accept',
} as const satisfies { readonly [A in NoticeAnswer]: string };
