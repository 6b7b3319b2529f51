import { createContext, use, type ReactNode } from 'react';
import type {
  Address,
  AnswerValue,
  FileAnswer,
  FormInstance,
  FormQuestion,
  FormRepeat,
} from '#domain/instrument/form/form.ts';
import type { FormSession } from './form-session.ts';

/** Why a file was not kept. */
export type FileProblem = 'tooLarge' | 'notKept' | 'notPicture';

/** Files that are answers, kept beside them. */
export interface AnswerFiles {
  /** Keeps a file; or says why not: too large, no room for it, or a picture that cannot be read. */
  readonly keep: (file: File) => Promise<FileAnswer | { readonly problem: FileProblem }>;
  /** An address of the page for the file; null when this device does not have it. */
  readonly open: (answer: FileAnswer) => Promise<string | null>;
}

/** What the parts of a form stand on: the form, and what can be done in it. */
export interface FormUse {
  readonly session: FormSession;
  readonly isReadOnly: boolean;
  /** `typing`: more of it will follow at once. */
  readonly answer: (at: Address, value: AnswerValue | null, how: 'typing' | 'chosen') => void;
  /** The person went on from a field they typed in. */
  readonly leave: (at: Address) => void;
  readonly addRow: (repeat: FormRepeat) => void;
  readonly removeRow: (row: FormInstance) => void;
  /** The row of a repeat that was removed last, for who changes their mind. Absent where rows stay removed. */
  readonly removed?:
    | { readonly isAny: (repeat: FormRepeat) => boolean; readonly bringBack: (repeat: FormRepeat) => void }
    | undefined;
  readonly onFocus: (question: FormQuestion) => void;
  /** What stands beside a question that this package knows nothing of: conflicts, refusals. */
  readonly beside?: ((question: FormQuestion) => ReactNode) | undefined;
  /** A question of type `indicator`: the screen has its card. */
  readonly indicator?: ((question: FormQuestion) => ReactNode) | undefined;
  /** The address of a file that the form brings along; null when it is not there. */
  readonly mediaAddress: (file: string) => string | null;
  /** Absent where no file can be kept. */
  readonly files?: AnswerFiles | undefined;
}

const FormContext = createContext<FormUse | null>(null);
export const FormProvider = FormContext;

/** What this part stands on. Throws outside a form. */
export function useForm(): FormUse {
  const form = use(FormContext);
  if (!form) throw new Error('useForm needs a FormProvider above it');
  return form;
}
