import type { ReactElement } from 'react';
import type { CodeResponse } from '#api/admin-api.ts';
import { enrolLinkText } from '#domain/people/enrol-link.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, FactList, QrCode } from '#renderer/ui';

interface OneTimeCodeViewProps {
  readonly code: CodeResponse;
  readonly purpose: 'enrol' | 'console';
}

/** A one-time code, to be scanned or typed on the laptop: shown this once. */
export function OneTimeCodeView({ code, purpose }: OneTimeCodeViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div className="console-admin-form">
      {code.waitsFor !== undefined && <Banner meaning="wait">{translate('approvals.code.waits')}</Banner>}
      <p>
        {translate(purpose === 'enrol' ? 'console.people.enrolCode.text' : 'console.people.consoleCode.text')}
      </p>
      {purpose === 'enrol' && (
        <QrCode
          text={enrolLinkText({ at: code.address, code: code.code })}
          label={translate('console.people.code.qr')}
        />
      )}
      <FactList
        facts={[
          { term: translate('console.people.address'), value: <bdi dir="ltr">{code.address}</bdi> },
          {
            term: translate('console.people.code'),
            value: (
              <bdi dir="ltr" className="console-code">
                {code.code}
              </bdi>
            ),
          },
          {
            term: translate(
              code.waitsFor === undefined ? 'console.people.code.until' : 'approvals.code.until',
            ),
            value: format.exact(code.expiresAtMs),
          },
        ]}
      />
    </div>
  );
}
