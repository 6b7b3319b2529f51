import type { ReactElement } from 'react';
import { checkText } from '#domain/privacy/check-text.ts';
import { TextHitList } from '#renderer/ui/text-hit-list.tsx';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { halfDone, sampleAssessment, withContested } from './sample-assessment.ts';
import { SampleCard } from './sample-card.tsx';
import { sampleTeamIds } from './sample-team.ts';
import './assessment.css';

export const about: StoriesAbout = { title: 'Question card' };

const half = sampleAssessment(halfDone);
const nothing = (): void => undefined;

export function NotAnswered(): ReactElement {
  return <SampleCard document={half} id="D5.6" />;
}

export function InFocus(): ReactElement {
  return <SampleCard document={half} id="D5.3" isFocused />;
}

export function AboveItsEvidenceAndWithoutReason(): ReactElement {
  return <SampleCard document={half} id="D5.1" isFocused />;
}

export function LetStandByTheReviewer(): ReactElement {
  const { comment } = useSample();
  const explained = sampleAssessment({
    ...halfDone,
    'answers/D5.1/override': { reason: comment, level: 5, evidence: 'E0' },
  });
  return <SampleCard document={explained} id="D5.1" isReadOnly />;
}

export function Declined(): ReactElement {
  return <SampleCard document={half} id="D5.4" />;
}

export function Proposed(): ReactElement {
  const ministry = sampleAssessment({
    'screening/S1': 'MIN',
    'answers/D1.1/state': 'rated',
    'answers/D1.1/level': 1,
  });
  return <SampleCard document={ministry} id="D1.5" isFocused />;
}

export function HiddenButShown(): ReactElement {
  return <SampleCard document={half} id="D5.2" />;
}

export function Conflict(): ReactElement {
  const { rationale, conflictText } = useSample();
  const levels = withContested(half, 'answers/D5.3/level', 2, 3);
  const both = withContested(levels, 'answers/D5.3/rationale', rationale, conflictText);
  const evidence = withContested(both, 'answers/D5.3/evidence/e1/title', rationale, conflictText);
  return <SampleCard document={evidence} id="D5.3" isFocused />;
}

export function ConflictOfALevelWithNoAnswer(): ReactElement {
  const states = withContested(half, 'answers/D5.3/state', 'rated', 'na');
  return <SampleCard document={withContested(states, 'answers/D5.3/level', 2, null)} id="D5.3" isReadOnly />;
}

export function Refused(): ReactElement {
  return (
    <SampleCard document={half} id="D5.3" isFocused problem={{ key: 'frame.refused.documentIsFinal' }} />
  );
}

export function NotSaved(): ReactElement {
  return <SampleCard document={half} id="D5.3" isFocused problem={{ key: 'frame.refused.failed' }} />;
}

export function ReadOnly(): ReactElement {
  return <SampleCard document={half} id="D5.3" isReadOnly />;
}

export function LongText(): ReactElement {
  const { institutionLong, rationale } = useSample();
  const long = sampleAssessment({
    ...halfDone,
    'answers/D5.3/rationale': Array.from({ length: 12 }, () => `${institutionLong}: ${rationale}`).join(' '),
  });
  return <SampleCard document={long} id="D5.3" />;
}

export function DoesNotApply(): ReactElement {
  const na = sampleAssessment({
    ...halfDone,
    'answers/D5.3/state': 'na',
    'answers/D5.3/level': null,
    'answers/D5.3/na-reason': 'function-elsewhere',
  });
  return <SampleCard document={na} id="D5.3" isFocused />;
}

export function DiffersWithinTheCountry(): ReactElement {
  const shared = sampleAssessment({ 'screening/S1': 'MIN', 'screening/S7': 'yes' });
  return <SampleCard document={shared} id="D1.1" isFocused />;
}

export function NamesSomebody(): ReactElement {
  const { second } = useSample();
  const text = `${second}, unit@institution.example, +00 11 222 33 44`;
  const document = sampleAssessment({ ...halfDone, 'answers/D5.3/rationale': text });
  return (
    <SampleCard
      document={document}
      id="D5.3"
      isFocused
      hits={<TextHitList hits={checkText(text, [second])} onConfirm={nothing} onRemove={nothing} />}
    />
  );
}

export function DecidedByTheLead(): ReactElement {
  const { conflictText } = useSample();
  const decided = sampleAssessment({
    ...halfDone,
    'consolidations/D5.3': { level: 2, reason: conflictText, first: 3 },
  });
  return <SampleCard document={decided} id="D5.3" />;
}

export function AskedBySomebody(): ReactElement {
  return (
    <SampleCard
      document={sampleAssessment({ ...halfDone, 'assignments/D5': sampleTeamIds.second })}
      id="D5.3"
    />
  );
}
