import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import './form-dialog.css';

interface FormDialogProps {
  readonly title: string;
  /** What the button says that ends it; Enter in a field does the same. */
  readonly act: string;
  /** Why it was not kept, when that is not about one field. */
  readonly problem: string | null;
  readonly onAct: () => void;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A dialog that asks for a few things and keeps them all at once, or nothing. */
export function FormDialog({ title, act, problem, onAct, onClose, children }: FormDialogProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onAct}>
            {act}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="fb-form"
        onSubmit={(event) => {
          event.preventDefault();
          onAct();
        }}
      >
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {problem}
          </Banner>
        )}
        {children}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
