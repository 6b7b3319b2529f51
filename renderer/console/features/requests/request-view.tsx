import { Link2, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import {
  type RequestLink,
  requestMoves,
  type RequestStatus,
  RequestStep,
  TriageAnswer,
  triageScoreOf,
  TriageTest,
} from '#domain/request/request.ts';
import { requestSteps, requestTimerOn, stepDueOn } from '#domain/request/request-steps.ts';
import type { RequestAct, RequestRow } from '#renderer/console/api/response-types.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  EmptyState,
  FactList,
  ListEntry,
  PageSection,
  Pill,
  RadioRows,
  ScreenPage,
  Select,
  SortableTable,
  type TableColumn,
  TextField,
  TextLink,
} from '#renderer/ui';
import { DecisionForm, FormFactsView } from './request-facts-view.tsx';
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
  readonly hrefOf: (link: RequestLink) => string;
  readonly onAct: (act: RequestAct) => void;
  readonly onEdit: () => void;
}

/** One request: its form, the steps with owners and times, the triage with its decision, and linked records. */
export function RequestView(props: RequestViewProps): ReactElement {
  const { request, today, mayRecord, onAct, onEdit } = props;
  const translate = useTranslate();
  const timer = requestTimerOn(today, request);
  // Out of the triage leads only a decision.
  const moves = mayRecord && request.status !== 'triaged' ? requestMoves[request.status] : [];
  const isDeciding = request.status === 'triaged';
  return (
    <ScreenPage>
      <div className="console-request-acts">
        <Pill
          text={translate(valueLabels.requestStatus[request.status])}
          meaning={statusMeaningOf(request.status)}
        />
        {timer !== null && (
          <span>
            {translate('request.now', {
              step: translate(valueLabels.requestStep[timer.step]),
              owner: translate(valueLabels.stepOwner[timer.owner]),
            })}
          </span>
        )}
        {timer !== null && (
          <span className="console-request-time">
            <span className="fb-field-help">{translate('request.due')}</span>
            <DueCell request={request} today={today} />
          </span>
        )}
        {moves.map((to) => (
          <Button key={to} kind="primary" onPress={() => onAct({ kind: 'move', to, on: today })}>
            {translate('request.move', { status: translate(valueLabels.requestStatus[to]) })}
          </Button>
        ))}
        {mayRecord && (
          <Button icon={Pencil} onPress={onEdit}>
            {translate('request.edit')}
          </Button>
        )}
      </div>
      {isDeciding && <TriageView {...props} />}
      <FormFactsView form={request.form} />
      <StepsView {...props} />
      {!isDeciding && <TriageView {...props} />}
      <LinksView {...props} />
    </ScreenPage>
  );
}

const statusMeaningOf = (status: RequestStatus) =>
  status === 'declined' || status === 'referred' || status === 'deferred'
    ? undefined
    : (['accepted', 'closed', 'followed-up'] as readonly string[]).includes(status)
      ? 'good'
      : 'info';

