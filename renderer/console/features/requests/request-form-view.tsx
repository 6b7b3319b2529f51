import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { AlikeRequestQuery, AlikeRequestResponse, RequestRow } from '#api/requests-api.ts';
import type { DocumentId } from '#domain/ids.ts';
import { findFormProblems } from '#domain/request/check-request.ts';
import { emptyRequestForm, type RequestField, type RequestForm } from '#domain/request/request.ts';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner } from '#renderer/ui';
import './requests.css';

interface RequestFormViewProps {
  /** Request that is edited; null for a new one. */
  readonly edited: RequestRow | null;
  readonly findAlike: FindAlikeRequest;
  readonly today: string;
  readonly onSave: (form: RequestForm) => Promise<boolean>;
  readonly onClose: () => void;
  /** Form read from a file, and the part above its fields; with it all problems are named at once. */
  readonly imported?: {
    readonly form: RequestForm;
    readonly above: (form: RequestForm, change: (part: Partial<RequestForm>) => void) => ReactNode;
  };
}

/** Ask headquarters for a request of the register that may be the same; null for none, or without an answer. */
export type FindAlikeRequest = (
  alikeRequestQuery: AlikeRequestQuery,
) => Promise<AlikeRequestResponse['alike']>;

/** Pause after a letter before headquarters is asked. */
const restMs = 300;

/** Request that may be the same as the form. Only the fields that decide about it are sent. */
function useAlikeRequest(
  { reference, state, authority, 'received-on': receivedOn }: RequestForm,
  edited: DocumentId | null,
  findAlike: FindAlikeRequest,
): AlikeRequestResponse['alike'] {
  const [alike, setAlike] = useState<AlikeRequestResponse['alike']>(null);
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

const requestRowsOf = (form: RequestForm): readonly FieldRow<RequestField>[] => [
  ['state', 'authority'],
  ['received-on', 'channel'],
  ['reference', 'contact'],
  'areas',
  'support',
  'purpose',
  'has-recommendation',
  ...(form['has-recommendation'] || form.recommendation !== '' ? (['recommendation'] as const) : []),
  'other-support',
  ['wanted-from', 'wanted-to'],
  ['languages', 'attachments'],
  'remarks',
];

/** Form of a request, with a warning where one like it is recorded already. */
export function RequestFormView(props: RequestFormViewProps): ReactElement {
  const { edited, findAlike, today, onSave, onClose, imported } = props;
  const translate = useTranslate();
  const stored = edited?.form ?? emptyRequestForm;
  const problemsOf = (form: RequestForm) => {
    const found = findFormProblems(form, today);
    const problemOf = (...names: typeof found): string | undefined => {
      const name = names.find((formProblem) => found.includes(formProblem));
      return name && translate(valueLabels.requestProblem[name]);
    };
    return {
      state: problemOf('state'),
      authority: problemOf('authority'),
      'received-on': problemOf('received-on', 'received-later'),
      recommendation: problemOf('recommendation'),
      'wanted-to': problemOf('wanted'),
    };
  };
  return (
    <RecordFormDialog<RequestForm>
      title={translate(
        imported !== undefined ? 'request.import.check' : edited === null ? 'request.add' : 'request.edit',
      )}
      act={translate(imported === undefined ? 'ui.save' : 'request.import.record')}
      width="l"
      subject={{ kind: 'request' }}
      rows={requestRowsOf}
      stored={stored}
      start={imported?.form}
      isTried={imported !== undefined}
      findProblems={problemsOf}
      options={() => ({
        state: { isRequired: true, hasFirstFocus: imported === undefined },
        authority: { isRequired: true },
        'received-on': { isRequired: true },
        'other-support': { rows: 2 },
        remarks: { rows: 2 },
      })}
      above={(form, change) => (
        <>
          {imported?.above(form, change)}
          <AlikeRequest form={form} edited={edited?.doc ?? null} findAlike={findAlike} />
        </>
      )}
      onSave={onSave}
      onClose={onClose}
    />
  );
}

interface AlikeRequestProps extends Pick<RequestFormViewProps, 'findAlike'> {
  readonly form: RequestForm;
  readonly edited: DocumentId | null;
}

/** Warning of a request of the register that may be the same. */
function AlikeRequest({ form, edited, findAlike }: AlikeRequestProps): ReactElement | null {
  const translate = useTranslate();
  const same = useAlikeRequest(form, edited, findAlike);
  return (
    same && (
      <Banner meaning="wait" isAnnounced>
        {translate('request.duplicate', {
          request: [same.reference, same.authority].filter((part) => part !== '').join(' · '),
          status: translate(valueLabels.requestStatus[same.status]),
        })}
      </Banner>
    )
  );
}
