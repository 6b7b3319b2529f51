import type { ReactElement } from 'react';
import { readReview } from '#domain/assessment/read-review.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { type MaturityModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import { readSessions } from '#domain/workshop/read-sessions.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { valueAt } from '#domain/document/document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { readAssessment } from './assessment-reading.ts';
import type { Conclusions } from './conclusions-view.tsx';
import { contestedIn } from './contested.ts';
import { type FormSectionReading, nameOfLine } from '#domain/instrument/form/form-lines.ts';
import type { HeldChange } from './held-change.ts';
import type { RecordHistory } from './history-view.tsx';
import type { Names } from './names.ts';
import { wordsOfPath } from '#renderer/console/parts/path-words.ts';
import { readFacts } from './record-facts.ts';
import { RecordMainView } from './record-main-view.tsx';
import { RecordNavView } from './record-nav-view.tsx';
import { partOf } from './record-part.ts';
import type { ReviewDesk } from './review-desk.ts';
import { RecordSideView } from './record-side-view.tsx';

interface RecordViewProps {
  readonly document: Document;
  readonly held: readonly HeldChange[];
  /** The instruments that it may be rated by. */
  readonly instruments: readonly MaturityModel[];
  /** The pages of the form that it was made with; null for what rates, and where the form is not here. */
  readonly form?: readonly FormSectionReading[] | null;
  /** What an assessment comes to; null for what rates nothing. */
  readonly conclusions?: Conclusions | null;
  readonly history: RecordHistory;
  readonly names: Names;
  /** Null for records that are not reviewed, and for who may not know of it. */
  readonly desk: ReviewDesk | null;
  /** The part that the address names. */
  readonly part: string;
  readonly hrefOf: (part: string) => string;
  readonly onGo: (part: string) => void;
}

/** One record, to read: its parts, the chosen one, and what is known of it. */
export function RecordView(props: RecordViewProps): ReactElement {
  const {
    document,
    held,
    instruments,
    form = null,
    conclusions = null,
    history,
    names,
    desk,
    hrefOf,
    onGo,
  } = props;
  const say = useSay();
  const instrument = instruments.find((one) => instrumentRef(one) === valueAt(document, 'instrument'));
  const assessment =
    document.kind === assessmentKind && instrument ? readAssessment(document, held, instrument) : null;
  const contested = contestedIn(document);
  const sessions = document.kind === workshopKind ? readSessions(document) : null;
  const lines = new Map(form?.flatMap((section) => section.lines.map((line) => [line.place, line])));
  const nameOf = (place: string): string => {
    const line = lines.get(place);
    return line === undefined ? place : nameOfLine(line);
  };
  const reviewing =
    desk !== null && document.kind === assessmentKind ? { review: readReview(document), desk, nameOf } : null;
  const part = partOf(props.part, { assessment, sessions, form, reviewing });
  // Wide tables need the room of the side column, and say themselves what would stand there.
  const isWide = part === 'history' || part === 'findings' || (part === 'overview' && assessment !== null);
  const facts = readFacts(document, instrument);
  const sources = {
    history,
    names,
    reviewing,
    wordsOf: (path: string) => {
      const words = wordsOfPath(path, document, instrument);
      const line = lines.get(path.split('/').slice(1, -1).join('/'));
      return line === undefined ? words : { ...words, subject: { code: '', title: nameOfLine(line) } };
    },
  };

  return (
    <SplitColumns
      label={say('console.part.label')}
      start={{
        title: say('console.part.label'),
        content: (
          <RecordNavView
            part={part}
            onGo={onGo}
            conflicts={contested.length}
            held={held.length}
            assessment={assessment}
            sessions={sessions}
            form={form}
            reviewing={reviewing}
          />
        ),
      }}
      end={
        isWide
          ? undefined
          : {
              title: say('console.side.title'),
              content: (
                <RecordSideView
                  // A record without a page of its own says all of it in the middle.
                  facts={assessment || sessions || form ? facts : []}
                  dimension={assessment?.dimensions.find(({ dimension }) => dimension.code === part) ?? null}
                  sources={sources}
                  historyHref={hrefOf('history')}
                />
              ),
            }
      }
    >
      <RecordMainView
        part={part}
        document={document}
        assessment={assessment}
        sessions={sessions}
        form={form}
        conclusions={conclusions}
        facts={facts}
        contested={contested}
        held={held}
        sources={sources}
        hrefOf={hrefOf}
      />
    </SplitColumns>
  );
}
