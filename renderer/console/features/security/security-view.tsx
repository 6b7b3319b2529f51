import { KeyRound, LogOut, Smartphone, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, type FormEvent, useState } from 'react';
import { MailLanguage } from '#domain/people/mail-settings.ts';
import type { FactorsAnswer } from '#api/sign-in-api.ts';
import type { MailSettings } from '#domain/people/mail-settings.ts';
import type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import { languageFacts, useFormat, useTranslate, type Message } from '#renderer/i18n';
import {
  Button,
  PageSection,
  RelativeTime,
  ScreenPage,
  Banner,
  Checkbox,
  FactList,
  QrCode,
  Select,
  TextField,
} from '#renderer/ui';
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
          options={MailLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
          value={language}
          onChange={(next) => onChange({ language: next, digest })}
        />
      </div>
    </PageSection>
  );
}

interface SecurityViewProps {
  readonly factors: FactorsAnswer;
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
