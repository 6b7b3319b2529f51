import { FolderPlus, Link2, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { RequestAct, RequestRow } from '#api/requests-api.ts';
import {
  type RequestForm,
  type RequestLink,
  type RequestStatus,
  RequestStep,
  requestLimits,
  requestMoves,
} from '#domain/request/request.ts';
import { mayLeadToMission, requestSteps, requestTimerOn, stepDueOn } from '#domain/request/request-steps.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type MessageKey, type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  EmptyState,
  FactList,
  ListEntry,
  PageSection,
  Pill,
  ScreenPage,
  Select,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { AdviceView, TriageView } from './request-triage-view.tsx';
import { DueCell } from './requests-view.tsx';
import './requests.css';

interface RequestViewProps {
  readonly request: RequestRow;
  readonly today: string;
  readonly mayRecord: boolean;
  readonly mayDecide: boolean;
  /** Names of partners that a request can be referred to. */
  readonly partners: readonly string[];
  /** Missions that this person sees, to link. */
  readonly missions: readonly { readonly log: string; readonly title: string }[];
  /** Mission that is about to be linked, and its assessments, workshops and plans. */
  readonly chosen: {
    readonly log: string | null;
    readonly records: readonly {
      readonly doc: string;
      readonly item: string | null;
      readonly title: string;
    }[];
  };
  readonly onChooseMission: (log: string) => void;
  readonly hrefOf: (requestLink: RequestLink) => string;
  readonly onAct: (requestAct: RequestAct) => void;
  readonly onEdit: () => void;
  /** Null for a person who creates no missions. */
  readonly onNewMission: (() => void) | null;
}

/** One request: its form, the steps with owners and times, the triage with its decision, and linked records. */
export function RequestView(props: RequestViewProps): ReactElement {
  const { request, today, mayRecord, onAct, onEdit } = props;
  const translate = useTranslate();
  const requestTimer = requestTimerOn(today, request);
  // Out of the triage leads only a decision.
  const offeredRequestStatuses =
    mayRecord && request.status !== 'triaged' ? requestMoves[request.status] : [];
  const moves = offeredRequestStatuses.filter((newStatus) => newStatus !== request.advice?.to);
  const isDeciding = request.status === 'triaged';
  return (
    <ScreenPage>
      <div className="console-request-acts">
        <Pill
          text={translate(valueLabels.requestStatus[request.status])}
          meaning={statusMeaningOf(request.status)}
        />
        {requestTimer !== null && (
          <span>
            {translate('request.now', {
              step: translate(valueLabels.requestStep[requestTimer.step]),
              owner: translate(valueLabels.stepOwner[requestTimer.owner]),
            })}
          </span>
        )}
        {requestTimer !== null && (
          <span className="console-request-time">
            <span className="fb-field-help">{translate('request.due')}</span>
            <DueCell request={request} today={today} />
          </span>
        )}
        {moves.map((newStatus) => (
          <Button
            key={newStatus}
            kind="primary"
            onPress={() => onAct({ kind: 'move', to: newStatus, on: today })}
          >
            {translate('request.move', { status: translate(valueLabels.requestStatus[newStatus]) })}
          </Button>
        ))}
        {mayRecord && (
          <Button icon={Pencil} onPress={onEdit}>
            {translate('request.edit')}
          </Button>
        )}
      </div>
      {request.advice !== null && <AdviceView {...props} advice={request.advice} />}
      {isDeciding && <TriageView {...props} />}
      <FormFactsView form={request.form} />
      <StepsView {...props} />
      {!isDeciding && <TriageView {...props} />}
      <LinksView {...props} />
    </ScreenPage>
  );
}

const statusMeaningOf = (requestStatus: RequestStatus) =>
  requestStatus === 'declined' || requestStatus === 'referred' || requestStatus === 'deferred'
    ? undefined
    : (['accepted', 'closed', 'followed-up'] as readonly string[]).includes(requestStatus)
      ? 'good'
      : 'info';

/** Fields with words of people: in the direction of their own letters. */
const typedFields: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'path.request.authority',
  'path.request.contact',
  'path.request.reference',
  'path.purpose',
  'path.request.recommendation',
  'path.request.otherSupport',
  'path.request.remarks',
]);

const TypedText = ({ text }: { readonly text: string }): ReactElement => (
  <bdi className="console-request-words">{text}</bdi>
);

/** Form of a request, to read: the fields that have a value. */
function FormFactsView({ form }: { readonly form: RequestForm }): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { date, list } = useFormat();
  const day = (one: string | null): string => (one === null ? '' : date(localNoonMs(one)));
  const facts: readonly (readonly [PlainMessageKey, string])[] = [
    ['path.country', form.state === null ? '' : stateNameIn(form.state, language)],
    ['path.request.authority', form.authority],
    ['path.request.contact', form.contact],
    ['path.request.reference', form.reference],
    ['path.request.receivedOn', day(form['received-on'])],
    [
      'path.request.channel',
      form.channel === null ? '' : translate(valueLabels.requestChannel[form.channel]),
    ],
    [
      'path.request.areas',
      list(form.areas.map((requestArea) => translate(valueLabels.requestArea[requestArea]))),
    ],
    [
      'path.request.support',
      list(form.support.map((requestSupport) => translate(valueLabels.requestSupport[requestSupport]))),
    ],
    ['path.purpose', form.purpose],
    [
      'path.request.hasRecommendation',
      form['has-recommendation'] ? form.recommendation || translate('request.recommendation.unnamed') : '',
    ],
    ['path.request.otherSupport', form['other-support']],
    [
      'request.wanted',
      [form['wanted-from'], form['wanted-to']]
        .map(day)
        .filter((one) => one !== '')
        .join(' – '),
    ],
    ['path.languages', list(form.languages)],
    ['path.request.attachments', list(form.attachments)],
    ['path.request.remarks', form.remarks],
  ];
  const shown = facts.flatMap(([messageKey, value]) =>
    value === ''
      ? []
      : [
          {
            term: translate(messageKey),
            value: typedFields.has(messageKey) ? <TypedText text={value} /> : value,
          },
        ],
  );
  return (
    <PageSection title={translate('request.form')}>
      <FactList facts={shown} />
    </PageSection>
  );
}

