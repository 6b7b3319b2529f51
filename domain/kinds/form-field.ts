import type { JsonValue } from '#base/json.ts';
import type { ObjectPart } from '../path-rules/object-parts.ts';
import { isCheckedForPersonalData, type KnownDocumentKind } from '../path-rules/path-classes.ts';
import { listedEnumerationOf, type ValueKind } from '../path-rules/path-field.ts';
import type { PathHelpKey, PathLabelKey } from '../path-rules/path-text-key.ts';
import { pathRuleOf } from './document-kinds.ts';
import { type Enumeration, enumerations } from './enumerations.ts';
import { longestTextOf } from './longest-text.ts';

/** Field of a form as the rule of its path says: the same in every form of both apps. */
export interface FormField {
  readonly valueKind: ValueKind;
  readonly label: PathLabelKey;
  /** Help under the field. */
  readonly help: PathHelpKey | undefined;
  readonly accepts: (value: JsonValue) => boolean;
  /** Most letters of a text, or of each text of a list, in UTF-16 code units; undefined without a limit. */
  readonly mostLetters: number | undefined;
  /** Enumeration of the choices; null where the value is written. */
  readonly choices: Enumeration | null;
  /** Its words wait for the check of personal data. */
  readonly isCheckedForPersonalData: boolean;
}

/** Registers that a form writes. */
export interface FormSubject {
  readonly kind: KnownDocumentKind;
  /**
   * Beginning of the paths, such as `meetings/*`, or path of an object whose parts are the fields. Absent where the
   * names of the fields are whole paths.
   */
  readonly below?: string | undefined;
}

/** Path of the register that a field of a form writes. */
export const formPathOf = ({ below }: FormSubject, name: string): string =>
  below === undefined ? name : `${below}/${name}`;

/**
 * Find the field of a form in the path rules.
 * @param name Path below the subject, or part of the object that one register holds there.
 * @throws Error where no rule names such a field: a form must not invent one.
 */
export function formFieldOf(formSubject: FormSubject, name: string): FormField {
  const fieldRule = fieldRuleOf(formSubject, name);
  if (fieldRule === null)
    throw new Error(`no path rule of ${formSubject.kind} has the field ${name} of a form`);
  const { field, holds, isChecked } = fieldRule;
  const [valueKind, label, help] = field;
  return {
    valueKind,
    label,
    help,
    accepts: (value) => holds.safeParse(value).success,
    mostLetters: longestTextOf(holds),
    choices: enumerationOf(listedEnumerationOf(valueKind) ?? valueKind),
    isCheckedForPersonalData: isChecked,
  };
}

/** Rule of a field: of a register of its own, or of a part of the object in one. */
interface FieldRule extends Pick<ObjectPart, 'field' | 'holds'> {
  /** Its words wait for the check of personal data. */
  readonly isChecked: boolean;
}

function fieldRuleOf(formSubject: FormSubject, name: string): FieldRule | null {
  const { kind, below } = formSubject;
  const pathRule = pathRuleOf(kind, formPathOf(formSubject, name));
  if (pathRule !== undefined) {
    const { field, holds } = pathRule;
    if (field === null || holds === 'text') return null;
    return { field, holds, isChecked: isCheckedForPersonalData(pathRule) };
  }
  const part = below === undefined ? undefined : pathRuleOf(kind, below)?.parts?.[name];
  return part === undefined ? null : { ...part, isChecked: part.personalDataCheck === 'always' };
}

const enumerationOf = (valueKind: string): Enumeration | null =>
  Object.hasOwn(enumerations, valueKind) ? (valueKind as Enumeration) : null; // a key of the table
