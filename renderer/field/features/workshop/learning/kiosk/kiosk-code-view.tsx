import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, TextField } from '#renderer/ui';

/** Doubt about a code before the test begins. `used`: others or the same person had it in this phase. */
export type CodeDoubt = 'malformed' | 'used' | 'unknown';

interface KioskCodeViewProps {
  readonly word: string;
  readonly number: string;
  readonly doubt: CodeDoubt | null;
  readonly onChange: (code: { readonly word: string; readonly number: string }) => void;
}

/** Secret word and number of a person, with the reason for them. */
export function KioskCodeView({ word, number, doubt, onChange }: KioskCodeViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <h1 className="kiosk-title">{translate('learning.kiosk.code.title')}</h1>
      <p className="kiosk-text">{translate('learning.kiosk.code.text')}</p>
      <div className="kiosk-code">
        <TextField
          label={translate('learning.kiosk.code.word')}
          value={word}
          cutsAt={30}
          autoComplete="off"
          autoFocus
          onChange={(next) => onChange({ word: next, number })}
        />
        <TextField
          label={translate('learning.kiosk.code.number')}
          value={number}
          cutsAt={2}
          autoComplete="off"
          onChange={(next) => onChange({ word, number: next })}
        />
      </div>
      {doubt !== null && (
        <Banner meaning={doubt === 'malformed' ? 'bad' : 'wait'} isAnnounced>
          {translate(`learning.kiosk.code.${doubt}`)}
        </Banner>
      )}
    </>
  );
}
