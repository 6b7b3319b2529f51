import { Flag, PenLine, RotateCcw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { RatingAboveEvidence } from '#domain/assessment/above-evidence.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ActButton } from './act-button.tsx';
import type { Names } from './names.ts';
import { OverrideFormView } from './override-form-view.tsx';
import type { ReviewDesk } from './review-desk.ts';
import './review.css';
import { WrittenView } from './written-view.tsx';

interface AboveEvidenceViewProps {
  readonly rating: RatingAboveEvidence;
  /** What people call its question. */
  readonly name: string;
  readonly names: Names;
  /** Null where nothing can be done about it. */
  readonly desk: ReviewDesk | null;
}

/** That a rating is above its evidence, why a reviewer lets it stand, and the way to say so (domain.md B3). */
export function AboveEvidenceView({ rating, name, names, desk }: AboveEvidenceViewProps): ReactElement {
  const say = useSay();
  const [isWriting, setIsWriting] = useState(false);
  const { question, level, evidence: strength, override, isExplained } = rating;
  const said = isExplained ? 'desk.override.stands' : 'console.question.aboveEvidence';
  const mayWrite = desk !== null && desk.rights.overrides && !desk.facts.hasRated;
  return (
    <div className="desk-question">
      <Banner meaning={isExplained ? 'info' : 'wait'} icon={Flag}>
        <p>{say(said, { level, strength })}</p>
        {override !== null && <Said override={override} isExplained={isExplained} names={names} />}
      </Banner>
      {mayWrite && isWriting && (
        <OverrideFormView rating={rating} name={name} desk={desk} onClose={() => setIsWriting(false)} />
      )}
      {mayWrite && !isWriting && (
        <div className="desk-add" data-override={question}>
          <Button
            kind={isExplained ? 'quiet' : 'standard'}
            icon={PenLine}
            label={say('desk.act.of', { act: say(giveKey(override !== null)), what: name })}
            onPress={() => setIsWriting(true)}
          >
            {say(giveKey(override !== null))}
          </Button>
          <KeyHint keys="R" isDecorative />
          {override !== null && (
            <ActButton
              act={{ act: 'withdrawOverride', question }}
              icon={RotateCcw}
              word={say('desk.override.withdraw')}
              label={say('desk.act.of', { act: say('desk.override.withdraw'), what: name })}
              desk={desk}
            />
          )}
        </div>
      )}
    </div>
  );
}

const giveKey = (isGiven: boolean) => (isGiven ? 'desk.override.change' : 'desk.override.give');

interface SaidProps extends Pick<RatingAboveEvidence, 'isExplained'> {
  readonly override: NonNullable<RatingAboveEvidence['override']>;
  readonly names: Names;
}

/** What the reviewer said, who and when; and that it was said of another rating, where it was. */
function Said({ override, isExplained, names }: SaidProps): ReactElement {
  const say = useSay();
  const { reason, level, evidence, written } = override;
  return (
    <>
      <p className="desk-point-text">{say('assessment.flag.reviewer', { reason })}</p>
      {!isExplained && <p>{say('desk.override.outdated', { level, strength: evidence })}</p>}
      {written !== null && (
        <p className="desk-meta">
          <WrittenView written={written} names={names} />
        </p>
      )}
    </>
  );
}
