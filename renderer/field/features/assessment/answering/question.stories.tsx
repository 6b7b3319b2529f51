import type { ReactElement } from 'react';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { TextHitList } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { halfAnsweredSample } from '../half-answered-sample.ts';
import { sampleAssessmentWith, sampleTeamIds, withSampleConflict } from '../sample-assessment.ts';
import { SampleQuestionCard } from './sample-assessment-page.tsx';
import './assessment.css';

export const about: StoriesAbout = { title: 'Question card' };

const half = sampleAssessmentWith(halfAnsweredSample);
const nothing = (): void => undefined;

export function NotAnswered(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.6" />;
}

export function InFocus(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.3" isFocused />;
}

export function AboveItsEvidenceAndWithoutReason(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.1" isFocused />;
}

export function LetStandByTheReviewer(): ReactElement {
  const { comment } = useSample();
  const explained = sampleAssessmentWith({
    ...halfAnsweredSample,
    'answers/D5.1/override': { reason: comment, level: 5, evidence: 'E0' },
  });
  return <SampleQuestionCard document={explained} id="D5.1" isReadOnly />;
}

export function Declined(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.4" />;
}

export function Proposed(): ReactElement {
  const ministry = sampleAssessmentWith({
    'screening/S1': 'MIN',
    'answers/D1.1/state': 'rated',
    'answers/D1.1/level': 1,
  });
  return <SampleQuestionCard document={ministry} id="D1.5" isFocused />;
}

export function HiddenButShown(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.2" />;
}

export function Conflict(): ReactElement {
  const { rationale, conflictText } = useSample();
  const levels = withSampleConflict(half, 'answers/D5.3/level', 2, 3);
  const both = withSampleConflict(levels, 'answers/D5.3/rationale', rationale, conflictText);
  const evidence = withSampleConflict(both, 'answers/D5.3/evidence/e1/title', rationale, conflictText);
  return <SampleQuestionCard document={evidence} id="D5.3" isFocused />;
}

export function ConflictOfALevelWithNoAnswer(): ReactElement {
  const states = withSampleConflict(half, 'answers/D5.3/state', 'rated', 'na');
  return (
    <SampleQuestionCard
      document={withSampleConflict(states, 'answers/D5.3/level', 2, null)}
      id="D5.3"
      isReadOnly
    />
  );
}

export function Refused(): ReactElement {
  return (
    <SampleQuestionCard
      document={half}
      id="D5.3"
      isFocused
      problem={{ key: 'frame.refused.documentIsFinal' }}
    />
  );
}

export function NotSaved(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.3" isFocused problem={{ key: 'frame.refused.failed' }} />;
}

export function ReadOnly(): ReactElement {
  return <SampleQuestionCard document={half} id="D5.3" isReadOnly />;
}

export function LongText(): ReactElement {
  const { institutionLong, rationale } = useSample();
  const long = sampleAssessmentWith({
    ...halfAnsweredSample,
    'answers/D5.3/rationale': Array.from({ length: 12 }, () => `${institutionLong}: ${rationale}`).join(' '),
  });
  return <SampleQuestionCard document={long} id="D5.3" />;
}

export function DoesNotApply(): ReactElement {
  const na = sampleAssessmentWith({
    ...halfAnsweredSample,
    'answers/D5.3/state': 'na',
    'answers/D5.3/level': null,
    'answers/D5.3/na-reason': 'function-elsewhere',
  });
  return <SampleQuestionCard document={na} id="D5.3" isFocused />;
}

export function DiffersWithinTheCountry(): ReactElement {
  const shared = sampleAssessmentWith({ 'screening/S1': 'MIN', 'screening/S7': 'yes' });
  return <SampleQuestionCard document={shared} id="D1.1" isFocused />;
}

export function NamesSomebody(): ReactElement {
  const { second } = useSample();
  const text = `${second}, unit@institution.example, +00 11 222 33 44`;
  const document = sampleAssessmentWith({ ...halfAnsweredSample, 'answers/D5.3/rationale': text });
  return (
    <SampleQuestionCard
      document={document}
      id="D5.3"
      isFocused
      hits={<TextHitList hits={findPersonalData(text, [second])} onConfirm={nothing} onRemove={nothing} />}
    />
  );
}

export function DecidedByTheLead(): ReactElement {
  const { conflictText } = useSample();
  const decided = sampleAssessmentWith({
    ...halfAnsweredSample,
    'consolidations/D5.3': { level: 2, reason: conflictText, first: 3 },
  });
  return <SampleQuestionCard document={decided} id="D5.3" />;
}

export function AskedBySomebody(): ReactElement {
  return (
    <SampleQuestionCard
      document={sampleAssessmentWith({ ...halfAnsweredSample, 'assignments/D5': sampleTeamIds.second })}
      id="D5.3"
    />
  );
}
