import { LockOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { RequestAct, RequestRow } from '#api/requests-api.ts';
import { findDecisionProblems, triageScoreOf } from '#domain/request/check-request.ts';
import {
  areTestsOpen,
  mayReopen,
  RequestDecision,
  type RequestLink,
  type RequestReopening,
  TriageTest,
} from '#domain/request/request.ts';
import type { LinkedWork, StepAdvice } from '#domain/request/step-advice.ts';
import { statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import { useTextDraft } from '#renderer/console/parts/text-drafts.ts';
import { type MessageKey, type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabelOf, valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  FactList,
  Form,
  FormDialog,
  PageSection,
  RadioRows,
  SuggestField,
  TextArea,
  TextLink,
} from '#renderer/ui';
import { TriageTestView } from './triage-test-view.tsx';
import './requests.css';

const TypedText = ({ text }: { readonly text: string }): ReactElement => (
  <bdi className="console-request-words">{text}</bdi>
);

interface TriageViewProps {
  readonly request: RequestRow;
  readonly today: string;
  readonly mayDecide: boolean;
  /** Names of partners that a request can be referred to. */
  readonly partners: readonly string[];
  readonly onAct: (requestAct: RequestAct) => void;
}

type Outcome = RequestDecision['outcome'];
const outcomes = RequestDecision.unwrap().shape.outcome.options;

const missingKeys = {
  status: 'request.missing.status',
  reason: 'request.missing.reason',
  'referred-to': 'request.missing.referredTo',
  'due-diligence-reason': 'request.missing.dueDiligenceReason',
} as const satisfies { readonly [key: string]: MessageKey };

interface DecisionFormProps {
  readonly request: RequestRow;
  readonly today: string;
  /** Names of partners that a request can be referred to. */
  readonly partners: readonly string[];
  readonly onDecide: (requestDecision: RequestDecision) => void;
}

/** Decision after the triage. The button waits, and names the parts that are missing. */
function DecisionForm({ request, today, partners, onDecide }: DecisionFormProps): ReactElement {
  const translate = useTranslate();
  const { list } = useFormat();
  const [outcome, setOutcome] = useState<Outcome>('accepted');
  const [reason, setReason] = useTextDraft(`request ${request.doc} reason`);
  const [referredTo, setReferredTo] = useState('');
  const requestDecision: RequestDecision = {
    outcome,
    reason: reason.trim(),
    on: today,
    referredTo: outcome === 'referred' ? referredTo.trim() : null,
  };
  const missing = findDecisionProblems(request, requestDecision).map((decisionProblem) =>
    translate({ ...valueLabels.triageTest, ...missingKeys }[decisionProblem]),
  );
  return (
    <Form
      name={translate('request.decide')}
      className="fb-form"
      onSubmit={() => missing.length === 0 && onDecide(requestDecision)}
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
    </Form>
  );
}

/** Triage: the five tests, locked after the decision; the decision, and earlier ones that were reopened. */
export function TriageView(props: TriageViewProps): ReactElement {
  const { request, today, mayDecide, onAct } = props;
  const translate = useTranslate();
  const { decision } = request;
  const score = triageScoreOf(request);
  const isOpen = areTestsOpen(request);
  return (
    <PageSection
      title={translate('request.triage')}
      description={
        score === null ? translate('request.triage.text') : translate('request.triage.score', { score })
      }
    >
      {TriageTest.options.map((triageTest) => (
        <TriageTestView
          key={triageTest}
          test={triageTest}
          answer={request.tests[triageTest]}
          onAnswer={
            mayDecide && isOpen ? (answer) => onAct({ kind: 'test', test: triageTest, answer }) : null
          }
        />
      ))}
      {decision !== null && <DecisionFacts decision={decision} />}
      {!isOpen && (
        <p className="fb-field-help">
          {translate(
            mayDecide && mayReopen(request) ? 'request.tests.locked' : 'request.tests.locked.reader',
          )}
        </p>
      )}
      {mayDecide && mayReopen(request) && <ReopenButton {...props} />}
      {mayDecide && request.status === 'triaged' && (
        <DecisionForm
          request={request}
          today={today}
          partners={props.partners}
          onDecide={(made) => onAct({ kind: 'decide', decision: made })}
        />
      )}
      {request.reopenings.length > 0 && <EarlierDecisions reopenings={request.reopenings} />}
    </PageSection>
  );
}

function DecisionFacts({ decision }: { readonly decision: RequestDecision }): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  return (
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
        { term: translate('request.reason'), value: <TypedText text={decision.reason} /> },
      ]}
    />
  );
}

