import { type ReactElement, useEffect, useMemo } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { textAtPath } from '#domain/assessment/text-at-path.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import { namedInstrument } from '#domain/report/collect-sources.ts';
import type { DocumentAnswer } from '#renderer/console/api/answers.ts';
import type { History } from '#renderer/console/api/console-client.ts';
import { ConsoleFrame, missionTitle } from '#renderer/console/app/console-frame.tsx';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { problemWords } from '#renderer/console/app/problem-message.ts';
import type { Loaded } from '#renderer/console/app/resource.ts';
import { addressOf, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useDeviceLabels } from '#renderer/console/app/use-devices.ts';
import { useInstrument } from '#renderer/console/app/use-instrument.ts';
import { useMissions } from '#renderer/console/app/use-missions.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { goTo } from '#renderer/console/app/use-route.ts';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { readForm, readPlainQuestions } from '#renderer/form/form-reading.ts';
import { readHistory } from './history.ts';
import type { RecordHistory } from './history-view.tsx';
import { useConclusions } from './use-conclusions.ts';
import { useQuestionKeys } from './use-question-keys.ts';
import { useReviewDesk } from './use-review-desk.ts';
import { RecordView } from './record-view.tsx';

interface RecordScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly part: string;
}

/** One record, kept fresh while it is looked at. Its answers are read; an assessment is also reviewed here. */
export function RecordScreen({ log, doc, part }: RecordScreenProps): ReactElement {
  const { client, resources } = useConsole();
  const resource = resources.get(`record ${log} ${doc}`, () => client.record(log, doc));
  const record = useResource(resource);
  const { title, crumbs } = useHead(log, record);
  const hrefOf = (next: string): string => addressOf({ screen: 'record', log, doc, part: next });

  return (
    <ConsoleFrame
      log={log}
      place={null}
      head={{ title, crumbs, actions: <HeadPills record={record} /> }}
      shows={record}
    >
      <Shown of={record} onTryAgain={resource.reload}>
        {(answer) => (
          <PresentRecord
            answer={answer}
            onReload={resource.reload}
            part={part}
            hrefOf={hrefOf}
            onGo={(next) => goTo({ screen: 'record', log, doc, part: next })}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

function HeadPills({ record }: { readonly record: Loaded<DocumentAnswer> }): ReactElement {
  const say = useSay();
  return (
    <>
      {record.kind === 'present' && record.value.removed && <Pill text={say('console.records.removed')} />}
      {record.kind === 'present' && <StatusPill status={record.value.status} />}
    </>
  );
}

interface PresentRecordProps {
  readonly answer: DocumentAnswer;
  readonly onReload: () => void;
  readonly part: string;
  readonly hrefOf: (part: string) => string;
  readonly onGo: (part: string) => void;
}

function PresentRecord({ answer, onReload, part, hrefOf, onGo }: PresentRecordProps): ReactElement {
  useQuestionKeys();
  const labels = useDeviceLabels();
  const history = useHistory(answer);
  const document = useMemo(() => documentOf(answer), [answer]);
  const desk = useReviewDesk(answer, document, onReload);
  const { instrument, model, form } = useInstrumentOf(document);
  const conclusions = useConclusions(document, instrument);
  const names = useMemo(() => ({ people: answer.people, labels }), [answer.people, labels]);
  return (
    <RecordView
      document={document}
      held={answer.heldChanges}
      instruments={model === null ? [defaultModel] : [model]}
      form={form}
      conclusions={conclusions}
      history={history}
      names={names}
      desk={desk}
      part={part}
      hrefOf={hrefOf}
      onGo={onGo}
    />
  );
}

const documentOf = ({ doc, kind, registers }: DocumentAnswer): Document => ({ doc, kind, registers });

/** What is this record read by: the model that rates it and the questions beside it, or its form; all null for the one that Fieldbook brings along. */
function useInstrumentOf(document: Document) {
  const say = useSay();
  const language = useLanguage();
  const instrument = useInstrument(document.kind === assessmentKind ? namedInstrument(document) : '');
  return useMemo(() => {
    const model = instrument && maturityModelOf(instrument, language);
    const words = { language, loose: say('form.section.loose') };
    if (instrument === null || model === null)
      return { instrument, model, form: instrument && readForm(document, instrument, words) };
    const plain = readPlainQuestions(document, instrument, words);
    return { instrument, model, form: plain.length === 0 ? null : plain };
  }, [instrument, document, language, say]);
}

/** What is the history of this record, as of its newest state? Asked again only when the record has changed. */
function useHistory(answer: DocumentAnswer): RecordHistory {
  const { client, resources } = useConsole();
  const { log, doc } = answer;
  const resource = resources.get(
    `history ${log} ${doc}`,
    () => client.history(log, doc),
    () => () => undefined,
  );
  const history = useResource(resource);
  // `answer` keeps its identity while nothing changes at headquarters (app/resource.ts).
  useEffect(() => resource.reload(), [resource, answer]);
  return useMemo(() => viewOf(history, resource.reload), [history, resource]);
}

function viewOf(history: Loaded<History>, onTryAgain: () => void): RecordHistory {
  switch (history.kind) {
    case 'loading':
      return { kind: 'loading' };
    case 'failed':
      return { kind: 'failed', ...problemWords(history.problem), onTryAgain };
    case 'present':
      return { kind: 'present', arrivals: readHistory(history.value.ops), isWhole: history.value.isWhole };
  }
}

/** What stands in the heading while the record is on its way, and after. */
function useHead(log: LogId, record: Loaded<DocumentAnswer>) {
  const say = useSay();
  const missions = useMissions();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;
  const list = wholeList;
  const crumbs = [
    { label: say('console.missions.title'), href: addressOf({ screen: 'missions' }) },
    {
      label: mission ? missionTitle(mission, say) : say('console.records.title'),
      href: addressOf({ screen: 'records', log, list }),
    },
  ];
  if (record.kind !== 'present') return { title: say('console.record.title'), crumbs };
  const { title, kind } = record.value;
  // Assessments of one mission are often called alike: whose it is comes first.
  const institution = textAtPath(documentOf(record.value), 'institution/name');
  const head = institution || title || say('console.untitled');
  const last = title === '' || title === head ? say(lookOfKind(kind).one) : title;
  return { title: head, crumbs: [...crumbs, { label: last }] };
}
