import type { ReactElement, ReactNode } from 'react';
import type { FormProblem } from '#domain/request/check-request.ts';
import type { RequestForm } from '#domain/request/request.ts';
import { useTranslate } from '#renderer/i18n';
import { RequestChoiceField } from '#renderer/records/record-fields.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner } from '#renderer/ui';

interface RequestFieldsViewProps {
  readonly form: RequestForm;
  readonly problems: readonly FormProblem[];
  /** Reason why the last choice was not kept. */
  readonly refusal: string | null;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<RequestForm>) => void;
  /** Fields of texts by name, which save themselves. */
  readonly texts: {
    readonly head: ReactNode;
    readonly purpose: ReactNode;
    readonly rest: ReactNode;
  };
}

/** Fields of a request in the field: the choices, with the texts between them. */
export function RequestFieldsView(props: RequestFieldsViewProps): ReactElement {
  const { form, problems, refusal, isReadOnly, onChange, texts } = props;
  const translate = useTranslate();
  const field = { form, onChange, isReadOnly };
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
      <RequestChoiceField path="state" {...field} />
      {texts.head}
      <RequestChoiceField path="received-on" {...field} />
      <RequestChoiceField path="channel" {...field} />
      <RequestChoiceField path="areas" {...field} />
      <RequestChoiceField path="support" {...field} />
      {texts.purpose}
      <RequestChoiceField path="wanted-from" {...field} />
      <RequestChoiceField path="wanted-to" {...field} />
      {texts.rest}
    </div>
  );
}
