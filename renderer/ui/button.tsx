import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormAct } from './fields/draft-form.tsx';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary`: the one act of this screen. `danger`: loses something. `quiet`: no outline, for rows and toolbars. */
  readonly kind?: 'primary' | 'standard' | 'quiet' | 'danger' | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Busy: cannot be pressed, keeps the focus, says so to screen readers. */
  readonly isPending?: boolean | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  /** A longer name for screen readers, where the word alone is not enough ("Open D5.4"). */
  readonly label?: string | undefined;
  /** Has the focus when it appears: in a dialog with a question that one key answers. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** A button, always with a word. */
export function Button(props: ButtonProps): ReactElement {
  const { children, kind = 'standard', icon: Icon, label, isDisabled = false, isPending = false } = props;
  const tellForm = useFormAct(kind === 'primary' || kind === 'danger');
  return (
    <AriaButton
      className="fb-button"
      data-kind={kind}
      type={props.type ?? 'button'}
      isDisabled={isDisabled}
      isPending={isPending}
      autoFocus={props.hasFirstFocus ?? false}
      {...(label !== undefined && { 'aria-label': label })}
      onPress={() => {
        tellForm();
        props.onPress?.();
      }}
    >
      {Icon && <Icon className="fb-icon" aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}
