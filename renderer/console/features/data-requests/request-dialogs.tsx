import { type ReactElement, useState } from 'react';
import { LogId } from '#domain/ids.ts';
import {
  answerPeriodDays,
  DataRequest,
  DataRequestKind,
  defaultDueDay,
} from '#domain/privacy/data-request.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { useUnconfirmedHits } from '#renderer/records/unconfirmed-hits.ts';
import { DateField, FormDialog, Select, TextField, TextHitList } from '#renderer/ui';
import { type NamedMissions, requestKindKeys } from './request-labels.ts';

/** Entry in editing: a day may be blank. */
interface RequestDraft {
  readonly kind: DataRequest['kind'];
  readonly receivedOn: string | null;
  readonly dueOn: string | null;
  /** Empty: the programme. */
  readonly log: string;
  readonly institution: string;
  readonly function: string;
  readonly reference: string;
}

/** First values of a new entry: received today. */
const newRequestDraft = (today: string): RequestDraft => ({
  kind: 'access',
  receivedOn: today,
  dueOn: defaultDueDay(today),
  log: '',
  institution: '',
  function: '',
  reference: '',
});

const requestDraftOf = ({ log, ...request }: Omit<DataRequest, 'answer'>): RequestDraft => ({
  ...request,
  log: log ?? '',
});

/** The due day follows a change of the day of receipt, unless somebody has set another one. */
const withReceiptDay = (requestDraft: RequestDraft, day: string | null): RequestDraft => {
  const follows =
    requestDraft.receivedOn === null ||
    requestDraft.dueOn === null ||
    requestDraft.dueOn === defaultDueDay(requestDraft.receivedOn);
  return {
    ...requestDraft,
    receivedOn: day,
    dueOn: follows && day !== null ? defaultDueDay(day) : requestDraft.dueOn,
  };
};

/** Missing parts of an entry, by field. */
type RequestDraftProblems = Partial<Record<'receivedOn' | 'dueOn' | 'reference', MessageKey>>;

function findDraftProblems({ receivedOn: received, dueOn, reference }: RequestDraft): RequestDraftProblems {
  return {
    ...(received === null && { receivedOn: 'rights.problem.day' }),
    ...(dueOn === null && { dueOn: 'rights.problem.day' }),
    ...(received !== null && dueOn !== null && dueOn < received && { dueOn: 'rights.problem.dueBefore' }),
    ...(reference.trim() === '' && { reference: 'rights.problem.reference' }),
  };
}

/** Request of an entry without problems, with the present answer. */
const requestOfDraft = (requestDraft: RequestDraft, answer: DataRequest['answer']): DataRequest =>
  DataRequest.parse({
    ...requestDraft,
    log: requestDraft.log === '' ? null : LogId.parse(requestDraft.log),
    answer,
  });

interface RequestEntryDialogProps {
  /** Entry to correct; null for a new one. */
  readonly entry: DataRequest | null;
  readonly missions: NamedMissions;
  readonly today: string;
  readonly onKeep: (dataRequest: DataRequest) => void;
  readonly onClose: () => void;
}

const maximumFieldLength = 200;

/** Form of a new or corrected entry. It asks for no name, and looks for personal data. */
export function RequestEntryDialog({
  entry: given,
  missions,
  today,
  onKeep,
  onClose,
}: RequestEntryDialogProps): ReactElement {
  const translate = useTranslate();
  const [requestDraft, setEntry] = useState(given === null ? newRequestDraft(today) : requestDraftOf(given));
  const [isTried, setIsTried] = useState(false);
  const { unchecked, confirm } = useUnconfirmedHits(
    [requestDraft.reference, requestDraft.institution, requestDraft.function].flatMap((text) =>
      findPersonalData(text),
    ),
  );
  const requestDraftProblems = findDraftProblems(requestDraft);
  const problem = (field: keyof typeof requestDraftProblems): string | undefined => {
    const messageKey = requestDraftProblems[field];
    return isTried && messageKey !== undefined ? translate(messageKey) : undefined;
  };
  const keep = (): void => {
    setIsTried(true);
    if (Object.keys(requestDraftProblems).length === 0 && unchecked.length === 0)
      onKeep(requestOfDraft(requestDraft, given?.answer ?? null));
  };
  const write = (change: Partial<typeof requestDraft>): void => setEntry({ ...requestDraft, ...change });
  return (
    <FormDialog
      title={translate(given === null ? 'rights.enter' : 'rights.correct')}
      act={translate('rights.keep')}
      problem={isTried && unchecked.length > 0 ? translate('review.check.open') : null}
      onAct={keep}
      onClose={onClose}
    >
      <Select
        label={translate('rights.kind')}
        options={DataRequestKind.options.map((id) => ({ id, label: translate(requestKindKeys[id]) }))}
        value={requestDraft.kind}
        onChange={(kind) => write({ kind })}
      />
      <TextField
        label={translate('rights.reference')}
        description={translate('rights.reference.help')}
        value={requestDraft.reference}
        onChange={(reference) => write({ reference })}
        maxLength={maximumFieldLength}
        problem={problem('reference')}
        autoFocus
      />
      <DateField
        label={translate('rights.receivedOn')}
        value={requestDraft.receivedOn}
        onChange={(day) => setEntry(withReceiptDay(requestDraft, day))}
        problem={problem('receivedOn')}
      />
      <DateField
        label={translate('rights.dueOn')}
        description={translate('rights.dueOn.help', { days: answerPeriodDays })}
        value={requestDraft.dueOn}
        onChange={(dueOn) => write({ dueOn })}
        problem={problem('dueOn')}
      />
      <Select
        label={translate('rights.about')}
        options={[
          { id: '', label: translate('rights.about.programme') },
          ...missions.map(({ log, title }) => ({ id: log, label: title || translate('value.untitled') })),
        ]}
        value={requestDraft.log}
        onChange={(log) => write({ log })}
      />
      <TextField
        label={translate('rights.institution')}
        description={translate('rights.institution.help')}
        value={requestDraft.institution}
        onChange={(institution) => write({ institution })}
        maxLength={maximumFieldLength}
      />
      <TextField
        label={translate('rights.function')}
        value={requestDraft.function}
        onChange={(role) => write({ function: role })}
        maxLength={maximumFieldLength}
      />
      <TextHitList hits={unchecked} onConfirm={confirm} />
    </FormDialog>
  );
}
