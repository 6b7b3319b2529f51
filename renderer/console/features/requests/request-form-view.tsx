import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { AlikeRequestAnswer, AlikeRequestQuery, RequestRow } from '#api/requests-api.ts';
import type { DocumentId } from '#domain/ids.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { findFormProblems } from '#domain/request/check-request.ts';
import {
  emptyRequestForm,
  type RequestForm,
  requestLimits,
  requestTextFields,
} from '#domain/request/request.ts';
import { useUnconfirmedHits } from '#renderer/console/parts/unconfirmed-hits.ts';
import { useTranslate } from '#renderer/i18n';
import { RequestChoiceField } from '#renderer/records/record-fields.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Checkbox, FormDialog, TextArea, TextField, TextHitList } from '#renderer/ui';
import './requests.css';

interface RequestFormViewProps {
  /** Request that is edited; null for a new one. */
  readonly edited: RequestRow | null;
  readonly findAlike: FindAlikeRequest;
  readonly today: string;
  readonly onSave: (form: RequestForm) => void;
  readonly onClose: () => void;
  /** Form read from a file, and the part above its fields; with it all problems are named at once. */
  readonly imported?: {
    readonly form: RequestForm;
    readonly above: (form: RequestForm, change: (part: Partial<RequestForm>) => void) => ReactNode;
  };
}

/** Ask headquarters for a request of the register that may be the same; null for none, or without an answer. */
export type FindAlikeRequest = (alikeRequestQuery: AlikeRequestQuery) => Promise<AlikeRequestAnswer['alike']>;

/** Pause after a letter before headquarters is asked. */
const restMs = 300;

/** Request that may be the same as the form. Only the fields that decide about it are sent. */
function useAlikeRequest(
  { reference, state, authority, 'received-on': receivedOn }: RequestForm,
  edited: DocumentId | null,
  findAlike: FindAlikeRequest,
): AlikeRequestAnswer['alike'] {
  const [alike, setAlike] = useState<AlikeRequestAnswer['alike']>(null);
  useEffect(() => {
    let isGone = false;
    const form = { ...emptyRequestForm, reference, state, authority, 'received-on': receivedOn };
    const ask = async (): Promise<void> => {
      const found = await findAlike({ form, edited });
      if (!isGone) setAlike(found);
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [reference, state, authority, receivedOn, edited, findAlike]);
  return alike;
}

/** Form of a request, with a warning where one like it is recorded already. */
export function RequestFormView({
  edited,
  findAlike,
  today,
  onSave,
  onClose,
  imported,
}: RequestFormViewProps): ReactElement {
  const translate = useTranslate();
  const [form, setForm] = useState(imported?.form ?? edited?.form ?? emptyRequestForm);
  const [isAsked, setIsAsked] = useState(imported !== undefined);
  // A text that was there before has been checked by its writer.
  const { unchecked, confirm } = useUnconfirmedHits(
    requestTextFields
      .filter((field) => form[field] !== edited?.form[field])
      .flatMap((field) => findPersonalData(textOfField(form[field]))),
  );
  const formProblems = findFormProblems(form, today);
  const problemOf = (...names: readonly (typeof formProblems)[number][]): string | undefined => {
    const name = names.find((formProblem) => formProblems.includes(formProblem));
    return !isAsked || name === undefined ? undefined : translate(valueLabels.requestProblem[name]);
  };
  const change = (part: Partial<RequestForm>): void => setForm({ ...form, ...part });
  const field = { form, onChange: change };
  const same = useAlikeRequest(form, edited?.doc ?? null, findAlike);
  const save = (): void => {
    setIsAsked(true);
    if (formProblems.length === 0 && unchecked.length === 0) onSave(form);
  };
  return (
    <FormDialog
      title={translate(
        imported !== undefined ? 'request.import.check' : edited === null ? 'request.add' : 'request.edit',
      )}
      act={translate(imported === undefined ? 'ui.save' : 'request.import.record')}
      problem={null}
      width="l"
      onAct={save}
      onClose={onClose}
    >
      {imported?.above(form, change)}
      {same !== null && (
        <Banner meaning="wait" isAnnounced>
          {translate('request.duplicate', {
            request: [same.reference, same.authority].filter((part) => part !== '').join(' · '),
            status: translate(valueLabels.requestStatus[same.status]),
          })}
        </Banner>
      )}
      <div className="console-request-grid">
        <RequestChoiceField
          path="state"
          {...field}
          problem={problemOf('state')}
          hasFirstFocus={imported === undefined}
        />
        <TextField
          label={translate('path.request.authority')}
          value={form.authority}
          onChange={(authority) => change({ authority })}
          problem={problemOf('authority')}
          maxLength={requestLimits.lineCharacters}
          isRequired
        />
        <RequestChoiceField
          path="received-on"
          {...field}
          problem={problemOf('received-on', 'received-later')}
        />
        <RequestChoiceField path="channel" {...field} />
        <TextField
          label={translate('path.request.reference')}
          value={form.reference}
          onChange={(reference) => change({ reference })}
          maxLength={requestLimits.lineCharacters}
        />
        <TextField
          label={translate('path.request.contact')}
          description={translate('request.contact.help')}
          value={form.contact}
          onChange={(contact) => change({ contact })}
          maxLength={requestLimits.lineCharacters}
        />
      </div>
      <RequestChoiceField path="areas" {...field} />
      <RequestChoiceField path="support" {...field} />
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
          maxLength={requestLimits.lineCharacters}
        />
      )}
      <TextArea
        label={translate('path.request.otherSupport')}
        value={form['other-support']}
        onChange={(support) => change({ 'other-support': support })}
        rows={2}
      />
      <div className="console-request-grid">
        <RequestChoiceField path="wanted-from" {...field} />
        <RequestChoiceField path="wanted-to" {...field} problem={problemOf('wanted')} />
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
      <TextArea
        label={translate('path.request.remarks')}
        value={form.remarks}
        onChange={(remarks) => change({ remarks })}
        rows={2}
      />
      <TextHitList hits={unchecked} onConfirm={confirm} />
      {isAsked && unchecked.length > 0 && <Banner meaning="bad">{translate('review.check.open')}</Banner>}
    </FormDialog>
  );
}

const textOfField = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join('\n');

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
            .map((line) => line.trim().slice(0, requestLimits.lineCharacters))
            .filter((line) => line !== '')
            .slice(0, requestLimits.lines),
        );
      }}
      rows={2}
    />
  );
}
