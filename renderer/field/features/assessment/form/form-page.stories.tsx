import { type ReactElement, useState } from 'react';
import { dotOf } from '#domain/document/op.ts';
import type { AnswerChange } from '#forms/engine/form.ts';
import { type Instrument, QuestionId } from '#forms/model/instrument.ts';
import { FormProvider } from '#renderer/form/form-context.ts';
import { FormSectionPage } from '#renderer/form/form-nodes.tsx';
import { formSectionsOf, formSectionTitle, sectionCountsOf } from '#renderer/form/form-sections.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import { SectionListView } from '#renderer/form/section-list-view.tsx';
import { answered, sampleSession, sampleUse } from '#renderer/form/stories/sample-form.tsx';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Button, ScreenLayout, ScreenPage, SplitColumns } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { QuestionHistoryListView } from '../answering/question-history-list-view.tsx';
import { AssessmentNoticeView } from '../assessment-frame-view.tsx';
import { sampleOtherDevice, sampleOwnDevice } from '../sample-assessment.ts';
import { AnswerConflictView } from './answer-conflict-view.tsx';
import {
  type AnswerLine,
  FormAnswersOverviewView,
  type QuestionToCheck,
  UnopenedAnswersView,
} from './form-answers-view.tsx';
import { FormSearchResultsView } from './form-search-results-view.tsx';
import '../answering/assessment.css';

export const about: StoriesAbout = { title: 'Form page', layout: 'page' };

const nothing = (): void => undefined;

interface SamplePageProps {
  readonly instrument: Instrument;
  readonly answers: readonly AnswerChange[];
  /** Index of the section, from 0. */
  readonly at: number;
  readonly toCheck?: readonly QuestionToCheck[];
  readonly hidden?: readonly AnswerLine[];
  readonly parked?: readonly AnswerLine[];
  readonly isReadOnly?: boolean;
  readonly isContested?: boolean;
  /** In place of the questions. */
  readonly children?: ReactElement;
}

function SamplePage(props: SamplePageProps): ReactElement {
  const {
    instrument,
    answers,
    at,
    toCheck = [],
    hidden = [],
    parked = [],
    isReadOnly = false,
    isContested,
    children,
  } = props;
  const language = useLanguage();
  const sample = useSample();
  const translate = useTranslate();
  const [formSession] = useState(() => sampleSession(instrument, answers, language));
  const names = { [sampleOwnDevice]: translate('assessment.you'), [sampleOtherDevice]: sample.second };
  const formSections = formSectionsOf(formSession.form);
  const formSection = formSections[at];
  const title = (one: typeof formSection): string =>
    one ? formSectionTitle(one, translate('form.section.loose')) : '';
  const use = sampleUse(formSession, {
    isReadOnly,
    beside: ({ definition }) =>
      isContested && definition.name === 'main' ? (
        <AnswerConflictView
          names={names}
          textOf={({ value }) => (value === 'lab' ? 'Laboratory' : 'Evidence store')}
          onKeep={nothing}
          candidates={[
            {
              key: dotOf(sampleOwnDevice, 3),
              device: sampleOwnDevice,
              atMs: galleryNowMs - 12 * 60_000,
              value: 'lab',
            },
            {
              key: dotOf(sampleOtherDevice, 9),
              device: sampleOtherDevice,
              atMs: galleryNowMs - 3 * 3_600_000,
              value: 'store',
            },
          ]}
        />
      ) : null,
  });
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={
        <>
          <LanguageSwitchView
            languages={instrument.languages}
            language={formSession.form.language()}
            onChange={nothing}
          />
          <Button kind="primary">{translate('assessment.submit')}</Button>
        </>
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={translate('assessment.questions')}
        start={{
          title: translate('form.sections'),
          content: (
            <SectionListView
              lines={formSections.map((one) => ({
                key: one.key,
                title: title(one),
                conflicts: isContested ? 1 : 0,
                ...sectionCountsOf(formSession, one),
              }))}
              current={formSection?.key ?? ''}
              onGo={nothing}
            />
          ),
        }}
        end={{
          title: translate('assessment.context'),
          content: (
            <div className="assess-context">
              <QuestionHistoryListView
                names={names}
                owners={{ [sampleOtherDevice]: { laptop: 'Team laptop, red' } }}
                ownDevice={sampleOwnDevice}
                hasOlder={false}
                lines={[
                  {
                    key: '1',
                    device: sampleOtherDevice,
                    atMs: galleryNowMs - 3 * 3_600_000,
                    where: 'headquarters',
                    isHeld: false,
                    before: null,
                    what: { kind: 'value', text: '12' },
                  },
                ]}
              />
              <FormAnswersOverviewView
                toCheck={toCheck}
                missing={4}
                hidden={hidden}
                parked={parked}
                onGo={nothing}
                onSave={nothing}
              />
            </div>
          ),
        }}
      >
        {children ?? (
          <FormProvider value={use}>
            {formSection && (
              <FormSectionPage
                section={formSection}
                title={title(formSection)}
                notice={
                  <AssessmentNoticeView
                    mode={isReadOnly ? 'final' : 'open'}
                    otherInstrument={null}
                    held={0}
                  />
                }
                previous={at > 0 ? { title: title(formSections[at - 1]), onGo: nothing } : null}
                next={formSections[at + 1] ? { title: title(formSections[at + 1]), onGo: nothing } : null}
              />
            )}
          </FormProvider>
        )}
      </SplitColumns>
    </ScreenLayout>
  );
}