function StepsView({ request, today, mayRecord, onAct }: RequestViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const present = requestTimerOn(today, request)?.step;
  const columns: readonly TableColumn<RequestStep>[] = [
    {
      id: 'step',
      title: translate('path.request.step'),
      cell: (step) => (
        <NameCell
          name={translate(valueLabels.requestStep[step])}
          note={step === present ? translate('request.step.now') : ''}
        />
      ),
    },
    {
      id: 'owner',
      title: translate('request.owner'),
      cell: (step) => translate(valueLabels.stepOwner[requestSteps[step].owner]),
    },
    {
      id: 'due',
      title: translate('request.due'),
      cell: (step) => {
        if (step === present) return <DueCell request={request} today={today} />;
        const due = stepDueOn(request, step);
        return due === null ? '–' : date(localNoonMs(due));
      },
    },
    {
      id: 'ended',
      title: translate('request.ended'),
      cell: (step) => {
        const on = request.steps[step];
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
            cell: (step: RequestStep) => {
              const isEnded = request.steps[step] !== undefined;
              const label = translate(isEnded ? 'request.step.back' : 'request.step.done');
              return (
                <Button
                  kind="quiet"
                  label={`${label}: ${translate(valueLabels.requestStep[step])}`}
                  onPress={() => onAct({ kind: 'step', step, on: isEnded ? null : today })}
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
        rowId={(step) => step}
        columns={columns}
      />
    </PageSection>
  );
}

function TriageView(props: RequestViewProps): ReactElement {
  const { request, mayDecide, onAct } = props;
  const translate = useTranslate();
  const { date } = useFormat();
  const { decision } = request;
  const score = triageScoreOf(request);
  return (
    <PageSection
      title={translate('request.triage')}
      description={
        score === null ? translate('request.triage.text') : translate('request.triage.score', { score })
      }
    >
      {TriageTest.options.map((test) => (
        <TestView
          key={`${test} ${request.tests[test]?.note ?? ''}`}
          test={test}
          answer={request.tests[test]}
          onAnswer={mayDecide ? (answer) => onAct({ kind: 'test', test, answer }) : null}
        />
      ))}
      {decision !== null && (
        <FactList
          facts={[
            {
              term: translate('path.request.decision'),
              value: translate('request.decided', {
                outcome: translate(valueLabels.requestStatus[decision.outcome]),
                day: date(localNoonMs(decision.on)),
              }),
            },
            ...(decision.referredTo === null
              ? []
              : [{ term: translate('request.referredTo'), value: <bdi>{decision.referredTo}</bdi> }]),
            {
              term: translate('request.reason'),
              value: <bdi className="console-request-words">{decision.reason}</bdi>,
            },
          ]}
        />
      )}
      {mayDecide && request.status === 'triaged' && (
        <DecisionForm
          request={request}
          today={props.today}
          partners={props.partners}
          onDecide={(made) => onAct({ kind: 'decide', decision: made })}
        />
      )}
    </PageSection>
  );
}

interface TestViewProps {
  readonly test: TriageTest;
  readonly answer: TriageAnswer | undefined;
  /** Null for readers. */
  readonly onAnswer: ((answer: TriageAnswer) => void) | null;
}

const triageAnswers = TriageAnswer.unwrap().shape.answer.options;

function TestView({ test, answer, onAnswer }: TestViewProps): ReactElement {
  const translate = useTranslate();
  const [note, setNote] = useState(answer?.note ?? '');
  return (
    <div className="console-request-test">
      <RadioRows
        label={translate(valueLabels.triageTest[test])}
        rows={triageAnswers.map((value) => ({ value, text: translate(valueLabels.triageAnswer[value]) }))}
        value={answer?.answer ?? null}
        onChange={(value) => onAnswer?.({ answer: value, note: note.trim() })}
        isReadOnly={onAnswer === null}
        isCompact
      />
      {answer !== undefined && (
        <TextField
          label={translate('request.test.note', { test: translate(valueLabels.triageTest[test]) })}
          hideLabel
          placeholder={onAnswer === null ? undefined : translate('path.note')}
          value={note}
          onChange={setNote}
          onBlur={() => {
            if (note.trim() !== answer.note) onAnswer?.({ ...answer, note: note.trim() });
          }}
          maxLength={400}
          isReadOnly={onAnswer === null}
        />
      )}
    </div>
  );
}

function LinksView(props: RequestViewProps): ReactElement {
  const { request, mayRecord, hrefOf, onAct } = props;
  const translate = useTranslate();
  const links = Object.entries(request.links);
  return (
    <PageSection title={translate('request.links')}>
      {links.length === 0 && <EmptyState icon={Link2} title={translate('request.links.none')} />}
      {links.map(([id, link]) => (
        <ListEntry
          key={id}
          action={
            mayRecord && (
              <Button
                kind="quiet"
                label={`${translate('ui.remove')}: ${link.title}`}
                onPress={() => onAct({ kind: 'link', id, link: null })}
              >
                {translate('ui.remove')}
              </Button>
            )
          }
        >
          <TextLink href={hrefOf(link)}>{link.title}</TextLink>
          {link.item !== null && <Pill text={translate('request.links.item')} />}
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
                title: title.slice(0, 400),
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
