import { BookOpenText, KeyRound, ScanQrCode } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Language, languages } from '#renderer/i18n/language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tidyAddress, tidyCode } from './tidy-code.ts';
import './enrol.css';

export interface EnrolForm {
  readonly url: string;
  readonly code: string;
  readonly label: string;
}

/** The last event: a code was scanned, or headquarters was asked in vain. `waits`: the same code will do later. */
export type EnrolNews =
  | { readonly kind: 'scanned' }
  | { readonly kind: 'refused' | 'waits'; readonly message: Message };

const meanings = { scanned: 'good', refused: 'bad', waits: 'wait' } as const;

interface EnrolViewProps {
  readonly form: EnrolForm;
  readonly onForm: (form: EnrolForm) => void;
  readonly isJoining: boolean;
  readonly news: EnrolNews | null;
  readonly onScan: () => void;
  readonly onJoin: (form: EnrolForm) => void;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** As headquarters takes it (`EnrolRequest`). */
const longestLabel = 120;

/** The first screen of a new laptop: where headquarters is, and the code that an administrator gave. */
export function EnrolView(props: EnrolViewProps): ReactElement {
  const { form, onForm, isJoining, news, onScan, onJoin, language, onLanguage } = props;
  const say = useSay();
  const [isAddressWrong, setAddressWrong] = useState(false);

  const join = (): void => {
    const url = tidyAddress(form.url);
    setAddressWrong(url === null);
    if (url !== null && form.label.trim().length <= longestLabel)
      onJoin({ ...form, url, label: form.label.trim() || say('enrol.label.default') });
  };

  return (
    <main className="enrol">
      <div className="enrol-welcome">
        <BookOpenText className="enrol-mark" aria-hidden />
        <h1>{say('enrol.title')}</h1>
        <p>{say('enrol.intro')}</p>
      </div>
      <Card>
        <form
          className="enrol-form"
          onSubmit={(event) => {
            event.preventDefault();
            join();
          }}
        >
          {news && (
            <Banner meaning={meanings[news.kind]} isAnnounced>
              {say(news.kind === 'scanned' ? { key: 'enrol.scan.read' } : news.message)}
            </Banner>
          )}
          <Button icon={ScanQrCode} onPress={onScan} isDisabled={isJoining}>
            {say('enrol.scan')}
          </Button>
          <TextField
            label={say('enrol.url')}
            description={say('enrol.url.description')}
            value={form.url}
            onChange={(url) => onForm({ ...form, url })}
            isRequired
            isDisabled={isJoining}
            autoFocus
            {...(isAddressWrong && { problem: say('enrol.url.wrong') })}
          />
          <TextField
            label={say('enrol.code')}
            description={say('enrol.code.description')}
            value={form.code}
            onChange={(typed) => onForm({ ...form, code: tidyCode(typed) })}
            isRequired
            isDisabled={isJoining}
            placeholder="XXXX-XXXX-XXXX"
            autoComplete="off"
          />
          <TextField
            label={say('enrol.label')}
            description={say('enrol.label.description')}
            value={form.label}
            onChange={(label) => onForm({ ...form, label })}
            isDisabled={isJoining}
            maxLength={longestLabel}
          />
          <Button
            kind="primary"
            type="submit"
            icon={KeyRound}
            isPending={isJoining}
            isDisabled={form.url === '' || form.code.length < 14}
          >
            {isJoining ? say('enrol.joining') : say('enrol.join')}
          </Button>
        </form>
      </Card>
      <div className="enrol-language">
        <Select
          label={say('settings.language')}
          options={Language.options.map((id) => ({ id, label: languages[id].ownName }))}
          value={language}
          onChange={onLanguage}
        />
      </div>
    </main>
  );
}
