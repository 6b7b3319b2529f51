import type { ReactElement } from 'react';
import { enrolLinkText } from '#domain/people/enrol-link.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import type { CodeAnswer } from './person.ts';

interface CodeViewProps {
  readonly code: CodeAnswer;
  readonly purpose: 'enrol' | 'console';
}

/** A one-time code, to be scanned or typed on the laptop: shown this once. */
export function CodeView({ code, purpose }: CodeViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <div className="console-admin-form">
      {code.waitsFor !== undefined && <Banner meaning="wait">{say('approvals.code.waits')}</Banner>}
      <p>{say(purpose === 'enrol' ? 'console.people.enrolCode.text' : 'console.people.consoleCode.text')}</p>
      {purpose === 'enrol' && (
        <QrCode
          text={enrolLinkText({ at: code.address, code: code.code })}
          label={say('console.people.code.qr')}
        />
      )}
      <Facts
        facts={[
          { term: say('console.people.address'), value: <bdi dir="ltr">{code.address}</bdi> },
          {
            term: say('console.people.code'),
            value: (
              <bdi dir="ltr" className="console-code">
                {code.code}
              </bdi>
            ),
          },
          {
            term: say(code.waitsFor === undefined ? 'console.people.code.until' : 'approvals.code.until'),
            value: format.exact(code.expiresAtMs),
          },
        ]}
      />
    </div>
  );
}
