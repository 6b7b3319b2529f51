import type { ReactElement } from 'react';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { bandKeys } from '#renderer/words/finding-words.ts';
import './findings.css';

/** The priority that counts; where a person set it, the computed one and the reason stand under it (B6.11). */
export function BandView({ gap }: { readonly gap: RatedGap }): ReactElement {
  const say = useSay();
  const { band, priority, stated } = gap;
  const { override } = stated;
  return (
    <div className="find-band">
      {band !== null && <Pill text={say(bandKeys[band])} meaning={band === 'High' ? 'accent' : undefined} />}
      {override !== null && priority.band !== null && (
        <>
          <small>{say('finding.band.byHand', { band: say(bandKeys[priority.band]) })}</small>
          <small className="fb-own-direction" dir="auto">
            {override.reason}
          </small>
        </>
      )}
    </div>
  );
}
