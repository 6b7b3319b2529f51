import { type ReactElement, useState } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import {
  emptyRequestForm,
  findDecisionProblems,
  findFormProblems,
  mayBeSameRequest,
  RequestArea,
  RequestChannel,
  RequestDecision,
  type RequestForm,
  RequestSupport,
} from '#domain/request/request.ts';
import type { RequestRow } from '#renderer/console/api/response-types.ts';
import { useStateOptions } from '#renderer/console/parts/mission-form-view.tsx';
import { useTextDraft } from '#renderer/console/parts/text-drafts.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { type MessageKey, type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  Checkbox,
  CheckRows,
  DateField,
  Dialog,
  FactList,
  LongSelect,
  PageSection,
  RadioRows,
  Select,
  SuggestField,
  TextArea,
  TextField,
} from '#renderer/ui';
import './requests.css';

interface RequestFormViewProps {
  /** Request that is edited; null for a new one. */
  readonly edited: RequestRow | null;
  readonly others: readonly RequestRow[];
  readonly today: string;
  readonly onSave: (form: RequestForm) => void;
  readonly onClose: () => void;
}

const formProblemKeys: { readonly [P in ReturnType<typeof findFormProblems>[number]]: MessageKey } = {
  state: 'request.problem.state',
  authority: 'request.problem.authority',
  'received-on': 'request.problem.receivedOn',
  'received-later': 'request.problem.receivedLater',
  wanted: 'request.problem.wanted',
  recommendation: 'request.problem.recommendation',
};

/** Form of a request, with a warning where one like it is recorded already. */
export function RequestFormView({
  edited,
  others,
  today,
  onSave,
  onClose,
}: RequestFormViewProps): ReactElement {
  const translate = useTranslate();
  const states = useStateOptions(edited?.form.state ?? null);
  const [form, setForm] = useState(edited?.form ?? emptyRequestForm);
  const [isAsked, setIsAsked] = useState(false);
  const problems = findFormProblems(form, today);
  const problemOf = (...names: readonly (typeof problems)[number][]): string | undefined => {
    const name = names.find((one) => problems.includes(one));
    return !isAsked || name === undefined ? undefined : translate(formProblemKeys[name]);
  };
  const change = (part: Partial<RequestForm>): void => setForm({ ...form, ...part });
  const same = others.find(({ doc, form: other }) => doc !== edited?.doc && mayBeSameRequest(form, other));
  const save = (): void => {
    setIsAsked(true);
    if (problems.length === 0) onSave(form);
  };
  return (
    <Dialog
      title={translate(edited === null ? 'request.add' : 'request.edit')}
      isOpen
      width="l"
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={save}>
            {translate('ui.save')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="fb-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {same !== undefined && (
          <Banner meaning="wait" isAnnounced>
            {translate('request.duplicate', {
              request: [same.form.reference, same.form.authority].filter((part) => part !== '').join(' · '),
              status: translate(valueLabels.requestStatus[same.status]),
            })}
          </Banner>
        )}
        <div className="console-request-grid">
          <LongSelect
            label={translate('path.country')}
            options={states}
            value={form.state === null ? [] : [form.state]}
            onChange={([state]) => change({ state: state ?? null })}
            problem={problemOf('state')}
            isRequired
          />
          <TextField
            label={translate('path.request.authority')}
            value={form.authority}
            onChange={(authority) => change({ authority })}
            problem={problemOf('authority')}
            maxLength={400}
            isRequired
          />
          <DateField
            label={translate('path.request.receivedOn')}
            value={form['received-on']}
            onChange={(day) => change({ 'received-on': day })}
            problem={problemOf('received-on', 'received-later')}
            isRequired
          />
          <Select
            label={translate('path.request.channel')}
            options={RequestChannel.options.map((id) => ({
              id,
              label: translate(valueLabels.requestChannel[id]),
            }))}
            value={form.channel}
            onChange={(channel) => change({ channel })}
          />
          <TextField
            label={translate('path.request.reference')}
            value={form.reference}
            onChange={(reference) => change({ reference })}
            maxLength={400}
          />
          <TextField
            label={translate('path.request.contact')}
            description={translate('request.contact.help')}
            value={form.contact}
            onChange={(contact) => change({ contact })}
            maxLength={400}
          />
        </div>
        <CheckRows
          label={translate('path.request.areas')}
          rows={RequestArea.options.map((value) => ({
            value,
            text: translate(valueLabels.requestArea[value]),
          }))}
          value={form.areas}
          onChange={(areas) => change({ areas: RequestArea.options.filter((one) => areas.includes(one)) })}
          isCompact
        />
        <CheckRows
          label={translate('path.request.support')}
          rows={RequestSupport.options.map((value) => ({
            value,
            text: translate(valueLabels.requestSupport[value]),
          }))}
          value={form.support}
          onChange={(support) =>
            change({ support: RequestSupport.options.filter((one) => support.includes(one)) })
          }
          isCompact
        />
        <TextArea
          label={translate('path.purpose')}
          value={form.purpose}
          onChange={(purpose) => change({ purpose })}
          rows={4}
        />
        <Checkbox
          label={translate('path.request.hasRecommendation')}
          state={form['has-recommendation'] ? 'on' : 'off'}
          onChange={(isOn) => change({ 'has-recommendation': isOn, ...(!isOn && { recommendation: '' }) })}
        />
        {form['has-recommendation'] && (
          <TextField
            label={translate('path.request.recommendation')}
            description={translate('request.recommendation.help')}
            value={form.recommendation}
            onChange={(recommendation) => change({ recommendation })}
            maxLength={400}
          />
        )}
        <TextArea
          label={translate('path.request.otherSupport')}
          value={form['other-support']}
          onChange={(support) => change({ 'other-support': support })}
          rows={2}
        />
        <div className="console-request-grid">
          <DateField
            label={translate('path.request.wantedFrom')}
            value={form['wanted-from']}
            onChange={(day) => change({ 'wanted-from': day })}
          />
          <DateField
            label={translate('path.request.wantedTo')}
            value={form['wanted-to']}
            onChange={(day) => change({ 'wanted-to': day })}
            problem={problemOf('wanted')}
          />
          <LinesField
            label={translate('path.languages')}
            value={form.languages}
            onChange={(languages) => change({ languages })}
          />
          <LinesField
            label={translate('path.request.attachments')}
            value={form.attachments}
            onChange={(attachments) => change({ attachments })}
          />
        </div>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface LinesFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Short texts, one on each line. */
function LinesField({ label, value, onChange }: LinesFieldProps): ReactElement {
  const translate = useTranslate();
  const [typed, setTyped] = useState(value.join('\n'));
  return (
    <TextArea
      label={label}
      description={translate('request.lines.help')}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        onChange(
          text
            .split('\n')
            .map((line) => line.trim().slice(0, 400))
            .filter((line) => line !== '')
            .slice(0, 50),
        );
      }}
      rows={2}
    />
  );
}

/** Fields with words of people: in the direction of their own letters. */
const typedFields: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'path.request.authority',
  'path.request.contact',
  'path.request.reference',
  'path.purpose',
  'path.request.recommendation',
  'path.request.otherSupport',
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
