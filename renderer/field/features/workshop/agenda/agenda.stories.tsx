import { type ReactElement, useState } from 'react';
import { DocumentId, LogId } from '#domain/ids.ts';
import { readLearningObjectives } from '#domain/workshop/workshop.ts';
import { type ScreenLanguage, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { DataNoticeView } from '../data-notice/data-notice.tsx';
import { sampleWorkshop, savedByItself } from '../sample-workshop.ts';
import { CopyAgendaView } from './copy-agenda.tsx';
import { AgendaSheetView, agendaSheetOf } from './print-agenda.tsx';
import { SessionDetailsView, type SessionDetailValues } from './session-details-view.tsx';

export const about: StoriesAbout = { title: 'Workshop agenda', layout: 'page' };

const nothing = (): void => undefined;

export function DetailsOfASession(): ReactElement {
  return <SessionDetailsStory />;
}

export function DetailsOfASessionReadOnly(): ReactElement {
  return <SessionDetailsStory isReadOnly />;
}

export function DetailsOfASessionRefused(): ReactElement {
  return <SessionDetailsStory isRefused />;
}

export function DetailsOfLunch(): ReactElement {
  return <SessionDetailsStory kind="lunch" />;
}

export function PrintedAgenda(): ReactElement {
  const words = { language: useLanguage(), translate: useTranslate(), format: useFormat() };
  return <AgendaSheetView sheet={agendaSheetOf(sampleWorkshop, words)} language={words.language} />;
}

export function CopyOfAnEarlierWorkshop(): ReactElement {
  const logId = LogId.parse('018f0000-0000-7000-8000-000000000002');
  const documentId = DocumentId.parse('018f0000-0000-7000-8000-000000000003');
  return (
    <CopyAgendaView
      missions={[{ id: logId, label: 'Arlandia: baseline' }]}
      mission={logId}
      onMission={nothing}
      workshops={[{ id: documentId, label: 'Planning week' }]}
      workshop={documentId}
      onWorkshop={nothing}
      onCopy={nothing}
      onClose={nothing}
    />
  );
}

export function DataNoticeOnTheWholeWindow(): ReactElement {
  const translate = useTranslate();
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  return (
    <DataNoticeView
      workshop="National policy and capability planning"
      language={language}
      words={translate}
      onLanguage={setLanguage}
      onPrint={nothing}
      onConfirm={nothing}
      onClose={nothing}
    />
  );
}

interface SessionDetailsStoryProps {
  readonly kind?: 'session' | 'lunch';
  readonly isReadOnly?: boolean;
  readonly isRefused?: boolean;
}

function SessionDetailsStory(props: SessionDetailsStoryProps): ReactElement {
  const { kind = 'session', isReadOnly = false, isRefused = false } = props;
  const translate = useTranslate();
  const title = kind === 'lunch' ? '' : 'Safeguards self-assessment (D7, D8)';
  return (
    <SessionDetailsView
      number="3.2"
      title={title}
      kind={kind}
      starts="11:20"
      followsAt="11:20"
      objectives={readLearningObjectives(sampleWorkshop)}
      chosenObjectives={['LO3', 'LO6']}
      isNonAttributed
      refusal={isRefused ? translate('frame.refused.documentIsFinal') : null}
      fields={({ rows, options, drawn }) => (
        <RecordFields<SessionDetailValues>
          subject={{ kind: 'workshop', below: 'sessions/w1-12' }}
          rows={rows}
          values={{
            title,
            starts: '11:20',
            // As it was typed: it is no number of minutes.
            minutes: '1 h',
            kind,
            room: 'Harbour',
            lead: 'Human-rights and gender adviser',
            method: 'mixed groups with oversight bodies',
            output: 'self-ratings',
            materials: 'questionnaire on the laptops',
            languages: ['en', 'ar'],
            delivery: 'changed',
            'delivered-minutes': 65,
            'delivery-note': 'The oversight body asked for more time.',
          }}
          onChange={nothing}
          options={savedByItself(rows, options)}
          drawn={drawn}
          isReadOnly={isReadOnly}
        />
      )}
      onChange={nothing}
      isReadOnly={isReadOnly}
    />
  );
}
