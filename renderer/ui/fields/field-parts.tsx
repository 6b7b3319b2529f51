import { OctagonAlert } from 'lucide-react';
import { type ReactElement, use } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { useFormRefusal } from './draft-form.tsx';
import { type DraftHandling, FieldDraftsContext } from './field-draft.tsx';
import './field.css';

/** Props of every field of the kit. */
export interface FieldProps {
  readonly label: string;
  /** The label is read out but not shown: only where the surroundings tell the content. */
  readonly hideLabel?: boolean | undefined;
  readonly description?: string | undefined;
  /** Problem and remedy; shown under the field, read out with it. */
  readonly problem?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Id of a text elsewhere on the page that explains the field. */
  readonly describedBy?: string | undefined;
  /** Name of the stored value that it edits: a search goes to it by this name. */
  readonly path?: string | undefined;
}

/** Props of a field in which a person types a text. */
export interface TextFieldDraftProps {
  /** Handling of a text that no record has yet; without it, the field is one of a form. */
  readonly draft?: DraftHandling | undefined;
}

type FieldLabelProps = Pick<FieldProps, 'label' | 'hideLabel' | 'isRequired'>;

/** The label above a field. */
export function FieldLabel({ label, hideLabel, isRequired }: FieldLabelProps): ReactElement {
  const translate = useTranslate();
  return (
    <Label className={hideLabel ? 'fb-hidden' : 'fb-field-label'}>
      {label}
      {isRequired && <span className="fb-field-mark">{translate('ui.required')}</span>}
    </Label>
  );
}

/** Help and problem under a field, tied to it for screen readers. */
export function FieldNotes({
  description,
  problem,
}: Pick<FieldProps, 'description' | 'problem'>): ReactElement {
  useFormRefusal(problem !== undefined);
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="fb-field-help">
          {description}
        </Text>
      )}
      <FieldError className="fb-field-problem">
        <OctagonAlert className="fb-icon" aria-hidden />
        <span>{problem}</span>
      </FieldError>
    </>
  );
}

/** Props of a field for the component library, without undefined ones. */
export function fieldStateOf({ problem, isRequired, isReadOnly, isDisabled, describedBy }: FieldProps): {
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly isDisabled: boolean;
  readonly validationBehavior: 'aria';
  readonly 'aria-describedby'?: string;
} {
  return {
    isInvalid: problem !== undefined,
    isRequired: isRequired ?? false,
    isReadOnly: isReadOnly ?? false,
    isDisabled: isDisabled ?? false,
    // Problems come from our own rules, in the person's language; the browser's bubbles are off.
    validationBehavior: 'aria',
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
  };
}

/**
 * Help and problem under a field of the browser's own elements. A questionnaire has dozens of them, and the browser's
 * cost a tenth of the component library's.
 * @param id Id of the field, which `plainFieldPropsOf` gets too.
 */
export function PlainFieldNotes({
  id,
  description,
  problem,
}: Pick<FieldProps, 'description' | 'problem'> & { readonly id: string }): ReactElement {
  return (
    <>
      {description !== undefined && (
        <span id={`${id}-help`} className="fb-field-help">
          {description}
        </span>
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} className="fb-field-problem">
          <OctagonAlert className="fb-icon" aria-hidden />
          <span>{problem}</span>
        </span>
      )}
    </>
  );
}

/** Props that tie such an element to its notes and tell its state. */
export function plainFieldPropsOf(id: string, props: FieldProps) {
  const { description, problem, isRequired = false, describedBy } = props;
  const notes = [
    ...(description === undefined ? [] : [`${id}-help`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(describedBy === undefined ? [] : [describedBy]),
  ];
  return {
    'aria-describedby': notes.length === 0 ? undefined : notes.join(' '),
    'aria-invalid': problem === undefined ? undefined : true,
    'data-invalid': problem === undefined ? undefined : true,
    'aria-required': isRequired || undefined,
  } as const;
}

/**
 * Message with the number of letters above the limit.
 * Nothing is cut: the owner of the value refuses it and keeps the former one, and the text is a draft.
 *
 * @param mostLetters In UTF-16 code units, as schemas count them; undefined without a limit.
 * @returns undefined while the text fits.
 */
export function useTooLongMessage(text: string, mostLetters: number | undefined): string | undefined {
  const translate = useTranslate();
  const where = use(FieldDraftsContext)?.where ?? 'nowhere';
  if (mostLetters === undefined || text.length <= mostLetters) return undefined;
  return translate(tooLongKeys[where], { count: text.length - mostLetters, most: mostLetters });
}

const tooLongKeys = {
  laptop: 'ui.tooLong.kept',
  page: 'ui.tooLong.page',
  nowhere: 'ui.tooLong',
} as const satisfies { readonly [where in string]: MessageKey };

interface TooLongStatusProps {
  readonly isTooLong: boolean;
  readonly mostLetters: number;
}

/**
 * Announcement to screen readers, once, that a text became too long. The field's description has the excess.
 */
export function TooLongStatus({ isTooLong, mostLetters }: TooLongStatusProps): ReactElement {
  const translate = useTranslate();
  return (
    <span role="status" className="fb-hidden">
      {isTooLong && translate('ui.tooLong.announced', { most: mostLetters })}
    </span>
  );
}
