import { CircleCheck } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { Session } from '#domain/workshop/read-sessions.ts';
import { useSay, type Say } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { AssessmentReading } from './assessment-reading.ts';
import { AssessmentOverviewView } from './assessment-overview-view.tsx';
import { partOfQuestion } from './record-part.ts';
import { type Conclusions, ConclusionsView } from './conclusions-view.tsx';
import type { Contested } from './contested.ts';
import { answeredPlaces } from './answered-places.ts';
import { ContestedView } from './contested-view.tsx';
import { DimensionView } from './dimension-view.tsx';
import { FormOverviewView } from './form-overview-view.tsx';
import type { FormSectionReading } from '#domain/instrument/form/form-lines.ts';
import { FormSectionView } from './form-section-view.tsx';
import type { HeldChange } from './held-change.ts';
import { HeldView } from './held-view.tsx';
import { HistoryView } from './history-view.tsx';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import type { RecordFact } from './record-facts.ts';
import type { RecordSources } from './record-sources.ts';
import { ReviewView } from './review-view.tsx';
import { SafeguardsView } from './safeguards-view.tsx';
import { RegistersView } from './registers-view.tsx';
import { WorkshopView } from './workshop-view.tsx';
import './record.css';

interface RecordMainViewProps {
  readonly part: string;
  readonly document: Document;
  /** Null when the record is no assessment, or by an instrument that this version does not bring. */
  readonly assessment: AssessmentReading | null;
  /** Null when the record is no workshop. */
  readonly sessions: readonly Session[] | null;
  /** Null when it was made with no form that is here. */
  readonly form: readonly FormSectionReading[] | null;
  readonly conclusions: Conclusions | null;
  readonly facts: readonly RecordFact[];
  readonly contested: readonly Contested[];
  readonly held: readonly HeldChange[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** The chosen part of a record. */
export function RecordMainView(props: RecordMainViewProps): ReactElement {
  const { part, contested, held, assessment, form, sources, hrefOf } = props;
  const say = useSay();
  const whatOf = (path: string): string => fullName(sources.wordsOf(path), say);
  switch (part) {
    case 'conflicts':
      return (
        <Part title={say('console.rail.conflicts')}>
          {contested.length === 0 && <NothingWaits />}
          {contested.map((one) => (
            <ContestedView key={one.path} contested={one} what={whatOf(one.path)} names={sources.names} />
          ))}
        </Part>
      );
    case 'held':
      return (
        <Part title={say('console.rail.held')}>
          {held.length === 0 ? (
            <NothingWaits />
          ) : (
            <HeldView changes={held} whatOf={whatOf} names={sources.names} />
          )}
        </Part>
      );
    case 'review':
      if (sources.reviewing === null) return <NothingWaits />;
      return (
        <Part title={say('desk.title')}>
          <ReviewView
            document={props.document}
            {...sources.reviewing}
            names={sources.names}
            hrefOf={(about) => hrefOf(partOfQuestion(about, form))}
            questions={assessment || form ? [] : answeredPlaces(props.document)}
          />
        </Part>
      );
    case 'safeguards':
      return assessment && sources.reviewing ? (
        <SafeguardsView
          document={props.document}
          assessment={assessment}
          reviewing={sources.reviewing}
          sources={sources}
        />
      ) : (
        <NothingWaits />
      );
    case 'findings':
      return (
        <Part title={say('console.part.findings')}>
          {props.conclusions === null ? <NothingWaits /> : <ConclusionsView {...props.conclusions} />}
        </Part>
      );
    case 'history':
      return (
        <Part title={say('console.part.history')}>
          <HistoryView {...sources} />
        </Part>
      );
    default: {
      const reading = assessment?.dimensions.find(({ dimension }) => dimension.code === part);
      if (reading) return <DimensionView key={part} reading={reading} sources={sources} />;
      const section = form?.find((one) => one.part === part);
      if (section)
        return (
          <FormSectionView
            key={part}
            section={section}
            document={props.document}
            contested={contested}
            held={held}
            sources={sources}
          />
        );
      return (
        <Part title={say(props.sessions ? 'console.part.sessions' : 'console.part.overview')}>
          <Overview {...props} />
        </Part>
      );
    }
  }
}

function Overview(props: RecordMainViewProps): ReactElement {
  const { part, assessment, sessions, form, document, facts, sources, hrefOf } = props;
  if (assessment) {
    return <AssessmentOverviewView reading={assessment} facts={facts} sources={sources} hrefOf={hrefOf} />;
  }
  if (sessions) return <WorkshopView sessions={sessions} only={part === 'overview' ? null : part} />;
  if (form) return <FormOverviewView document={document} form={form} sources={sources} hrefOf={hrefOf} />;
  return <RegistersView document={document} wordsOf={sources.wordsOf} />;
}

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

function Part({ title, children }: PartProps): ReactElement {
  return (
    <div className="console-part">
      <h2 className="console-part-title">{title}</h2>
      {children}
    </div>
  );
}

function NothingWaits(): ReactElement {
  const say = useSay();
  return <EmptyState icon={CircleCheck} title={say('console.part.nothingWaits')} />;
}

/** A path by all its names, for places that do not say which question or session it belongs to. */
function fullName({ subject, what, detail }: PathWords, say: Say): string {
  const named = detail === null ? say(what) : `${say(what)} ${detail}`;
  if (subject === null) return named;
  const about = [subject.code, subject.title].filter((part) => part !== '').join(' ');
  return about === '' ? named : `${about} · ${named}`;
}
