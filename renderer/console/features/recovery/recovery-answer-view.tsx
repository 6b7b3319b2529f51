import type { ReactElement } from 'react';
import type { RecoveryAnswer } from './recovery.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './recovery.css';

/** Block and words, shown this once: two roads, so that neither alone opens anything. */
export function RecoveryAnswerView({ block, words }: RecoveryAnswer): ReactElement {
  const say = useSay();
  return (
    <div className="console-recovery">
      <Banner meaning="wait">{say('console.recovery.once')}</Banner>
      <Section kind="side" title={say('console.recovery.words')}>
        <p dir="ltr" className="console-recovery-words">
          {words}
        </p>
      </Section>
      <Section kind="side" title={say('console.recovery.block')}>
        <p dir="ltr" className="console-recovery-block">
          {block}
        </p>
      </Section>
    </div>
  );
}
