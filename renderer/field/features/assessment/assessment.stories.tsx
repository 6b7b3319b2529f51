import type { ReactElement } from 'react';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { checkText } from '#domain/privacy/check-text.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { AddEvidenceView } from './add-evidence-view.tsx';
import { assessmentModelOf, findQuestions, nothingAbout, searchableQuestions } from './assessment-model.ts';
import { DimensionPageView } from './dimension-page-view.tsx';
import { StepDialogView } from './step-dialog-view.tsx';
import { screeningPage } from './place.ts';
import { halfDone, sampleAssessment, withContested } from './sample-assessment.ts';
import { SamplePage } from './sample-page.tsx';
import { SamplePoints } from './sample-points.tsx';
import { sampleTeamIds } from './sample-team.ts';
import { ScreeningView } from './screening-view.tsx';
import { SearchResultsView } from './search-results-view.tsx';

export const about: StoriesAbout = { title: 'Assessment', layout: 'page' };

const nothing = (): void => undefined;
const half = sampleAssessment(halfDone);
const model = assessmentModelOf(half, defaultModel);

export function Dimension(): ReactElement {
  return <SamplePage document={half} page="D5" question="D5.3" />;
}

export function NothingAnswered(): ReactElement {
  return <SamplePage document={sampleAssessment({ 'screening/S1': 'POL' })} page="D3" question="D3.2" />;
}

export function Conflict(): ReactElement {
  const contested = withContested(half, 'answers/D5.1/level', 4, 3);
  return <SamplePage document={contested} page="D5" question="D5.1" />;
}

export function Locked(): ReactElement {
  return <SamplePage document={half} page="D5" question="D5.3" mode="final" />;
}

export function ReadOnly(): ReactElement {
  return <SamplePage document={half} page="D5" question="D5.3" mode="reading" />;
}

export function Screening(): ReactElement {
  const say = useSay();
  return (
    <SamplePage document={half} page={screeningPage} question="S3">
      <DimensionPageView
        code={null}
        title={say('assessment.screening.title')}
        purpose={say('assessment.screening.why')}
        notice={null}
        previous={null}
        next={{ title: 'D2', onGo: nothing }}
      >
        <ScreeningView
          instrument={defaultModel}
          screening={model.screening}
          focused="S3"
          isReadOnly={false}
          contested={['S5']}
          problems={{ S4: { key: 'frame.refused.roleMayNotWrite' } }}
          onChoose={nothing}
          onFocus={nothing}
        />
      </DimensionPageView>
    </SamplePage>
  );
}

export function Found(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <SearchResultsView
        found={findQuestions(searchableQuestions(model, nothingAbout), 'training', null)}
        onOpen={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function NothingFound(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <SearchResultsView found={[]} onOpen={nothing} onClose={nothing} />
    </SamplePage>
  );
}

export function OtherInstrument(): ReactElement {
  return (
    <SamplePage
      document={half}
      page="D5"
      question="D5.3"
      mode="reading"
      otherInstrument="default-needs-assessment@2.0.0"
      held={2}
    />
  );
}

export function AddEvidence(): ReactElement {
  const { ev1, institution } = useSample();
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <AddEvidenceView
        question="D5.3"
        draft={{
          title: ev1,
          date: '2026-11-12',
          holder: institution,
          kind: 'interview',
          strength: 'E2',
          mark: 'SC',
        }}
        isTitleMissing={false}
        problem={null}
        hits={{ title: null, holder: null }}
        onChange={nothing}
        onAdd={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function AddEvidenceRefused(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <AddEvidenceView
        question="D5.3"
        draft={{ title: '', date: null, holder: '', kind: 'document', strength: 'E3', mark: 'C' }}
        isTitleMissing
        problem={{ key: 'frame.refused.failed' }}
        hits={{ title: null, holder: null }}
        onChange={nothing}
        onAdd={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function HandIn(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <StepDialogView
        act="handIn"
        obstacles={[]}
        openEnds={{ unanswered: 18, flagged: 2, conflicts: 1, toCheck: [] }}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function HandInComplete(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <StepDialogView
        act="handIn"
        obstacles={[]}
        openEnds={{ unanswered: 0, flagged: 0, conflicts: 0, toCheck: [] }}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function HandInNamesSomebody(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <StepDialogView
        act="handIn"
        obstacles={[]}
        openEnds={{
          unanswered: 0,
          flagged: 2,
          conflicts: 0,
          toCheck: [
            { path: 'answers/D5.3/rationale', hits: checkText('unit@institution.example') },
            { path: 'comments/c1/text', hits: checkText('+00 11 222 33 44') },
          ],
        }}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function HandInAgainTooEarly(): ReactElement {
  return (
    <SamplePage document={half} page="D5" question="D5.3">
      <StepDialogView
        act="handInAgain"
        obstacles={[{ kind: 'pointsToMend', points: ['p1', 'p2'] }]}
        openEnds={null}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

export function AssignedAndReturned(): ReactElement {
  const { conflictText } = useSample();
  const document = sampleAssessment({
    ...halfDone,
    'assignments/D5': sampleTeamIds.own,
    'assignments/D5.3': sampleTeamIds.second,
    'assignments/D6': sampleTeamIds.second,
    'review/returns/1': { reason: conflictText },
    'review/points/p1/about': 'D5.3',
    'review/points/p1/text': conflictText,
    'review/points/p1/round': 1,
  });
  return (
    <SamplePage
      document={document}
      page="D5"
      question="D5.3"
      points={<SamplePoints document={document} question="D5.3" />}
    />
  );
}
