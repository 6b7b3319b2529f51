import type { ReactElement } from 'react';
import type { FieldRequestRow, RequestRow } from '#api/requests-api.ts';
import { findFormProblems } from '#domain/request/check-request.ts';
import type { RequestForm } from '#domain/request/request.ts';
import type { ImportedRequest, ImportNote } from '#domain/request/request-import.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button } from '#renderer/ui';
import { type FindAlikeRequest, RequestFormView } from './request-form-view.tsx';
import './requests.css';

interface ImportRequestViewProps {
  readonly name: string;
  readonly request: ImportedRequest;
  readonly findAlike: FindAlikeRequest;
  readonly today: string;
  readonly onSave: (form: RequestForm) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Preview of an imported form: each field as it will be recorded, to correct, and the points to check above. */
export function ImportRequestView(props: ImportRequestViewProps): ReactElement {
  const { name, request, findAlike, today, onSave, onClose } = props;
  return (
    <RequestFormView
      edited={null}
      findAlike={findAlike}
      today={today}
      onSave={onSave}
      onClose={onClose}
      imported={{
        form: request.form,
        above: (form, change) => (
          <ImportPointsView
            name={name}
            request={request}
            form={form}
            today={today}
            onState={(state) => change({ state })}
          />
        ),
      }}
    />
  );
}

interface ImportPointsViewProps {
  readonly name: string;
  readonly request: ImportedRequest;
  /** Form as it is now, which the person may have corrected. */
  readonly form: RequestForm;
  readonly today: string;
  readonly onState: (state: string) => void;
}

function ImportPointsView({ name, request, form, today, onState }: ImportPointsViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const sentences = useNoteSentences(request.notes);
  const missing = findFormProblems(form, today).map((problem) =>
    translate(valueLabels.requestProblem[problem]),
  );
  const states = form.state === null ? request.states : [];
  const all = [...missing, ...sentences];
  return (
    <>
      <Banner meaning="info" title={name}>
        {translate('request.import.text')}
      </Banner>
      {all.length > 0 && (
        <Banner meaning="wait" title={translate('request.import.points', { count: all.length })}>
          <ul className="console-request-points">
            {all.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      )}
      {states.length > 0 && (
        <div
          className="console-request-acts"
          role="group"
          aria-label={translate('request.import.whichState')}
        >
          <span>{translate('request.import.whichState')}</span>
          {states.map((code) => (
            <Button key={code} onPress={() => onState(code)}>
              {stateNameIn(code, language)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface FieldRequestFormViewProps extends Omit<ImportRequestViewProps, 'name' | 'request'> {
  readonly source: FieldRequestRow;
  /** Request of the desk that gets the mission's changes; null for a new request. */
  readonly edited: RequestRow | null;
}

/** Request of a mission as the desk takes it over, to correct before it is recorded. */
export function FieldRequestFormView(props: FieldRequestFormViewProps): ReactElement {
  const { source, edited, findAlike, today, onSave, onClose } = props;
  const translate = useTranslate();
  return (
    <RequestFormView
      edited={edited}
      findAlike={findAlike}
      today={today}
      onSave={onSave}
      onClose={onClose}
      imported={{
        form: source.form,
        above: () => (
          <Banner meaning="info" title={translate('request.field.mission', { mission: source.mission })}>
            {translate(edited === null ? 'request.field.check' : 'request.field.changed.check')}
          </Banner>
        ),
      }}
    />
  );
}

/** Longest words of a file within a sentence; all of them are in the remarks. */
const maximumQuote = 160;

function useNoteSentences(importNotes: readonly ImportNote[]): readonly string[] {
  const translate = useTranslate();
  return importNotes.map(({ kind, label, text }) => {
    const words = text.length > maximumQuote ? `${text.slice(0, maximumQuote)}…` : text;
    switch (kind) {
      case 'pictures':
        return translate('request.import.note.pictures', { count: Number(text) });
      case 'version':
        return translate('request.import.note.version', { version: text });
      case 'beside':
        return translate('request.import.note.beside', { words });
      case 'state':
        return translate('request.import.note.state', { words });
      default:
        return translate(noteKeys[kind], { label, words });
    }
  });
}

const noteKeys = {
  choice: 'request.import.note.choice',
  choices: 'request.import.note.choices',
  mark: 'request.import.note.mark',
  day: 'request.import.note.day',
  twice: 'request.import.note.twice',
  long: 'request.import.note.long',
  recommendation: 'request.import.note.recommendation',
} as const;
