import type { ReactElement } from 'react';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { EvidenceDialogView, UseEvidenceDialogView } from '../evidence/evidence-dialogs-view.tsx';
import { EvidenceLibraryView } from '../evidence/evidence-library-view.tsx';
import { halfAnsweredSample } from '../half-answered-sample.ts';
import type { OpenEnds } from '../open-work.ts';
import { SampleReviewComments } from '../review/sample-review.tsx';
import { sampleAssessmentWith, sampleTeamIds, withSampleConflict } from '../sample-assessment.ts';
import { ReviewStepDialogView } from '../step-dialog-view.tsx';
import {
  assessmentModelOf,
  findQuestions,
  noQuestionFilterFacts,
  searchableQuestions,
} from './assessment-model.ts';
import { DimensionPageView } from './dimension-page-view.tsx';
import { QuestionSearchResultsView } from './question-search-results-view.tsx';
import { SampleAssessmentPage } from './sample-assessment-page.tsx';
import { ScreeningView } from './screening-view.tsx';
import { screeningPageCode } from './use-question-navigation.ts';

export const about: StoriesAbout = { title: 'Assessment', layout: 'page' };

const nothing = (): void => undefined;
const half = sampleAssessmentWith(halfAnsweredSample);
const model = assessmentModelOf(half, defaultMaturityModel);

export function Dimension(): ReactElement {
  return <SampleAssessmentPage document={half} page="D5" question="D5.3" />;
}

export function NothingAnswered(): ReactElement {
  return (
    <SampleAssessmentPage
      document={sampleAssessmentWith({ 'screening/S1': 'POL' })}
      page="D3"
      question="D3.2"
    />
  );
}

export function Conflict(): ReactElement {
  const contested = withSampleConflict(half, 'answers/D5.1/level', 4, 3);
  return <SampleAssessmentPage document={contested} page="D5" question="D5.1" />;
}

export function Locked(): ReactElement {
  return <SampleAssessmentPage document={half} page="D5" question="D5.3" mode="final" />;
}

export function ReadOnly(): ReactElement {
  return <SampleAssessmentPage document={half} page="D5" question="D5.3" mode="reading" />;
}

export function Screening(): ReactElement {
  const translate = useTranslate();
  return (
    <SampleAssessmentPage document={half} page={screeningPageCode} question="S3">
      <DimensionPageView
        code={null}
        title={translate('path.screening')}
        purpose={translate('assessment.screening.why')}
        notice={null}
        previous={null}
        next={{ title: 'D2', onGo: nothing }}
      >
        <ScreeningView
          instrument={defaultMaturityModel}
          screening={model.screening}
          focused="S3"
          isReadOnly={false}
          contested={['S5']}
          problems={{ S4: { key: 'frame.refused.roleMayNotWrite' } }}
          onChoose={nothing}
          onFocus={nothing}
        />
      </DimensionPageView>
    </SampleAssessmentPage>
  );
}

