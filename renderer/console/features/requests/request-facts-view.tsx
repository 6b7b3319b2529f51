import { type ReactElement, useState } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import { findDecisionProblems, RequestDecision, type RequestForm } from '#domain/request/request.ts';
import type { RequestRow } from '#renderer/console/api/response-types.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { useTextDraft } from '#renderer/console/parts/text-drafts.ts';
import { type MessageKey, type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, FactList, PageSection, RadioRows, SuggestField, TextArea } from '#renderer/ui';
import './requests.css';

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
export function FormFactsView({ form }: { readonly form: RequestForm }): ReactElement {
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
    ['path.request.areas', list(form.areas.map((one) => translate(valueLabels.requestArea[one])))],
    ['path.request.support', list(form.support.map((one) => translate(valueLabels.requestSupport[one])))],
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
  const shown = facts.flatMap(([key, value]) =>
    value === ''
      ? []
      : [{ term: translate(key), value: typedFields.has(key) ? <TypedText text={value} /> : value }],
  );
  return (
    <PageSection title={translate('request.form')}>
      <FactList facts={shown} />
    </PageSection>
  );
}

type Outcome = RequestDecision['outcome'];
const outcomes = RequestDecision.unwrap().shape.outcome.options;

const missingKeys = {
  status: 'request.missing.status',
  reason: 'request.missing.reason',
  'referred-to': 'request.missing.referredTo',
} as const satisfies { readonly [key: string]: MessageKey };

interface DecisionFormProps {
  readonly request: RequestRow;
  readonly today: string;
  /** Names of partners that a request can be referred to. */
  readonly partners: readonly string[];
  readonly onDecide: (decision: RequestDecision) => void;
}

/** Decision after the triage. The button waits, and names the parts that are missing. */
export function DecisionForm({ request, today, partners, onDecide }: DecisionFormProps): ReactElement {
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
        if (missing.length === 0) onDecide(decision);
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
