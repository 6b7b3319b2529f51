import type { ReactElement } from 'react';
import { languageFacts, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Button, Dialog, Select } from '#renderer/ui';

export type SignInFormat = 'pdf' | 'docx';

interface SignInDialogViewProps {
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  /** Format that is being made. */
  readonly making: SignInFormat | null;
  readonly onMake: (format: SignInFormat) => void;
  readonly onClose: () => void;
}

/** Choice of language and format of the sheet to sign. */
export function SignInDialogView(props: SignInDialogViewProps): ReactElement {
  const { language, onLanguage, making, onMake, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('register.signIn')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => onMake('pdf')} isPending={making === 'pdf'}>
            {translate('register.signIn.pdf')}
          </Button>
          <Button onPress={() => onMake('docx')} isPending={making === 'docx'}>
            {translate('register.signIn.docx')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="fb-form">
        <p>{translate('register.signIn.text')}</p>
        <Select
          label={translate('register.signIn.language')}
          value={language}
          onChange={onLanguage}
          options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
        />
      </div>
    </Dialog>
  );
}