const some = answered({ place: 'Unit 3', rooms: ['store', 'lab'], main: 'lab', staff: 12 });

export function Filled(): ReactElement {
  return <SamplePage instrument={visit} answers={some} at={0} />;
}

export function Empty(): ReactElement {
  return <SamplePage instrument={visit} answers={[]} at={1} />;
}

export function ToBeChecked(): ReactElement {
  return (
    <SamplePage
      instrument={visit}
      answers={some}
      at={0}
      toCheck={[{ key: 'place', question: 'Name of the place', why: 'An answer is required here.' }]}
      hidden={[{ key: 'beds', name: 'Beds', value: '12' }]}
      parked={[{ key: 'answers/old/value', name: 'old', value: 'yes' }]}
    />
  );
}

export function Conflict(): ReactElement {
  return <SamplePage instrument={visit} answers={some} at={0} isContested />;
}

export function Locked(): ReactElement {
  return <SamplePage instrument={visit} answers={some} at={0} isReadOnly />;
}

export function Found(): ReactElement {
  return (
    <SamplePage instrument={visit} answers={some} at={0}>
      <FormSearchResultsView
        found={[
          { key: 'staff', title: 'How many people work there?', answer: '12', hasConflict: false },
          { key: 'main', title: 'Which is the largest?', answer: '', hasConflict: true },
        ]}
        onOpen={nothing}
        onClose={nothing}
      />
    </SamplePage>
  );
}

function Unopened(props: Parameters<typeof UnopenedAnswersView>[0]): ReactElement {
  const sample = useSample();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }]}
      title={sample.institution}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ScreenPage>
        <UnopenedAnswersView {...props} />
      </ScreenPage>
    </ScreenLayout>
  );
}

export function NotHere(): ReactElement {
  return (
    <Unopened
      why="absent"
      instrument="visit@2026.2"
      problems={[]}
      answers={[{ key: 'answers/place/value', name: 'answers/place/value', value: 'Unit 3' }]}
    />
  );
}

export function Broken(): ReactElement {
  return (
    <Unopened
      why="broken"
      instrument="visit@2026.2"
      problems={['The expression of "beds" refers to ${kind}, which is not in the form.']}
      answers={[]}
    />
  );
}

export function InRows(): ReactElement {
  return (
    <SamplePage
      instrument={visit}
      answers={[...some, unitRow, ...answered({ unitName: 'Records', head: 4 }, 'r1')]}
      at={1}
    />
  );
}

const unitRow: AnswerChange = {
  kind: 'instance',
  repeat: QuestionId.parse('unit'),
  instance: 'r1',
  parent: null,
  order: 'a0',
};