function StepsView({ request, today, mayRecord, onAct }: RequestViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const present = requestTimerOn(today, request)?.step;
  const tableColumns: readonly TableColumn<RequestStep>[] = [
    {
      id: 'step',
      title: translate('path.request.step'),
      cell: (requestStep) => (
        <NameCell
          name={translate(valueLabels.requestStep[requestStep])}
          note={requestStep === present ? translate('request.step.now') : ''}
        />
      ),
    },
    {
      id: 'owner',
      title: translate('request.owner'),
      cell: (requestStep) => translate(valueLabels.stepOwner[requestSteps[requestStep].owner]),
    },
    {
      id: 'due',
      title: translate('request.due'),
      cell: (requestStep) => {
        if (requestStep === present) return <DueCell request={request} today={today} />;
        const due = stepDueOn(request, requestStep);
        return due === null ? '–' : date(localNoonMs(due));
      },
    },
    {
      id: 'ended',
      title: translate('request.ended'),
      cell: (requestStep) => {
        const on = request.steps[requestStep];
        return on === undefined ? '–' : date(localNoonMs(on));
      },
    },
    ...(mayRecord
      ? [
          {
            id: 'act',
            title: translate('request.step.act'),
            isTitleHidden: true,
            isActions: true,
            cell: (requestStep: RequestStep) => {
              const isEnded = request.steps[requestStep] !== undefined;
              const { after } = requestSteps[requestStep];
              if (!isEnded && after !== null && request.steps[after] === undefined) return null;
              const label = translate(isEnded ? 'request.step.back' : 'request.step.done');
              return (
                <Button
                  kind="quiet"
                  label={`${label}: ${translate(valueLabels.requestStep[requestStep])}`}
                  onPress={() => onAct({ kind: 'step', step: requestStep, on: isEnded ? null : today })}
                >
                  {label}
                </Button>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <PageSection title={translate('request.steps')} description={translate('request.steps.text')}>
      <SortableTable
        label={translate('request.steps')}
        rows={RequestStep.options}
        rowId={(requestStep) => requestStep}
        columns={tableColumns}
      />
    </PageSection>
  );
}

function LinksView(props: RequestViewProps): ReactElement {
  const { request, mayRecord, hrefOf, onAct, onNewMission } = props;
  const translate = useTranslate();
  const links = Object.entries(request.links);
  return (
    <PageSection
      title={translate('request.links')}
      action={
        onNewMission !== null &&
        mayLeadToMission(request) && (
          <Button icon={FolderPlus} onPress={onNewMission}>
            {translate('request.mission')}
          </Button>
        )
      }
    >
      {links.length === 0 && <EmptyState icon={Link2} title={translate('request.links.none')} />}
      {links.map(([id, requestLink]) => (
        <ListEntry
          key={id}
          action={
            mayRecord && (
              <Button
                kind="quiet"
                label={`${translate('ui.remove')}: ${requestLink.title}`}
                onPress={() => onAct({ kind: 'link', id, link: null })}
              >
                {translate('ui.remove')}
              </Button>
            )
          }
        >
          <TextLink href={hrefOf(requestLink)}>{requestLink.title}</TextLink>
          {requestLink.item !== null && <Pill text={translate('request.links.item')} />}
        </ListEntry>
      ))}
      {mayRecord && <LinkForm key={links.length} {...props} />}
    </PageSection>
  );
}

/** Id of the choice of a whole mission; no record has it. */
const wholeMission = 'whole';

const linkKeyOf = ({ doc, item }: { readonly doc: string; readonly item: string | null }): string =>
  item === null ? doc : `${doc} ${item}`;

/** Choice of a mission, and of one of its records or items of its plan. */
function LinkForm({ missions, chosen, onChooseMission, onAct }: RequestViewProps): ReactElement {
  const translate = useTranslate();
  const [record, setRecord] = useState(wholeMission);
  const mission = missions.find(({ log }) => log === chosen.log);
  const target = chosen.records.find((one) => linkKeyOf(one) === record);
  return (
    <div className="console-request-acts">
      <Select
        label={translate('request.links.add')}
        options={missions.map(({ log, title }) => ({ id: log, label: title }))}
        value={mission?.log ?? null}
        onChange={(log) => {
          setRecord(wholeMission);
          onChooseMission(log);
        }}
      />
      {mission !== undefined && (
        <>
          <Select
            label={translate('request.links.record')}
            options={[
              { id: wholeMission, label: translate('request.links.whole') },
              ...chosen.records.map((one) => ({
                id: linkKeyOf(one),
                label: one.title,
                ...(one.item !== null && { description: translate('request.links.item') }),
              })),
            ]}
            value={record}
            onChange={setRecord}
          />
          <Button
            onPress={() => {
              const title = target === undefined ? mission.title : `${mission.title}: ${target.title}`;
              const link = {
                log: mission.log,
                doc: target?.doc ?? null,
                item: target?.item ?? null,
                title: title.slice(0, requestLimits.lineCharacters),
              };
              onAct({ kind: 'link', id: crypto.randomUUID(), link });
            }}
          >
            {translate('request.links.act')}
          </Button>
        </>
      )}
    </div>
  );
}
