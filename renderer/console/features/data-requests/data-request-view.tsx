import { type ReactElement, useState } from 'react';
import type {
  DataRequestHistoryResponse,
  DataRequestVersion,
  WaitingErasure,
} from '#api/data-requests-api.ts';
import {
  asksForErasure,
  type DataRequest,
  type DataRequestAnswer,
  type DataRequestKind,
} from '#domain/privacy/data-request.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import {
  Button,
  FactList,
  PageSection,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { RecordSearchView, type SearchControls } from './record-search-view.tsx';
import { RequestAnswerDialog } from './request-answer-dialog.tsx';
import { RequestEntryDialog } from './request-dialogs.tsx';
import { RequestEntryView, RequestSubjectView } from './request-entry-view.tsx';
import {
  type ErasureControls,
  type NamedMissions,
  type RequestLinks,
  type RequestSubject,
  requestKindKeys,
  requestOptionKeys,
  requestOutcomeKeys,
  requestSubjectOf,
} from './request-labels.ts';
import { WaitingErasuresView } from './waiting-erasures-view.tsx';
import './data-requests.css';

interface RequestOptionsViewProps {
  readonly kind: DataRequestKind;
  readonly about: RequestSubject;
  readonly links: RequestLinks;
}

/**
 * Possible acts on a request, and acts that the program cannot do yet: no answer may promise more than was
 * done.
 */
function RequestOptionsView({ kind, about, links }: RequestOptionsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('rights.possible')}>
      <p className="console-rights-text">{translate(requestOptionKeys[kind])}</p>
      <p className="console-rights-text">{translate('rights.possible.where')}</p>
      <ul className="console-rights-links">
        {links.mission !== null && (
          <li>
            <TextLink href={links.mission}>{translate('rights.possible.mission')}</TextLink>
          </li>
        )}
        {about.kind === 'mission' && links.mission === null && <li>{translate('rights.possible.noRole')}</li>}
        <li>
          <TextLink href={links.due}>{translate('rights.possible.due')}</TextLink>
        </li>
      </ul>
    </PageSection>
  );
}

interface RequestAnswerViewProps {
  readonly answer: DataRequestAnswer | null;
  readonly mayKeep: boolean;
  readonly onAnswer: () => void;
  readonly onTakeBack: () => void;
}

/** Answer to a request. The focal point also writes, corrects and withdraws it. */
function RequestAnswerView({ answer, mayKeep, onAnswer, onTakeBack }: RequestAnswerViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  return (
    <PageSection title={translate('rights.answer')}>
      {answer === null ? (
        <p className="console-rights-text">{translate('rights.answer.none')}</p>
      ) : (
        <FactList
          facts={[
            { term: translate('rights.outcome'), value: translate(requestOutcomeKeys[answer.outcome]) },
            { term: translate('rights.answeredOn'), value: date(localNoonMs(answer.on)) },
            ...(answer.reason === ''
              ? []
              : [{ term: translate('rights.reason'), value: <AnswerText text={answer.reason} /> }]),
            {
              term: translate('rights.did'),
              value: answer.did === '' ? '–' : <AnswerText text={answer.did} />,
            },
          ]}
        />
      )}
      {mayKeep && (
        <div className="console-rights-acts">
          <Button kind={answer === null ? 'primary' : 'standard'} onPress={onAnswer}>
            {translate(answer === null ? 'rights.answer.say' : 'rights.answer.correct')}
          </Button>
          {answer !== null && (
            <Button kind="quiet" onPress={onTakeBack}>
              {translate('rights.answer.takeBack')}
            </Button>
          )}
        </div>
      )}
    </PageSection>
  );
}

const AnswerText = ({ text }: { readonly text: string }): ReactElement => (
  <span dir="auto" className="console-rights-words">
    {text}
  </span>
);

interface DataRequestViewProps {
  readonly shown: DataRequestHistoryResponse;
  readonly today: string;
  readonly links: RequestLinks;
  readonly finding: SearchControls;
  readonly erasing: ErasureControls;
  /** `onDone` is called after success; a refused entry stays in the form. */
  readonly onKeep: (seen: number, dataRequest: DataRequest, onDone: () => void) => void;
  readonly onWithdraw: (waitingErasure: WaitingErasure) => void;
}

/** Form over the version that was current when it was opened: a newer one is not overwritten unseen. */
interface OpenRequestForm {
  readonly form: 'entry' | 'answer';
  readonly seen: DataRequestVersion;
}

