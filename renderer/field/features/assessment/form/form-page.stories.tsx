import { useState, type ReactElement } from 'react';
import type { AnswerChange } from '#domain/instrument/form/form.ts';
import { type Instrument, Qid } from '#domain/instrument/instrument.ts';
import { FormProvider } from '#renderer/form/form-context.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import { SectionListView } from '#renderer/form/section-list-view.tsx';
import { SectionPage } from '#renderer/form/section-page.tsx';
import { countsOf, sectionsOf } from '#renderer/form/sections.ts';
import { sectionTitle } from '#renderer/form/section-title.ts';
import { answered, sampleSession, sampleUse } from '#renderer/form/stories/sample-form.tsx';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { Page } from '#renderer/ui/page.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { HistoryView } from '../history-view.tsx';
import { otherDevice, ownDevice } from '../sample-assessment.ts';
import { dotOf } from '#domain/document/dot.ts';
import { ContestedAnswerView } from './contested-answer-view.tsx';
import { type KeptAnswer, FormOverviewView, type ToCheck } from './form-overview-view.tsx';
import { FormResultsView } from './form-results-view.tsx';
import { UnopenedFormView } from './unopened-form-view.tsx';
import { NoticeView } from '../notice-view.tsx';
import '../assessment.css';

export const about: StoriesAbout = { title: 'Form page', layout: 'page' };

const nothing = (): void => undefined;

interface SamplePageProps {
  readonly instrument: Instrument;
  readonly answers: readonly AnswerChange[];
  /** Which section, counted from 0. */
  readonly at: number;
  readonly toCheck?: readonly ToCheck[];
  readonly hidden?: readonly KeptAnswer[];
  readonly parked?: readonly KeptAnswer[];
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
  const say = useSay();
  const [session] = useState(() => sampleSession(instrument, answers, language));
  const names = { [ownDevice]: say('assessment.you'), [otherDevice]: sample.second };
  const sections = sectionsOf(session.form);
  const section = sections[at];
  const title = (one: typeof section): string => (one ? sectionTitle(one, say('form.section.loose')) : '');
  const use = sampleUse(session, {
    isReadOnly,
    beside: ({ definition }) =>
      isContested && definition.name === 'main' ? (
        <ContestedAnswerView
          names={names}
          textOf={({ value }) => (value === 'lab' ? 'Laboratory' : 'Evidence store')}
          onKeep={nothing}
          candidates={[
            { key: dotOf(ownDevice, 3), device: ownDevice, atMs: galleryNowMs - 12 * 60_000, value: 'lab' },
            {
              key: dotOf(otherDevice, 9),
              device: otherDevice,
              atMs: galleryNowMs - 3 * 3_600_000,
              value: 'store',
            },
          ]}
        />
      ) : null,
  });
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={
        <>
          <LanguageSwitchView
            languages={instrument.languages}
            language={session.form.language()}
            onChange={nothing}
          />
          <Button kind="primary">{say('assessment.handIn')}</Button>
        </>
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={say('assessment.questions')}
        start={{
          title: say('form.sections'),
          content: (
            <SectionListView
              lines={sections.map((one) => ({
                key: one.key,
                title: title(one),
                conflicts: isContested ? 1 : 0,
                ...countsOf(one),
              }))}
              current={section?.key ?? ''}
              onGo={nothing}
            />
          ),
        }}
        end={{
          title: say('assessment.context'),
          content: (
            <div className="assess-context">
              <HistoryView
                names={names}
                ownDevice={ownDevice}
                hasOlder={false}
                lines={[
                  {
                    key: '1',
                    device: otherDevice,
                    atMs: galleryNowMs - 3 * 3_600_000,
                    where: 'headquarters',
                    isHeld: false,
                    before: null,
                    what: { kind: 'value', text: '12' },
                  },
                ]}
              />
              <FormOverviewView
                toCheck={toCheck}
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
            {section && (
              <SectionPage
                section={section}
                title={title(section)}
                notice={<NoticeView mode={isReadOnly ? 'final' : 'open'} otherInstrument={null} held={0} />}
                previous={at > 0 ? { title: title(sections[at - 1]), onGo: nothing } : null}
                next={sections[at + 1] ? { title: title(sections[at + 1]), onGo: nothing } : null}
              />
            )}
          </FormProvider>
        )}
      </SplitColumns>
    </Frame>
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
      <FormResultsView
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

function Unopened(props: Parameters<typeof UnopenedFormView>[0]): ReactElement {
  const sample = useSample();
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }]}
      title={sample.institution}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <Page>
        <UnopenedFormView {...props} />
      </Page>
    </Frame>
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
  repeat: Qid.parse('unit'),
  instance: 'r1',
  parent: null,
  order: 'a0',
};
