import { KeyRound, LogOut, Smartphone, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { FactorsAnswer } from './factors.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './security.css';

interface SecurityViewProps {
  readonly factors: FactorsAnswer;
  /** What happened to my access; nothing where nothing did. */
  readonly told?: ReactNode;
  /** Setting up one more. */
  readonly setUp: ReactNode;
  readonly onRemove: (passkey: string | null) => void;
  readonly onSignOutEverywhere: () => void;
}

/** What I sign in with. The last way in cannot be removed, and so offers no button. */
export function SecurityView({
  factors,
  told,
  setUp,
  onRemove,
  onSignOutEverywhere,
}: SecurityViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { passkeys, authenticatorSinceMs } = factors;
  const isLast = passkeys.length + (authenticatorSinceMs === null ? 0 : 1) === 1;
  const removal = (passkey: string | null, name: string): ReactNode =>
    !isLast && (
      <Button
        kind="quiet"
        icon={Trash2}
        label={say('console.security.remove.what', { name })}
        onPress={() => onRemove(passkey)}
      >
        {say('console.security.remove')}
      </Button>
    );
  return (
    <Page width="reading">
      {told}
      <Section title={say('console.security.mine')} description={say('console.security.mine.text')}>
        <ul className="console-factors">
          {passkeys.map(({ id, label, madeAtMs }) => (
            <li key={id}>
              <KeyRound className="fb-icon" aria-hidden />
              <span>
                <bdi>{label}</bdi> · {say('console.security.since', { day: format.date(madeAtMs) })}
              </span>
              {removal(id, label)}
            </li>
          ))}
          {authenticatorSinceMs !== null && (
            <li>
              <Smartphone className="fb-icon" aria-hidden />
              <span>
                {say('console.security.authenticator')} ·{' '}
                {say('console.security.since', { day: format.date(authenticatorSinceMs) })}
              </span>
              {removal(null, say('console.security.authenticator'))}
            </li>
          )}
        </ul>
        {setUp}
      </Section>
      <Section title={say('console.security.sessions')} description={say('console.security.sessions.text')}>
        <div>
          <Button icon={LogOut} onPress={onSignOutEverywhere}>
            {say('console.security.everywhere')}
          </Button>
        </div>
      </Section>
    </Page>
  );
}