export function Found(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <QuestionSearchResultsView
        found={findQuestions(searchableQuestions(model, noQuestionFilterFacts), 'training', null, [])}
        onOpen={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function NothingFound(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <QuestionSearchResultsView found={[]} onOpen={nothing} onClose={nothing} />
    </SampleAssessmentPage>
  );
}

export function OtherInstrument(): ReactElement {
  return (
    <SampleAssessmentPage
      document={half}
      page="D5"
      question="D5.3"
      mode="reading"
      otherInstrument="default-needs-assessment@2.0.0"
      held={2}
    />
  );
}

const sampleQuestions = [
  { id: 'D5.3', label: 'D5.3' },
  { id: 'D5.4', label: 'D5.4' },
];

export function AddEvidence(): ReactElement {
  const { ev1, institution } = useSample();
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <EvidenceDialogView
        question="D5.3"
        isNew
        draft={{
          title: ev1,
          date: '2026-11-12',
          holder: institution,
          kind: 'interview',
          strength: 'E2',
          mark: 'SC',
          questions: ['D5.3', 'D5.4'],
        }}
        questions={sampleQuestions}
        missing={{ title: false, questions: false }}
        problem={null}
        hits={{ title: null, holder: null }}
        onChange={nothing}
        onSave={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function AddEvidenceRefused(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <EvidenceDialogView
        question={null}
        isNew={false}
        draft={{
          title: '',
          date: null,
          holder: '',
          kind: 'document',
          strength: 'E3',
          mark: 'C',
          questions: [],
        }}
        questions={sampleQuestions}
        missing={{ title: true, questions: true }}
        problem={{ key: 'frame.refused.failed' }}
        hits={{ title: null, holder: null }}
        onChange={nothing}
        onSave={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function UseRecordedEvidence(): ReactElement {
  const { ev1 } = useSample();
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.4">
      <UseEvidenceDialogView
        question="D5.4"
        pieces={[{ key: 'e1', text: `E3 · ${ev1}` }]}
        chosen={['e1']}
        problem={null}
        onChoose={nothing}
        onUse={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function EvidenceLibrary(): ReactElement {
  const { ev1, second, institution } = useSample();
  const entry = {
    id: 'e1',
    key: 'e1',
    title: ev1,
    kind: 'document',
    strength: 'E3',
    date: '2026-11-12',
    holder: institution,
    mark: 'SC',
    questions: ['D3.2', 'D5.3', 'D5.4'],
    differsAt: ['D5.4'],
    who: second,
    atMs: galleryNowMs - 3_600_000,
  } as const;
  const shared = { onEdit: nothing, onMark: nothing, onRemove: nothing, onAlign: nothing };
  return (
    <EvidenceLibraryView
      notice={null}
      entries={[
        entry,
        { ...entry, id: 'e2', key: 'e2', kind: 'interview', strength: 'E1', mark: 'C', differsAt: [] },
      ]}
      removed={[{ key: 'e3', title: ev1 }]}
      search=""
      hrefOf={() => '#/'}
      onSearch={nothing}
      acts={{ ...shared, onAdd: nothing, onReturn: nothing }}
    />
  );
}

const openEndsWith = (open: Partial<OpenEnds>): OpenEnds => ({
  hasReferenceDate: true,
  unexplained: [],
  withoutFinding: [],
  unanswered: 0,
  flagged: 0,
  conflicts: 0,
  toCheck: [],
  ...open,
});

export function Submit(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="submit"
        unsaved={[]}
        obstacles={[]}
        openEnds={openEndsWith({
          hasReferenceDate: false,
          unanswered: 18,
          unexplained: ['D5.3'],
          flagged: 2,
          conflicts: 1,
        })}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

/** With the rule that the act accepts. */
export function BeginFieldwork(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="begin"
        unsaved={[]}
        obstacles={[]}
        openEnds={null}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function SubmitComplete(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="submit"
        unsaved={[]}
        obstacles={[]}
        openEnds={openEndsWith({})}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function SubmitLeavesTexts(): ReactElement {
  const translate = useTranslate();
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="submit"
        unsaved={[
          {
            id: '1',
            label: translate('path.rationale'),
            reason: { key: 'frame.draft.tooLong', values: { count: 28_600 } },
            href: '#/',
          },
          { id: '2', label: '', reason: { key: 'frame.draft.unfinished' }, href: '#/' },
        ]}
        obstacles={[]}
        openEnds={openEndsWith({ flagged: 2 })}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function SubmitNamesSomebody(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="submit"
        unsaved={[]}
        obstacles={[]}
        openEnds={openEndsWith({
          flagged: 2,
          toCheck: [
            { path: 'answers/D5.3/rationale', hits: findPersonalData('unit@institution.example') },
            { path: 'comments/c1/text', hits: findPersonalData('+00 11 222 33 44') },
          ],
        })}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function ResubmitTooEarly(): ReactElement {
  return (
    <SampleAssessmentPage document={half} page="D5" question="D5.3">
      <ReviewStepDialogView
        act="resubmit"
        unsaved={[]}
        obstacles={[{ kind: 'commentsUnresolved', comments: ['p1', 'p2'] }]}
        openEnds={null}
        problem={null}
        onTake={nothing}
        onClose={nothing}
      />
    </SampleAssessmentPage>
  );
}

export function AssignedAndReturned(): ReactElement {
  const { conflictText } = useSample();
  const document = sampleAssessmentWith({
    ...halfAnsweredSample,
    'assignments/D5': sampleTeamIds.own,
    'assignments/D5.3': sampleTeamIds.second,
    'assignments/D6': sampleTeamIds.second,
    'review/returns/1': { reason: conflictText },
    'review/points/p1/about': 'D5.3',
    'review/points/p1/text': conflictText,
    'review/points/p1/round': 1,
  });
  return (
    <SampleAssessmentPage
      document={document}
      page="D5"
      question="D5.3"
      points={<SampleReviewComments document={document} question="D5.3" />}
    />
  );
}
