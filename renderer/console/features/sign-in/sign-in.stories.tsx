import type { ReactElement } from 'react';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import {
  codeProblemMessage,
  type SignedOutReason,
  type SignInAttempt,
  setUpProblemsOf,
  signInNoticeOf,
} from './sign-in-screen.tsx';
import { FirstSetUpView, SignInView } from './sign-in-view.tsx';

export const about: StoriesAbout = { title: 'Console sign-in', layout: 'page' };

interface StateProps {
  readonly attempt: SignInAttempt;
  readonly why?: SignedOutReason;
  readonly way?: 'code' | 'authenticator';
  readonly isNew?: boolean;
}

function State({ attempt, why = 'new', way = 'code', isNew = false }: StateProps): ReactElement {
  return (
    <SignInView
      notice={signInNoticeOf(attempt, why)}
      codeProblem={codeProblemMessage(attempt)}
      isPending={attempt.kind === 'asking'}
      ways={{
        way,
        hasPasskeys: true,
        onChoose: () => undefined,
        onPasskey: () => undefined,
        onAuthenticator: () => undefined,
      }}
      onSubmit={() => undefined}
      {...(isNew && { onSetUp: () => undefined })}
      onChooseLanguage={() => undefined}
    />
  );
}

export function New(): ReactElement {
  return <State attempt={{ kind: 'none' }} />;
}

export function Asking(): ReactElement {
  return <State attempt={{ kind: 'asking' }} />;
}

export function Refused(): ReactElement {
  return <State attempt={{ kind: 'failed', problem: { kind: 'refused', code: 'code' } }} />;
}

export function Limited(): ReactElement {
  return <State attempt={{ kind: 'failed', problem: { kind: 'limited', waitMs: 300_000 } }} />;
}

export function Authenticator(): ReactElement {
  return <State attempt={{ kind: 'none' }} way="authenticator" />;
}

export function AuthenticatorRefused(): ReactElement {
  return (
    <State attempt={{ kind: 'failed', problem: { kind: 'refused', code: 'totp' } }} way="authenticator" />
  );
}

export function NeedsSecondFactor(): ReactElement {
  return <State attempt={{ kind: 'failed', problem: { kind: 'refused', code: 'second-factor' } }} />;
}

export function Unreachable(): ReactElement {
  return <State attempt={{ kind: 'failed', problem: { kind: 'unreachable' } }} />;
}

export function Ended(): ReactElement {
  return <State attempt={{ kind: 'none' }} why="ended" />;
}

export function Left(): ReactElement {
  return <State attempt={{ kind: 'none' }} why="left" />;
}

function SetUp({ attempt }: { readonly attempt: SignInAttempt }): ReactElement {
  return (
    <FirstSetUpView
      notice={signInNoticeOf(attempt, 'new')}
      {...setUpProblemsOf(attempt)}
      isPending={attempt.kind === 'asking'}
      onBegin={() => undefined}
      onSignIn={() => undefined}
      onChooseLanguage={() => undefined}
    />
  );
}

export function NewHeadquarters(): ReactElement {
  return <State attempt={{ kind: 'none' }} isNew />;
}

export function FirstSetUp(): ReactElement {
  return <SetUp attempt={{ kind: 'none' }} />;
}

export function FirstSetUpRefused(): ReactElement {
  return <SetUp attempt={{ kind: 'failed', problem: { kind: 'refused', code: 'code' } }} />;
}

export function FirstSetUpNameless(): ReactElement {
  return <SetUp attempt={{ kind: 'nameless' }} />;
}
