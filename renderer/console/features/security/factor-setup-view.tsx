import { KeyRound, Smartphone } from 'lucide-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, FactList, QrCode, TextField } from '#renderer/ui';
import './security.css';

/** Setup of a factor, or none yet. The secret and the name are shown this once. */
export type FactorSetup =
  | { readonly kind: 'choosing' }
  | {
      readonly kind: 'authenticator';
      readonly secret: string;
      readonly address: string;
      readonly handle: string;
    };

interface FactorSetupViewProps {
  readonly setUp: FactorSetup;
  readonly hasPasskeys: boolean;
  readonly hasAuthenticator: boolean;
  readonly problem: Message | null;
  readonly isPending: boolean;
  /** Called with the person's name for the passkey. */
  readonly onPasskey: (name: string) => void;
  readonly onAuthenticator: () => void;
  readonly onConfirm: (code: string) => void;
}

/**
 * Choice between a passkey and an authenticator app, then the latter's secret, its sign-in name and its first
 * code.
 */
export function FactorSetupView(props: FactorSetupViewProps): ReactElement {
  const { setUp, hasPasskeys, hasAuthenticator, problem, isPending, onPasskey, onAuthenticator } = props;
  const translate = useTranslate();
  const [name, setName] = useState<string>(() => translate('console.security.passkey.label'));
  return (
    <div className="console-set-up">
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {setUp.kind === 'authenticator' ? (
        <AuthenticatorSetup {...setUp} isPending={isPending} onConfirm={props.onConfirm} />
      ) : (
        <>
          {hasPasskeys ? (
            <TextField
              draft="none"
              label={translate('console.security.passkey.name')}
              description={translate('console.security.passkey.name.help')}
              value={name}
              onChange={setName}
              maxLength={80}
            />
          ) : (
            <p>{translate('console.security.noPasskeys')}</p>
          )}
          <div className="console-set-up-ways">
            {hasPasskeys && (
              <Button
                kind="primary"
                icon={KeyRound}
                isPending={isPending}
                onPress={() => onPasskey(name.trim() || translate('console.security.passkey.label'))}
              >
                {translate('console.security.addPasskey')}
              </Button>
            )}
            {!hasAuthenticator && (
              <Button
                kind={hasPasskeys ? 'standard' : 'primary'}
                icon={Smartphone}
                isPending={isPending}
                onPress={onAuthenticator}
              >
                {translate('console.security.addAuthenticator')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

interface AuthenticatorSetupProps {
  readonly secret: string;
  readonly address: string;
  readonly handle: string;
  readonly isPending: boolean;
  readonly onConfirm: (code: string) => void;
}

function AuthenticatorSetup({
  secret,
  address,
  handle,
  isPending,
  onConfirm,
}: AuthenticatorSetupProps): ReactElement {
  const translate = useTranslate();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) onConfirm(code.trim());
  };
  return (
    <form className="console-set-up" onSubmit={submit} noValidate>
      <p>{translate('console.security.authenticator.scan')}</p>
      <QrCode text={address} label={translate('console.security.authenticator.qr')} />
      <FactList
        facts={[
          {
            term: translate('console.security.secret'),
            value: (
              <bdi dir="ltr" className="console-secret">
                {secret.replace(/(.{4})(?=.)/g, '$1 ')}
              </bdi>
            ),
          },
          {
            term: translate('console.signIn.handle'),
            value: (
              <bdi dir="ltr" className="console-secret" data-testid="sign-in-name">
                {handle}
              </bdi>
            ),
          },
        ]}
      />
      <Banner meaning="info">{translate('console.security.handle.keep')}</Banner>
      <TextField
        label={translate('console.signIn.totp')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={10}
      />
      <div className="console-set-up-ways">
        <Button kind="primary" type="submit" isPending={isPending}>
          {translate('console.security.confirm')}
        </Button>
      </div>
    </form>
  );
}
