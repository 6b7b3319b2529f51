import type { ReactElement, ReactNode } from 'react';
import type { FormProblem } from '#domain/request/check-request.ts';
import type { RequestField, RequestForm } from '#domain/request/request.ts';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner } from '#renderer/ui';

/** Fields of a request that an assessor takes down; the desk has more of them. */
export const missionRequestRows: readonly FieldRow<RequestField>[] = [
  'state',
  'authority',
  'contact',
  'reference',
  'received-on',
  'channel',
  'areas',
  'support',
  'purpose',
  'other-support',
  'wanted-from',
  'wanted-to',
  'remarks',
];

interface RequestFieldsViewProps {
  readonly problems: readonly FormProblem[];
  /** Reason why the last choice was not kept. */
  readonly refusal: string | null;
  /** The fields, of `missionRequestRows`. */
  readonly children: ReactNode;
}

/** Fields of a request in the field, with the parts that are missing above them. */
export function RequestFieldsView({ problems, refusal, children }: RequestFieldsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="fb-form">
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {refusal}
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner meaning="wait" title={translate('mission.requests.missing')}>
          {problems.map((problem) => translate(valueLabels.requestProblem[problem])).join(' ')}
        </Banner>
      )}
      {children}
    </div>
  );
}

const newRequestRows: readonly FieldRow<RequestField>[] = ['authority', 'state', 'received-on'];

interface NewRequestDialogViewProps {
  readonly start: RequestForm;
  /** Reason why the request was not kept. */
  readonly refusal: string | null;
  /** Keep it. Answers whether the mission took it. */
  readonly onCreate: (form: RequestForm) => Promise<boolean>;
  readonly onClose: () => void;
}

/** First fields of a request. Nothing is stored before its authority is named. */
export function NewRequestDialogView(props: NewRequestDialogViewProps): ReactElement {
  const { start, refusal, onCreate, onClose } = props;
  const translate = useTranslate();
  const missing = (form: RequestForm): string | undefined =>
    form.authority.trim() === '' ? translate(valueLabels.requestProblem.authority) : undefined;
  return (
    <RecordFormDialog
      title={translate('mission.requests.new')}
      act={translate('mission.requests.create')}
      subject={{ kind: 'request' }}
      rows={() => newRequestRows}
      stored={start}
      refusal={refusal}
      findProblems={(form) => ({ authority: missing(form) })}
      options={() => ({ authority: { hasFirstFocus: true, isRequired: true } })}
      onSave={onCreate}
      onClose={onClose}
    />
  );
}
