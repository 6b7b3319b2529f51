import type { ReactElement } from 'react';
import type { MailSettings } from '#domain/people/mail-settings.ts';
import { MailLanguage } from '#domain/people/mail-settings.ts';
import { languageFacts, useTranslate } from '#renderer/i18n';
import { Checkbox, PageSection, Select } from '#renderer/ui';
import './security.css';

interface OwnMailViewProps {
  readonly mail: MailSettings | null;
  readonly onChange: (change: Omit<MailSettings, 'address'>) => void;
}

/** My e-mail: an administrator sets the address, I choose language and digest. */
export function OwnMailView({ mail, onChange }: OwnMailViewProps): ReactElement {
  const translate = useTranslate();
  if (mail === null)
    return (
      <PageSection title={translate('console.security.mail')}>
        <p>{translate('console.security.mail.none')}</p>
      </PageSection>
    );
  const { address, language, digest } = mail;
  return (
    <PageSection
      title={translate('console.security.mail')}
      description={translate('console.security.mail.to', { address })}
    >
      <div className="console-own-mail">
        <Checkbox
          label={translate('console.people.mail.digest')}
          state={digest ? 'on' : 'off'}
          onChange={(next) => onChange({ language, digest: next })}
        />
        <Select
          label={translate('console.people.mail.language')}
          options={MailLanguage.options.map((mailLanguage) => ({
            id: mailLanguage,
            label: languageFacts[mailLanguage].ownName,
          }))}
          value={language}
          onChange={(nextMailLanguage) => onChange({ language: nextMailLanguage, digest })}
        />
      </div>
    </PageSection>
  );
}