/** One entry of the register, for its keeper and its readers. */
export function DataRequestView(props: DataRequestViewProps): ReactElement {
  const { shown, today, links, finding, erasing, onKeep, onWithdraw } = props;
  const translate = useTranslate();
  const { versions, waiting, missions, mayKeep } = shown;
  const [lastVersion] = versions;
  const [openRequestForm, setOpen] = useState<OpenRequestForm | null>(null);
  if (lastVersion === undefined) throw new Error('An entry has a version');
  const { request } = lastVersion;
  const close = (): void => setOpen(null);
  return (
    <ScreenPage>
      <PageSection
        title={translate('rights.entry')}
        action={
          mayKeep && (
            <Button onPress={() => setOpen({ form: 'entry', seen: lastVersion })}>
              {translate('rights.correct')}
            </Button>
          )
        }
      >
        <RequestEntryView request={request} missions={missions} today={today} />
      </PageSection>
      <RequestOptionsView kind={request.kind} about={requestSubjectOf(request, missions)} links={links} />
      {mayKeep && request.answer === null && (
        <RecordSearchView
          missions={missions}
          log={request.log}
          finding={finding}
          erasing={asksForErasure(request.kind) ? erasing : null}
        />
      )}
      {waiting.length > 0 && (
        <WaitingErasuresView waiting={waiting} missions={missions} onWithdraw={onWithdraw} />
      )}
      <RequestAnswerView
        answer={request.answer}
        mayKeep={mayKeep}
        onAnswer={() => setOpen({ form: 'answer', seen: lastVersion })}
        onTakeBack={() => onKeep(lastVersion.version, { ...request, answer: null }, close)}
      />
      <RequestVersionsView versions={versions} missions={missions} />
      {openRequestForm?.form === 'entry' && (
        <RequestEntryDialog
          entry={openRequestForm.seen.request}
          missions={missions}
          today={today}
          onKeep={(nextDataRequest) => onKeep(openRequestForm.seen.version, nextDataRequest, close)}
          onClose={close}
        />
      )}
      {openRequestForm?.form === 'answer' && (
        <RequestAnswerDialog
          answer={openRequestForm.seen.request.answer}
          receivedOn={openRequestForm.seen.request.receivedOn}
          today={today}
          onKeep={(answer) =>
            onKeep(openRequestForm.seen.version, { ...openRequestForm.seen.request, answer }, close)
          }
          onClose={close}
        />
      )}
    </ScreenPage>
  );
}

interface RequestVersionsViewProps {
  /** Newest first. */
  readonly versions: readonly DataRequestVersion[];
  readonly missions: NamedMissions;
}

/** Content of the entry in each version, with writer and time: nothing of it is ever replaced. */
function RequestVersionsView({ versions, missions }: RequestVersionsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('rights.versions')} description={translate('rights.versions.text')}>
      <SortableTable
        label={translate('rights.versions')}
        rows={versions}
        rowId={({ version }) => String(version)}
        columns={useRequestVersionColumns(missions)}
      />
    </PageSection>
  );
}

function useRequestVersionColumns(namedMissions: NamedMissions): readonly TableColumn<DataRequestVersion>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  return [
    {
      id: 'version',
      title: translate('rights.version'),
      cell: ({ version, author, atMs }) => (
        <>
          {version} · <bdi>{author.name}</bdi> · <RelativeTime atMs={atMs} show="moment" />
        </>
      ),
    },
    {
      id: 'said',
      title: translate('rights.version.said'),
      cell: ({ request: { kind, reference, institution, function: role } }) =>
        [translate(requestKindKeys[kind]), reference, institution, role]
          .filter((part) => part !== '')
          .map((part, at) => (
            <span key={part}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          )),
    },
    {
      id: 'about',
      title: translate('rights.about'),
      cell: ({ request }) => <RequestSubjectView about={requestSubjectOf(request, namedMissions)} />,
    },
    {
      id: 'days',
      title: translate('path.days'),
      cell: ({ request: { receivedOn, dueOn } }) =>
        translate('rights.version.fromTo', {
          received: date(localNoonMs(receivedOn)),
          due: date(localNoonMs(dueOn)),
        }),
    },
    {
      id: 'answer',
      title: translate('rights.answer'),
      cell: ({ request: { answer } }) =>
        answer === null ? (
          '–'
        ) : (
          <>
            {translate(requestOutcomeKeys[answer.outcome])} · {date(localNoonMs(answer.on))}
            {[answer.reason, answer.did]
              .filter((text) => text !== '')
              .map((text) => (
                <small key={text} dir="auto" className="console-rights-words">
                  {text}
                </small>
              ))}
          </>
        ),
    },
  ];
}