/** Button with a dialog that asks for the reason, without which no decision is reopened. */
function ReopenButton({ request, today, onAct }: TriageViewProps): ReactElement {
  const translate = useTranslate();
  const [isAsking, setIsAsking] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [reason, setReason] = useTextDraft(`request ${request.doc} reopening`);
  const close = (): void => setIsAsking(false);
  return (
    <div className="console-request-acts">
      <Button icon={LockOpen} onPress={() => setIsAsking(true)}>
        {translate('request.reopen')}
      </Button>
      {isAsking && (
        <FormDialog
          title={translate('request.reopen')}
          act={translate('request.reopen')}
          problem={isTried && reason.trim() === '' ? translate('request.reopen.unreasoned') : null}
          onAct={() => {
            setIsTried(true);
            if (reason.trim() !== '') onAct({ kind: 'reopen', reason: reason.trim(), on: today });
          }}
          onClose={close}
        >
          <p>{translate('request.reopen.text')}</p>
          <TextArea label={translate('request.reopen.reason')} value={reason} onChange={setReason} rows={4} />
        </FormDialog>
      )}
    </div>
  );
}

/** Earlier decisions with their tests, the latest first. */
function EarlierDecisions({
  reopenings,
}: {
  readonly reopenings: readonly RequestReopening[];
}): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  return (
    <section className="console-request-earlier">
      <h3>{translate('request.earlier')}</h3>
      {reopenings.toReversed().map(({ on, reason, decision, tests }, at) => (
        <FactList
          key={reopenings.length - at}
          facts={[
            {
              term: translate('path.request.decision'),
              value: translate('request.earlier.decided', {
                outcome: translate(valueLabels.requestStatus[decision.outcome]),
                day: date(localNoonMs(decision.on)),
                score: triageScoreOf({ tests }) ?? 0,
              }),
            },
            ...(decision.referredTo === null
              ? []
              : [{ term: translate('request.referredTo'), value: <bdi>{decision.referredTo}</bdi> }]),
            { term: translate('request.reason'), value: <TypedText text={decision.reason} /> },
            ...TriageTest.options.flatMap((triageTest) => {
              const triageAnswer = tests[triageTest];
              if (triageAnswer === undefined) return [];
              const said = translate(valueLabels.triageAnswer[triageAnswer.answer]);
              return [
                {
                  term: translate(valueLabels.triageTest[triageTest]),
                  value: (
                    <TypedText text={triageAnswer.note === '' ? said : `${said}: ${triageAnswer.note}`} />
                  ),
                },
              ];
            }),
            {
              term: translate('request.earlier.reopened', { day: date(localNoonMs(on)) }),
              value: <TypedText text={reason} />,
            },
          ]}
        />
      ))}
    </section>
  );
}

interface AdviceViewProps extends Pick<TriageViewProps, 'request' | 'today' | 'onAct'> {
  readonly advice: StepAdvice;
  readonly mayRecord: boolean;
  readonly hrefOf: (requestLink: RequestLink) => string;
}

/** Proposal of the next step by the linked work with its facts, or the contradiction between both. */
export function AdviceView(props: AdviceViewProps): ReactElement {
  const { advice, request, today, mayRecord, hrefOf, onAct } = props;
  const { to, step, facts, more } = advice;
  const translate = useTranslate();
  const status = translate(valueLabels.requestStatus[to ?? request.status]);
  const requestAct: RequestAct | null =
    to !== null ? { kind: 'move', to, on: today } : step !== null ? { kind: 'step', step, on: today } : null;
  const name = step === null ? status : translate(valueLabels.requestStep[step]);
  const title =
    requestAct === null
      ? translate('request.advice.differ', { name })
      : step === null
        ? translate('request.advice.move', { name })
        : translate('request.advice.step', { name });
  return (
    <Banner
      meaning={requestAct === null ? 'wait' : 'info'}
      title={title}
      actions={
        requestAct !== null &&
        mayRecord && (
          <Button kind="primary" onPress={() => onAct(requestAct)}>
            {step === null
              ? translate('request.move', { status })
              : translate('request.advice.end', { name })}
          </Button>
        )
      }
    >
      <p>{translate(requestAct === null ? 'request.advice.differ.text' : 'request.advice.text')}</p>
      <ul className="console-request-points">
        {facts.map((fact) => (
          <li key={`${fact.log} ${fact.doc ?? ''} ${fact.item ?? ''}`}>
            {translate(workKindKeys[fact.kind])}:{' '}
            <TextLink href={hrefOf(fact)}>
              {fact.title === '' ? translate('value.untitled') : fact.title}
            </TextLink>{' '}
            – {workStatusOf(fact, translate)}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{translate('request.advice.more', { count: more })}</p>}
    </Banner>
  );
}

const workKindKeys = {
  mission: 'value.documentKind.mission',
  assessment: 'value.documentKind.assessment',
  workshop: 'value.documentKind.workshop',
  'plan-item': 'request.links.item',
} as const satisfies { readonly [K in LinkedWork['kind']]: MessageKey };

function workStatusOf({ kind, status }: LinkedWork, translate: Translate): string {
  if (status === null) return translate('value.status.none');
  const key = kind === 'plan-item' ? valueLabelOf('planStatus', status) : statusLabelKey(status);
  return key === undefined ? status : translate(key);
}
