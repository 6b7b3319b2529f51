import { KeyRound, ShieldPlus, Smartphone } from 'lucide-react';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { languageFacts, type Message, ScreenLanguage, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, type StatusMeaning, TextField, TextLink } from '#renderer/ui';
import './sign-in-view.css';

export interface SignInViewProps {
  readonly notice: SignInNotice | null;
  /** Problem of the code itself; shown at the field. */
  readonly codeProblem: Message | null;
  readonly isPending: boolean;
  readonly ways: SignInMethods;
  readonly onSubmit: (code: string) => void;
  /** Go to the set-up of a new headquarters; absent for one that is set up. */
  readonly onSetUp?: (() => void) | undefined;
  readonly onChooseLanguage: (language: ScreenLanguage) => void;
}

/** Sign-in: a code, and beside it the methods of people who have been here before. */
export function SignInView(props: SignInViewProps): ReactElement {
  const { notice, codeProblem, isPending, ways, onSubmit, onSetUp, onChooseLanguage } = props;
  const translate = useTranslate();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) onSubmit(code.trim());
  };

  return (
    <SignInFrame
      title={translate('console.signIn.title')}
      text={translate('console.signIn.text')}
      notice={notice}
      onChooseLanguage={onChooseLanguage}
    >
      {onSetUp && (
        <Banner
          meaning="info"
          actions={<TextLink onPress={onSetUp}>{translate('console.setUp.title')}</TextLink>}
        >
          {translate('console.setUp.isNew')}
        </Banner>
      )}
      {ways.way === 'authenticator' ? (
        <AuthenticatorForm ways={ways} isPending={isPending} />
      ) : (
        <form className="console-sign-in-form" onSubmit={submit} noValidate>
          <OneTimeCodeField kind="signIn" code={code} onChange={setCode} problem={codeProblem} />
          <p className="fb-hidden" role="alert">
            {codeProblem && translate(codeProblem)}
          </p>
          <Button kind="primary" icon={KeyRound} type="submit" isPending={isPending}>
            {isPending ? translate('console.signIn.pending') : translate('console.signIn.action')}
          </Button>
        </form>
      )}
      <SignInMethodsView ways={ways} isPending={isPending} />
    </SignInFrame>
  );
}

export interface SignInMethods {
  readonly way: 'code' | 'authenticator';
  readonly hasPasskeys: boolean;
  readonly onChoose: (way: 'code' | 'authenticator') => void;
  readonly onPasskey: () => void;
  readonly onAuthenticator: (handle: string, code: string) => void;
}

interface SignInMethodsViewProps {
  readonly ways: SignInMethods;
  readonly isPending: boolean;
}

/** Sign-in methods beside a code: for everybody who has been here before. */
function SignInMethodsView({ ways, isPending }: SignInMethodsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="console-sign-in-ways">
      {ways.hasPasskeys && (
        <Button icon={KeyRound} isPending={isPending} onPress={ways.onPasskey}>
          {translate('console.signIn.passkey')}
        </Button>
      )}
      {ways.way === 'code' && (
        <Button icon={Smartphone} onPress={() => ways.onChoose('authenticator')}>
          {translate('console.signIn.authenticator')}
        </Button>
      )}
      {ways.way === 'authenticator' && (
        <Button kind="quiet" onPress={() => ways.onChoose('code')}>
          {translate('console.signIn.byCode')}
        </Button>
      )}
    </div>
  );
}

/** Sign-in name and the app's code. */
function AuthenticatorForm({ ways, isPending }: SignInMethodsViewProps): ReactElement {
  const translate = useTranslate();
  const [handle, setHandle] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) ways.onAuthenticator(handle.trim(), code.trim());
  };
  return (
    <form className="console-sign-in-form" onSubmit={submit} noValidate>
      <TextField
        draft="none"
        label={translate('console.signIn.handle')}
        description={translate('console.signIn.handle.help')}
        value={handle}
        onChange={setHandle}
        placeholder="XXXXX-XXXXX"
        autoComplete="username"
        maxLength={40}
        autoFocus
      />
      <TextField
        label={translate('console.signIn.totp')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={10}
      />
      <Button kind="primary" icon={KeyRound} type="submit" isPending={isPending}>
        {isPending ? translate('console.signIn.pending') : translate('console.signIn.action')}
      </Button>
    </form>
  );
}

