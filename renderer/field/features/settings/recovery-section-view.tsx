import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, FactList, PageSection } from '#renderer/ui';
import './settings.css';

interface RecoverySectionViewProps {
  /** Of the recovery key; null where nobody can open the vault. */
  readonly fingerprint: string | null;
  readonly sinceMs: number | null;
  readonly refused: { readonly fingerprint: string | null; readonly atMs: number } | null;
}

/** Recovery key that the vault key is encrypted to, its date, and another key that was refused. */
export function RecoverySectionView(props: RecoverySectionViewProps): ReactElement {
  const { fingerprint, sinceMs, refused } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <PageSection
      title={translate('settings.recovery.title')}
      description={translate('settings.recovery.description')}
    >
      {fingerprint === null ? (
        <Banner meaning="wait">{translate('settings.recovery.none')}</Banner>
      ) : (
        <FactList
          facts={[
            { term: translate('settings.recovery.fingerprint'), value: <code dir="ltr">{fingerprint}</code> },
            {
              term: translate('settings.recovery.since'),
              value: sinceMs === null ? translate('settings.recovery.enrolled') : format.date(sinceMs),
            },
          ]}
        />
      )}
      {refused !== null && (
        <Banner meaning="bad">
          {translate('settings.recovery.refused', {
            date: format.date(refused.atMs),
            fingerprint: refused.fingerprint ?? '',
          })}
        </Banner>
      )}
    </PageSection>
  );
}
