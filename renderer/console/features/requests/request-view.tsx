import { Link2, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import {
  findDecisionProblems,
  RequestDecision,
  type RequestLink,
  requestMoves,
  type RequestStatus,
  RequestStep,
  requestSteps,
  requestTimerOn,
  stepDueOn,
  TriageAnswer,
  triageScoreOf,
  TriageTest,
} from '#domain/request/request.ts';
import type { RequestAct, RequestRow } from '#renderer/console/api/response-types.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useTextDraft } from '#renderer/console/parts/text-drafts.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
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
  SuggestField,
  type TableColumn,
  TextArea,
  TextField,
  TextLink,
} from '#renderer/ui';
import { FormFactsView } from './request-form-view.tsx';
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
      {mayDecide && request.status === 'triaged' && <DecisionForm {...props} />}
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

type Outcome = RequestDecision['outcome'];
const outcomes = RequestDecision.unwrap().shape.outcome.options;

const missingKeys = {
  status: 'request.missing.status',
  reason: 'request.missing.reason',
  'referred-to': 'request.missing.referredTo',
} as const satisfies { readonly [key: string]: MessageKey };

/** Decision after the triage. The button waits, and names the parts that are missing. */
function DecisionForm({ request, today, partners, onAct }: RequestViewProps): ReactElement {
  const translate = useTranslate();
  const { list } = useFormat();
  const [outcome, setOutcome] = useState<Outcome>('accepted');
  const [reason, setReason] = useTextDraft(`request ${request.doc} reason`);
  const [referredTo, setReferredTo] = useState('');
  const decision: RequestDecision = {
    outcome,
    reason: reason.trim(),
    on: today,
    referredTo: outcome === 'referred' ? referredTo.trim() : null,
  };
  const missing = findDecisionProblems(request, decision).map((one) =>
    one === 'status' || one === 'reason' || one === 'referred-to'
      ? translate(missingKeys[one])
      : translate(valueLabels.triageTest[one]),
  );
  return (
    <form
      className="fb-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) onAct({ kind: 'decide', decision });
      }}
    >
      <RadioRows
        label={translate('path.request.decision')}
        rows={outcomes.map((value) => ({ value, text: translate(valueLabels.requestStatus[value]) }))}
        value={outcome}
        onChange={setOutcome}
        isCompact
      />
      {outcome === 'referred' && (
        <SuggestField
          label={translate('request.referredTo')}
          value={referredTo}
          onChange={setReferredTo}
          suggestions={partners.map((name) => ({ text: name }))}
        />
      )}
      <TextArea label={translate('request.reason')} value={reason} onChange={setReason} rows={4} />
      {missing.length > 0 && (
        <p className="fb-field-help">{translate('request.missing', { parts: list(missing) })}</p>
      )}
      <div className="console-request-acts">
        <Button type="submit" kind="primary" isDisabled={missing.length > 0}>
          {translate('request.decide')}
        </Button>
      </div>
    </form>
  );
}

function LinksView({ request, missions, mayRecord, hrefOf, onAct }: RequestViewProps): ReactElement {
  const translate = useTranslate();
  const links = Object.entries(request.links);
  const linked = new Set(links.map(([, { log, doc }]) => (doc === null ? log : '')));
  const choices = missions.filter(({ log }) => !linked.has(log));
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
        </ListEntry>
      ))}
      {mayRecord && choices.length > 0 && (
        <Select
          label={translate('request.links.add')}
          options={choices.map(({ log, title }) => ({ id: log, label: title }))}
          value={null}
          onChange={(log) => {
            const title = choices.find((mission) => mission.log === log)?.title.slice(0, 400) ?? '';
            onAct({ kind: 'link', id: crypto.randomUUID(), link: { log, doc: null, title } });
          }}
        />
      )}
    </PageSection>
  );
}
