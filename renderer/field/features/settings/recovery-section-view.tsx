import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';

interface RecoverySectionViewProps {
  /** Of the recovery key; null where nobody can open the vault. */
  readonly fingerprint: string | null;
  readonly sinceMs: number | null;
  readonly refused: { readonly fingerprint: string | null; readonly atMs: number } | null;
}

/** The recovery key that this vault is sealed to, since when, and another one that was refused. */
export function RecoverySectionView(props: RecoverySectionViewProps): ReactElement {
  const { fingerprint, sinceMs, refused } = props;
  const say = useSay();
  const format = useFormat();
  return (
    <Section title={say('settings.recovery.title')} description={say('settings.recovery.description')}>
      {fingerprint === null ? (
        <Banner meaning="wait">{say('settings.recovery.none')}</Banner>
      ) : (
        <Facts
          facts={[
            { term: say('settings.recovery.fingerprint'), value: <code dir="ltr">{fingerprint}</code> },
            {
              term: say('settings.recovery.since'),
              value: sinceMs === null ? say('settings.recovery.enrolled') : format.date(sinceMs),
            },
          ]}
        />
      )}
      {refused !== null && (
        <Banner meaning="bad">
          {say('settings.recovery.refused', {
            date: format.date(refused.atMs),
            fingerprint: refused.fingerprint ?? '',
          })}
        </Banner>
      )}
    </Section>
  );
}
