import { useCallback, useSyncExternalStore, type ReactElement } from 'react';
import { assigneeWithin } from '#domain/assessment/read-several.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { PlacedNode } from '#domain/instrument/difference/placed-nodes.ts';
import type { Qid } from '#domain/instrument/instrument.ts';
import type { Document } from '#domain/document/document.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useNoteExport } from '#renderer/field/app/use-note-export.ts';
import { useSaveFile } from '#renderer/field/app/use-save-file.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { wordsOfQuestion } from '#renderer/form/answer-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Comments } from '../comments.tsx';
import { shownComments } from '../context-facts.ts';
import { PointsOfQuestion } from '../review/points-of-question.tsx';
import type { Team } from '../several/team.ts';
import { TeamOfQuestion } from '../several/team-of-question.tsx';
import { HistoryView } from '../history-view.tsx';
import type { UnsentComments } from '../use-unsent-comments.ts';
import { answerHistory } from './answer-history.ts';
import { answersArchive } from './answers-archive.ts';
import type { AnswerWriter } from './answer-writer.ts';
import type { Ratings } from './indicator-card.tsx';
import { IndicatorContext } from './indicator-context.tsx';
import { FormOverviewView, type KeptAnswer } from './form-overview-view.tsx';
import type { FormOverview } from './use-form-overview.ts';

interface FormContextColumnProps {
  readonly log: LogId;
  readonly document: Document;
  readonly session: FormSession;
  readonly writer: AnswerWriter;
  readonly overview: FormOverview;
  readonly parked: readonly KeptAnswer[];
  readonly names: Readonly<Record<DeviceId, string>>;
  readonly unsent: UnsentComments | undefined;
  readonly onGo: (key: string) => void;
  /** Null where nothing is rated. */
  readonly ratings: Ratings | null;
  readonly isReadOnly: boolean;
  readonly open: OpenDocument;
  readonly team: Team;
  /** Where each question stands in the form. */
  readonly placed: ReadonlyMap<Qid, PlacedNode>;
}

/** What is known about the question in focus; under it, what is known of the whole form. */
export function FormContextColumn(props: FormContextColumnProps): ReactElement {
  const { log, document, session, writer, overview, parked, names, unsent, onGo } = props;
  const say = useSay();
  const saveFile = useSaveFile();
  const noteExport = useNoteExport(log);
  const save = async (): Promise<void> => {
    // Noted where it can be: a person's own answers come out also of a disk that takes no more.
    await noteExport(answersTaken(document.doc, session.form.language()));
    await saveFile('fieldbook-answers.zip', answersArchive(document, session));
  };
  const subscribe = useCallback((hear: () => void) => session.onAnyChange(hear), [session]);
  const question = useSyncExternalStore(subscribe, () => session.current);
  const nameOf = (device: DeviceId): string => names[device] ?? say('assessment.unknownPerson');
  if (question?.definition.type === 'indicator' && props.ratings)
    return (
      <IndicatorContext
        ratings={props.ratings}
        qid={question.definition.qid}
        isReadOnly={props.isReadOnly}
        unsent={unsent}
        open={props.open}
      />
    );
  return (
    <div className="assess-context">
      {question && (
        <>
          <p className="assess-about" dir="auto">
            {wordsOfQuestion(question)}
          </p>
          <PointsOfQuestion
            log={log}
            open={props.open}
            question={aboutOf(writer, question)}
            name={wordsOfQuestion(question)}
            whoOf={nameOf}
          />
          <Comments
            question={aboutOf(writer, question)}
            name={wordsOfQuestion(question)}
            comments={shownComments(document, aboutOf(writer, question), nameOf)}
            unsent={unsent}
          />
          <TeamOfQuestion
            log={log}
            open={props.open}
            question={question.definition.qid}
            team={props.team}
            isReadOnly={props.isReadOnly}
            around={aroundOf(document, props.placed, question.definition.qid)}
            isRated={false}
          />
          <AnswerHistory
            session={session}
            log={log}
            doc={document.doc}
            path={writer.pathOf(question.address)}
            question={question}
            names={names}
          />
        </>
      )}
      <FormOverviewView
        toCheck={overview.toCheck}
        hidden={overview.hidden}
        parked={parked}
        onGo={onGo}
        onSave={() => void save()}
      />
    </div>
  );
}

/** What is written down of this export. */
const answersTaken = (doc: DocumentId, language: string): ExportNote => ({
  what: 'answers',
  about: doc,
  audience: 'programme',
  mark: 'C',
  format: 'zip',
  language: language.slice(0, 20),
  purpose: '',
  sharing: null,
});

/** Who is asked for the section around a question. */
function aroundOf(document: Document, placed: ReadonlyMap<Qid, PlacedNode>, qid: Qid): PersonId | null {
  const parent = placed.get(qid)?.parent ?? null;
  return parent === null ? null : assigneeWithin(document, placed, parent);
}

/** Comments name a question by the place of its answer, so that each row has its own. */
const aboutOf = (writer: AnswerWriter, { address }: FormQuestion): string =>
  writer.pathOf(address).slice('answers/'.length, -'/value'.length);

interface AnswerHistoryProps {
  readonly session: FormSession;
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: string;
  readonly question: FormQuestion;
  readonly names: Readonly<Record<DeviceId, string>>;
}

function AnswerHistory({
  session,
  log,
  doc,
  path,
  question,
  names,
}: AnswerHistoryProps): ReactElement | null {
  const { device } = useField().session;
  const history = useQuery('history', { log, doc, below: path });
  if (history.kind === 'loading') return null;
  return (
    <HistoryView
      lines={answerHistory(history.answer, session, question)}
      names={names}
      ownDevice={device}
      hasOlder={history.answer.some(({ olderAtHeadquarters }) => olderAtHeadquarters)}
    />
  );
}
