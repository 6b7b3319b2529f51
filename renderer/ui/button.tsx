import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton, Link } from 'react-aria-components';
import { useFormAct } from './fields/draft-form.tsx';
import './button.css';
import './text-link.css';

interface TextLinkProps {
  readonly children: ReactNode;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  /** Whether it covers the nearest positioned parent, so that the whole row or card can be pressed. */
  readonly isWholeRow?: boolean | undefined;
  /** A longer name for screen readers, where the words alone are not enough ("2"). */
  readonly label?: string | undefined;
}

/** Link to a place. With `href` a real link, else a press. */
export function TextLink({
  children,
  href,
  onPress,
  isWholeRow = false,
  label,
}: TextLinkProps): ReactElement {
  return (
    <Link
      className="fb-link"
      {...(href !== undefined && { href })}
      {...(onPress && { onPress })}
      {...(isWholeRow && { 'data-whole-row': true })}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </Link>
  );
}

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
