import { type ReactElement, useState } from 'react';
import { DocumentId, LogId } from '#domain/ids.ts';
import { readLearningObjectives } from '#domain/workshop/workshop.ts';
import { type ScreenLanguage, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { DataNoticeView } from '../data-notice/data-notice.tsx';
import { sampleWorkshop, staticEditedText } from '../sample-workshop.ts';
import { CopyAgendaView } from './copy-agenda.tsx';
import { AgendaSheetView, agendaSheetOf } from './print-agenda.tsx';
import { SessionDetailsView } from './session-details-view.tsx';

export const about: StoriesAbout = { title: 'Workshop agenda', layout: 'page' };

const nothing = (): void => undefined;

export function DetailsOfASession(): ReactElement {
  return <SessionDetailsStory />;
}

export function DetailsOfASessionReadOnly(): ReactElement {
  return <SessionDetailsStory isReadOnly />;
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
}

function SessionDetailsStory({
  kind = 'session',
  isReadOnly = false,
}: SessionDetailsStoryProps): ReactElement {
  return (
    <SessionDetailsView
      number="3.2"
      texts={{
        title: staticEditedText(kind === 'lunch' ? '' : 'Safeguards self-assessment (D7, D8)'),
        minutes: staticEditedText('sixty', { key: 'workshop.minutes.wrong' }),
        room: staticEditedText('Harbour'),
        lead: staticEditedText('Human-rights and gender adviser'),
        method: staticEditedText('mixed groups with oversight bodies'),
        output: staticEditedText('self-ratings'),
        materials: staticEditedText('questionnaire on the laptops'),
        languages: staticEditedText('English, Arabic'),
        deliveredMinutes: staticEditedText('65'),
        deliveryNote: staticEditedText('The oversight body asked for more time.'),
      }}
      choices={{
        kind,
        starts: '11:20',
        followsAt: '11:20',
        objectives: ['LO3', 'LO6'],
        isNonAttributed: null,
        delivery: 'changed',
      }}
      objectives={readLearningObjectives(sampleWorkshop)}
      isWorkshopNonAttributed
      acts={{
        onKind: nothing,
        onStarts: nothing,
        onObjectives: nothing,
        onNonAttributed: nothing,
        onDelivery: nothing,
      }}
      isReadOnly={isReadOnly}
    />
  );
}
