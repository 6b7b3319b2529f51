import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Language, languages } from '#renderer/i18n/language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { Meaning } from '#renderer/ui/meaning.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { AuthenticatorForm, type OtherWays, OtherWaysView } from './other-ways-view.tsx';
import './sign-in-view.css';

/** What stands above the field: why one is here, or why it did not work. */
export interface SignInNotice {
  readonly meaning: Meaning;
  readonly title?: Message;
  readonly text: Message;
}

interface SignInViewProps {
  readonly notice: SignInNotice | null;
  /** What is wrong with the code itself; stands at the field. */
  readonly codeProblem: Message | null;
  readonly isPending: boolean;
  readonly ways: OtherWays;
  readonly onSubmit: (code: string) => void;
  readonly onChooseLanguage: (language: Language) => void;
}

/** The way in: a code, and beside it the ways of those who have been here before. */
export function SignInView(props: SignInViewProps): ReactElement {
  const { notice, codeProblem, isPending, ways, onSubmit, onChooseLanguage } = props;
  const say = useSay();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) onSubmit(code.trim());
  };

  return (
    <main className="console-sign-in">
      <div className="console-sign-in-box">
        <header>
          <span className="console-sign-in-brand">
            <i aria-hidden="true" />
            {say('frame.product')}
          </span>
          <h1>{say('console.signIn.title')}</h1>
          <p>{say('console.signIn.text')}</p>
        </header>
        {notice && (
          <Banner meaning={notice.meaning} title={notice.title && say(notice.title)} isAnnounced>
            {say(notice.text)}
          </Banner>
        )}
        {ways.way === 'authenticator' ? (
          <AuthenticatorForm ways={ways} isPending={isPending} />
        ) : (
          <form className="console-sign-in-form" onSubmit={submit} noValidate>
            <TextField
              label={say('console.signIn.code')}
              description={say('console.signIn.code.help')}
              value={code}
              onChange={setCode}
              placeholder="XXXX-XXXX-XXXX"
              autoComplete="one-time-code"
              maxLength={40}
              autoFocus
              problem={codeProblem ? say(codeProblem) : undefined}
            />
            <p className="fb-hidden" role="alert">
              {codeProblem && say(codeProblem)}
            </p>
            <Button kind="primary" icon={KeyRound} type="submit" isPending={isPending}>
              {isPending ? say('console.signIn.pending') : say('console.signIn.action')}
            </Button>
          </form>
        )}
        <OtherWaysView ways={ways} isPending={isPending} />
      </div>
      <Languages onChoose={onChooseLanguage} />
    </main>
  );
}

function Languages({ onChoose }: { readonly onChoose: (language: Language) => void }): ReactElement {
  const say = useSay();
  const current = useLanguage();
  return (
    <nav className="console-sign-in-languages" aria-label={say('console.preferences.language')}>
      {Language.options.map((language) =>
        language === current ? (
          <b key={language} aria-current="true">
            {languages[language].ownName}
          </b>
        ) : (
          <span key={language} lang={language}>
            <TextLink onPress={() => onChoose(language)}>{languages[language].ownName}</TextLink>
          </span>
        ),
      )}
    </nav>
  );
}
