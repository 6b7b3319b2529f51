import { KeyRound, LogOut, Smartphone, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { FactorsResponse } from '#api/sign-in-api.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, PageSection, ScreenPage } from '#renderer/ui';
import './security.css';

interface SecurityViewProps {
  readonly factors: FactorsResponse;
  /** Notices about my access; nothing without any. */
  readonly told?: ReactNode;
  /** Setup of one more. */
  readonly setUp: ReactNode;
  /** Own e-mail; nothing where this server sends none. */
  readonly mail?: ReactNode;
  readonly onRemove: (passkey: string | null) => void;
  readonly onSignOutEverywhere: () => void;
}

/** My sign-in methods. The last one cannot be removed, and so has no button. */
export function SecurityView({
  factors,
  told,
  setUp,
  mail,
  onRemove,
  onSignOutEverywhere,
}: SecurityViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { passkeys, authenticatorSinceMs } = factors;
  const isLast = passkeys.length + (authenticatorSinceMs === null ? 0 : 1) === 1;
  const removal = (passkey: string | null, name: string): ReactNode =>
    !isLast && (
      <Button
        kind="quiet"
        icon={Trash2}
        label={translate('console.security.remove.what', { name })}
        onPress={() => onRemove(passkey)}
      >
        {translate('console.security.remove')}
      </Button>
    );
  return (
    <ScreenPage width="reading">
      {told}
      <PageSection
        title={translate('console.security.mine')}
        description={translate('console.security.mine.text')}
      >
        <ul className="console-factors">
          {passkeys.map(({ id, label, madeAtMs }) => (
            <li key={id}>
              <KeyRound className="fb-icon" aria-hidden />
              <span>
                <bdi>{label}</bdi> · {translate('console.security.since', { day: format.date(madeAtMs) })}
              </span>
              {removal(id, label)}
            </li>
          ))}
          {authenticatorSinceMs !== null && (
            <li>
              <Smartphone className="fb-icon" aria-hidden />
              <span>
                {translate('console.security.authenticator')} ·{' '}
                {translate('console.security.since', { day: format.date(authenticatorSinceMs) })}
              </span>
              {removal(null, translate('console.security.authenticator'))}
            </li>
          )}
        </ul>
        {setUp}
      </PageSection>
      {mail}
      <PageSection
        title={translate('console.security.sessions')}
        description={translate('console.security.sessions.text')}
      >
        <div>
          <Button icon={LogOut} onPress={onSignOutEverywhere}>
            {translate('console.security.everywhere')}
          </Button>
        </div>
      </PageSection>
    </ScreenPage>
  );
}
