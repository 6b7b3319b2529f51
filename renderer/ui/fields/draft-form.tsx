import {
  createContext,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  use,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react';
import type { DraftedField, FieldDrafts } from './field-draft.tsx';

/** Decision of a person about a form: to have it added, or to give its texts up. */
type FormDecision = 'submit' | 'cancel';

/** Form around fields. It knows whether the person decided, and so whether the drafts of its texts end with it. */
interface DraftForm {
  /** Null: the person goes on, or leaves without a decision. */
  readonly decide: (formDecision: FormDecision | null) => void;
  /** Keep in mind that a field has a draft, also once the field is gone: a form can have several steps. */
  readonly hold: (draftedField: DraftedField, fieldDrafts: FieldDrafts) => void;
  readonly release: (draftedField: DraftedField) => void;
  /** Number of a field among those of one name, from 0; and a function that gives it free. */
  readonly claim: (name: string) => { readonly number: number; readonly free: () => void };
  /** Something in the form says that it is not accepted; returns a function that takes that back. */
  readonly refuse: () => () => void;
  /**
   * The texts as they stand go into a record. Their drafts end once it has them, also when the form is gone by then.
   * @param saving Whether the record took them.
   */
  readonly save: (saving: Promise<boolean>) => void;
  readonly hasEnded: () => boolean;
  /** Begin; returns the function for its end. */
  readonly open: () => () => void;
}

function createDraftForm(): DraftForm {
  const held = new Map<DraftedField, FieldDrafts>();
  const claims = new Map<string, Set<number>>();
  let formDecision: FormDecision | null = null;
  let decidedAt = '';
  let refusals = 0;
  let runningSaves = 0;
  let hasEnded = false;
  /**
   * A lock decides nothing. A screen that is left with a refused form does not either. While a save runs, its outcome
   * decides.
   */
  const endsFor = (fieldDrafts: FieldDrafts): boolean =>
    !fieldDrafts.isClosing() &&
    (formDecision === 'cancel' ||
      (formDecision === 'submit' && runningSaves === 0 && (refusals === 0 || location.href === decidedAt)));
  return {
    decide: (nextFormDecision) => {
      formDecision = nextFormDecision;
      decidedAt = location.href;
    },
    hold: (draftedField, fieldDrafts) => void held.set(draftedField, fieldDrafts),
    release: (draftedField) => void held.delete(draftedField),
    claim: (name) => {
      const taken = claims.get(name) ?? new Set();
      claims.set(name, taken);
      let number = 0;
      while (taken.has(number)) number += 1;
      taken.add(number);
      return { number, free: () => void taken.delete(number) };
    },
    refuse: () => {
      refusals += 1;
      if (formDecision === 'submit') formDecision = null;
      return () => {
        refusals -= 1;
      };
    },
    save: (saving) => {
      const sent = Array.from(held, ([field, fieldDrafts]) => ({
        field,
        keeper: fieldDrafts,
        draft: fieldDrafts.find(field),
      }));
      runningSaves += 1;
      void saving
        .catch((error: unknown) => {
          reportError(error);
          return false;
        })
        .then((isSaved) => {
          if (!isSaved && formDecision === 'submit') formDecision = null;
          for (const { field, keeper, draft } of sent)
            if (isSaved && draft !== null && keeper.find(field)?.text === draft.text) keeper.forget(field);
        })
        .finally(() => {
          runningSaves -= 1;
        });
    },
    hasEnded: () => hasEnded,
    open: () => {
      hasEnded = false;
      return () => {
        hasEnded = formDecision !== null;
        for (const [draftedField, fieldDrafts] of held) {
          if (endsFor(fieldDrafts)) fieldDrafts.forget(draftedField);
          else hasEnded = false;
        }
        held.clear();
        formDecision = null;
      };
    },
  };
}

/** Null outside a form: there nothing tells a field that its text was accepted. */
export const DraftFormContext = createContext<DraftForm | null>(null);

/** Names of the forms and cards around a field: the same label in two of them is two fields. */
const DraftScopeContext = createContext<readonly string[]>([]);

export const useDraftScope = (): readonly string[] => use(DraftScopeContext);

/** Name a part of a screen, so that fields with one label in several such parts are told apart. */
export function DraftScope({
  name,
  children,
}: {
  readonly name: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const around = useDraftScope();
  return (
    <DraftScopeContext value={name === undefined ? around : [...around, name]}>{children}</DraftScopeContext>
  );
}

interface DraftFormScopeProps {
  /** Title of the form, or another name that tells it from the forms of its screen. */
  readonly name: string;
  readonly children: ReactNode;
  /** Filled with a function that decides, for an owner outside the form. */
  readonly decideRef?: RefObject<DraftForm['decide'] | null> | undefined;
}

/**
 * Scope of a form. The drafts of its fields end when it goes from the screen after its act was accepted, or after it was
 * cancelled. Escape, a press outside, navigation and a lock are no decision. Typing takes a decision back.
 */
export function DraftFormScope({ name, children, decideRef }: DraftFormScopeProps): ReactElement {
  const [draftForm] = useState(createDraftForm);
  // An ancestor is cleaned up before its fields, so that they know the end when they go.
  useLayoutEffect(() => draftForm.open(), [draftForm]);
  useLayoutEffect(() => {
    if (decideRef) decideRef.current = draftForm.decide;
  }, [draftForm, decideRef]);
  return (
    <DraftScope name={name}>
      <DraftFormContext value={draftForm}>
        <FormActsContext value={false}>{children}</FormActsContext>
      </DraftFormContext>
    </DraftScope>
  );
}

/**
 * Act of a form. One that saves answers whether a record took the texts: a form that is left meanwhile keeps its drafts
 * until then. The owner of a form that stays for the next text then empties the fields.
 */
export type FormSubmission = (() => void) | (() => Promise<boolean>);

interface FormProps {
  readonly children: ReactNode;
  readonly onSubmit: FormSubmission;
  /** The act is not the end of the form. */
  readonly isOngoing?: boolean | undefined;
  /** Ctrl+Enter submits it, also out of a text of several lines. */
  readonly takesCtrlEnter?: boolean | undefined;
  readonly className?: string | undefined;
  readonly label?: string | undefined;
  readonly ref?: Ref<HTMLFormElement> | undefined;
}

function FormElement({
  children,
  onSubmit,
  isOngoing = false,
  takesCtrlEnter = false,
  className,
  label,
  ref,
}: FormProps): ReactElement {
  const draftForm = use(DraftFormContext);
  const submit = useFormSubmission(onSubmit);
  return (
    <form
      ref={ref}
      className={className}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOngoing) draftForm?.decide('submit');
        submit();
      }}
      onKeyDownCapture={(event) => {
        const { key, ctrlKey, metaKey, currentTarget } = event;
        // Closed by Escape, a form keeps its texts.
        if (key === 'Escape') draftForm?.decide(null);
        if (!takesCtrlEnter || key !== 'Enter' || !(ctrlKey || metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        currentTarget.requestSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** Form that Enter in a field submits. Without a name it is the form of the dialog around it. */
export function Form({ name, ...props }: FormProps & { readonly name?: string }): ReactElement {
  if (name === undefined) return <FormElement {...props} />;
  return (
    <DraftFormScope name={name}>
      <FormElement {...props} />
    </DraftFormScope>
  );
}

/** True around the buttons that end a form. */
const FormActsContext = createContext(false);

interface FormActsProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Row of the buttons that end a form: the primary or dangerous one submits it, the others give it up. */
export function FormActs({ children, className }: FormActsProps): ReactElement {
  return (
    <div className={className} data-form-acts>
      <FormActsContext value>{children}</FormActsContext>
    </div>
  );
}

/** Do the act of the form around, whose drafts then wait for its outcome. */
export function useFormSubmission(onSubmit: FormSubmission): () => void {
  const draftForm = use(DraftFormContext);
  return () => {
    const saving = onSubmit();
    if (saving instanceof Promise) draftForm?.save(saving);
  };
}

/** Decide about the form around, for acts outside it; null takes a decision back. */
export function useFormDecision(): (formDecision: FormDecision | null) => void {
  const draftForm = use(DraftFormContext);
  return (formDecision) => draftForm?.decide(formDecision);
}

/** Tell the form around a button that it was pressed. Buttons outside the row of its acts tell it nothing. */
export function useFormAct(isSubmit: boolean): () => void {
  const isAct = use(FormActsContext);
  const draftForm = use(DraftFormContext);
  return () => {
    if (isAct) draftForm?.decide(isSubmit ? 'submit' : 'cancel');
  };
}

/** Tell the form around that it is not accepted, as long as that is said on the screen. */
export function useFormRefusal(isRefused: boolean): void {
  const draftForm = use(DraftFormContext);
  useEffect(() => (isRefused ? draftForm?.refuse() : undefined), [draftForm, isRefused]);
}