/** Notice above the field: the reason for the sign-in, or its failure. */
export interface SignInNotice {
  readonly meaning: StatusMeaning;
  readonly title?: Message;
  readonly text: Message;
}

interface FirstSetUpViewProps {
  readonly notice: SignInNotice | null;
  readonly codeProblem: Message | null;
  readonly nameProblem: Message | null;
  readonly isPending: boolean;
  readonly onBegin: (code: string, name: string) => void;
  /** Leave for the sign-in of people who have been here before. */
  readonly onSignIn: () => void;
  readonly onChooseLanguage: (language: ScreenLanguage) => void;
}

/** First page of a new headquarters: its administrators name themselves, each by a code of the server's start. */
export function FirstSetUpView(props: FirstSetUpViewProps): ReactElement {
  const { notice, codeProblem, nameProblem, isPending, onBegin, onSignIn, onChooseLanguage } = props;
  const translate = useTranslate();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) onBegin(code.trim(), name.trim());
  };
  return (
    <SignInFrame
      title={translate('console.setUp.title')}
      text={translate('console.setUp.text')}
      notice={notice}
      onChooseLanguage={onChooseLanguage}
    >
      <form className="console-sign-in-form" onSubmit={submit} noValidate>
        <OneTimeCodeField kind="setUp" code={code} onChange={setCode} problem={codeProblem} />
        <TextField
          draft="none"
          label={translate('console.setUp.name')}
          description={translate('console.setUp.name.help')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={200}
          problem={nameProblem ? translate(nameProblem) : undefined}
        />
        <p className="fb-hidden" role="alert">
          {codeProblem && translate(codeProblem)} {nameProblem && translate(nameProblem)}
        </p>
        <Button kind="primary" icon={ShieldPlus} type="submit" isPending={isPending}>
          {translate('console.setUp.begin')}
        </Button>
      </form>
      <div className="console-sign-in-ways">
        <Button kind="quiet" icon={KeyRound} onPress={onSignIn}>
          {translate('console.setUp.signIn')}
        </Button>
      </div>
    </SignInFrame>
  );
}

interface SignInFrameProps {
  readonly title: string;
  readonly text: string;
  readonly notice: SignInNotice | null;
  readonly onChooseLanguage: (language: ScreenLanguage) => void;
  readonly children: ReactNode;
}

function SignInFrame({ title, text, notice, onChooseLanguage, children }: SignInFrameProps): ReactElement {
  const translate = useTranslate();
  return (
    <main className="console-sign-in">
      <div className="console-sign-in-box">
        <header>
          <span className="console-sign-in-brand">
            <i aria-hidden="true" />
            {translate('frame.product')}
          </span>
          <h1>{title}</h1>
          <p>{text}</p>
        </header>
        {notice && (
          <Banner meaning={notice.meaning} title={notice.title && translate(notice.title)} isAnnounced>
            {translate(notice.text)}
          </Banner>
        )}
        {children}
      </div>
      <LanguageLinks onChoose={onChooseLanguage} />
    </main>
  );
}

function LanguageLinks({
  onChoose,
}: {
  readonly onChoose: (language: ScreenLanguage) => void;
}): ReactElement {
  const translate = useTranslate();
  const currentMailLanguage = useLanguage();
  return (
    <nav className="console-sign-in-languages" aria-label={translate('ui.language')}>
      {ScreenLanguage.options.map((language) =>
        language === currentMailLanguage ? (
          <b key={language} aria-current="true">
            {languageFacts[language].ownName}
          </b>
        ) : (
          <span key={language} lang={language}>
            <TextLink onPress={() => onChoose(language)}>{languageFacts[language].ownName}</TextLink>
          </span>
        ),
      )}
    </nav>
  );
}

interface OneTimeCodeFieldProps {
  /** Sign-in of a person, or set-up of a new headquarters. */
  readonly kind: 'signIn' | 'setUp';
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly problem: Message | null;
}

function OneTimeCodeField({ kind, code, onChange, problem }: OneTimeCodeFieldProps): ReactElement {
  const translate = useTranslate();
  return (
    <TextField
      label={translate(`console.${kind}.code`)}
      description={translate(`console.${kind}.code.help`)}
      value={code}
      onChange={onChange}
      placeholder="XXXX-XXXX-XXXX"
      autoComplete="one-time-code"
      maxLength={40}
      autoFocus
      problem={problem ? translate(problem) : undefined}
    />
  );
}
