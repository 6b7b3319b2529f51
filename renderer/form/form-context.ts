import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type {
  AnswerAddress,
  AnswerValue,
  FileAnswer,
  FormInstance,
  FormQuestion,
  FormRepeat,
} from '#forms/engine/form.ts';
import type { FormPart, FormSession } from './form-session.ts';

/** Whether one of these parts is on the way to the question that the person goes to. */
export function useIsRevealed(formParts: readonly FormPart[]): boolean {
  const { session } = useFormContext();
  const subscribe = useCallback((listener: () => void) => session.onReveal(listener), [session]);
  return useSyncExternalStore(
    subscribe,
    () => session.revealed.size > 0 && formParts.some((part) => session.revealed.has(part)),
  );
}

/** Draw again when this node or row may look different. */
export function useFormPart(formPart: FormPart): void {
  const { session } = useFormContext();
  const subscribe = useCallback(
    (listener: () => void) => session.onChange(formPart, listener),
    [session, formPart],
  );
  useSyncExternalStore(subscribe, () => session.versionOf(formPart));
}

/** Longest age of facts of the whole form after a change: they must not cost the keystroke anything. */
const readDelayMs = 120;

/** Facts of the whole form, such as counts; read again shortly after changes, never within one. */
export function useDelayedFormFacts<Facts>(
  formSession: FormSession,
  read: (session: FormSession) => Facts,
): Facts {
  const [facts, setFacts] = useState(() => ({ session: formSession, read, value: read(formSession) }));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = formSession.onAnyChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setFacts({ session: formSession, read, value: read(formSession) });
      }, readDelayMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [formSession, read]);
  return facts.session === formSession && facts.read === read ? facts.value : read(formSession);
}

/** Reason why a file was not kept. */
export type FileProblem = 'tooLarge' | 'notKept' | 'notPicture';

/** Files that are answers, kept beside them. */
export interface AnswerFiles {
  /** Keep a file; or return the reason why not: too large, no room for it, or an unreadable picture. */
  readonly keep: (file: File) => Promise<FileAnswer | { readonly problem: FileProblem }>;
  /** An address of the page for the file; null when this device does not have it. */
  readonly open: (fileAnswer: FileAnswer) => Promise<string | null>;
}

/** Services of the parts of a form: the form, and its acts. */
export interface FormContextValue {
  readonly session: FormSession;
  readonly isReadOnly: boolean;
  /** `typing`: more of it will follow at once. */
  readonly answer: (
    answerAddress: AnswerAddress,
    answerValue: AnswerValue | null,
    how: 'typing' | 'chosen',
  ) => void;
  /** The person went on from a field they typed in. */
  readonly leave: (answerAddress: AnswerAddress) => void;
  readonly addRow: (formRepeat: FormRepeat) => void;
  readonly removeRow: (formInstance: FormInstance) => void;
  /** Row of a repeat that was removed last, to restore it. Absent where rows stay removed. */
  readonly removed?:
    | {
        readonly isAny: (formRepeat: FormRepeat) => boolean;
        readonly restore: (formRepeat: FormRepeat) => void;
      }
    | undefined;
  readonly onFocus: (formQuestion: FormQuestion) => void;
  /** Elements beside a question that this package does not know: conflicts, refusals. */
  readonly beside?: ((formQuestion: FormQuestion) => ReactNode) | undefined;
  /** Question of type `indicator`: the screen has its card. */
  readonly indicator?: ((formQuestion: FormQuestion) => ReactNode) | undefined;
  /** Address of a file that comes with the form; null when it is missing. */
  readonly mediaAddress: (file: string) => string | null;
  /** Absent where no file can be kept. */
  readonly files?: AnswerFiles | undefined;
}

const FormContext = createContext<FormContextValue | null>(null);
export const FormProvider = FormContext;

/** Services of this part. Throws outside a form. */
export function useFormContext(): FormContextValue {
  const formContextValue = use(FormContext);
  if (!formContextValue) throw new Error('useFormContext needs a FormProvider above it');
  return formContextValue;
}
