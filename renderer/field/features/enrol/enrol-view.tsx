import { BookOpenText, KeyRound, LoaderCircle, ScanQrCode } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { languageFacts, type Message, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, Card, Select, TextField } from '#renderer/ui';
import './enrol.css';

/** A code came with the start of the app and is being used: the person can only wait. */
export function EnrolJoiningView({ url }: { readonly url: string }): ReactElement {
  const translate = useTranslate();
  return (
    <main className="enrol">
      <div className="enrol-welcome">
        <BookOpenText className="enrol-mark" aria-hidden />
        <h1>{translate('enrol.title')}</h1>
      </div>
      <Card>
        <div className="enrol-waiting" role="status">
          <LoaderCircle className="fb-icon" aria-hidden />
          <div>
            <strong>{translate('enrol.byItself.title')}</strong>
            <p>{translate('enrol.byItself.text', { url })}</p>
          </div>
        </div>
      </Card>
    </main>
  );
}

export interface EnrolForm {
  readonly url: string;
  readonly code: string;
  readonly label: string;
}

/** The last event: a code was scanned, or headquarters was asked in vain. `waits`: the same code will do later. */
export type EnrolNews =
  | { readonly kind: 'scanned' }
  | { readonly kind: 'refused' | 'waits'; readonly message: Message };

const enrolNewsMeanings = { scanned: 'good', refused: 'bad', waits: 'wait' } as const;

interface EnrolViewProps {
  readonly form: EnrolForm;
  readonly onForm: (enrolForm: EnrolForm) => void;
  readonly isJoining: boolean;
  readonly news: EnrolNews | null;
  readonly onScan: () => void;
  readonly onJoin: (enrolForm: EnrolForm) => void;
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
}

/** Limit of `EnrolRequest`. */
const maximumLabelLength = 120;

/** First screen of a new laptop: address of headquarters, and the code of an administrator. */
export function EnrolView(props: EnrolViewProps): ReactElement {
  const { form, onForm, isJoining, news, onScan, onJoin, language, onLanguage } = props;
  const translate = useTranslate();
  const [isAddressWrong, setAddressWrong] = useState(false);

  const join = (): void => {
    const url = normalizeServerAddress(form.url);
    setAddressWrong(url === null);
    if (url !== null && form.label.trim().length <= maximumLabelLength)
      onJoin({ ...form, url, label: form.label.trim() || translate('enrol.label.default') });
  };

  return (
    <main className="enrol">
      <div className="enrol-welcome">
        <BookOpenText className="enrol-mark" aria-hidden />
        <h1>{translate('enrol.title')}</h1>
        <p>{translate('enrol.intro')}</p>
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
            <Banner meaning={enrolNewsMeanings[news.kind]} isAnnounced>
              {translate(news.kind === 'scanned' ? { key: 'enrol.scan.read' } : news.message)}
            </Banner>
          )}
          <Button icon={ScanQrCode} onPress={onScan} isDisabled={isJoining}>
            {translate('enrol.scan')}
          </Button>
          <TextField
            draft="none"
            label={translate('enrol.url')}
            description={translate('enrol.url.description')}
            value={form.url}
            onChange={(url) => onForm({ ...form, url })}
            isRequired
            isDisabled={isJoining}
            autoFocus
            {...(isAddressWrong && { problem: translate('enrol.url.wrong') })}
          />
          <TextField
            draft="none"
            label={translate('enrol.code')}
            description={translate('enrol.code.description')}
            value={form.code}
            onChange={(typed) => onForm({ ...form, code: normalizeEnrolCode(typed) })}
            isRequired
            isDisabled={isJoining}
            placeholder="XXXX-XXXX-XXXX"
            autoComplete="off"
          />
          <TextField
            draft="none"
            label={translate('enrol.label')}
            description={translate('enrol.label.description')}
            value={form.label}
            onChange={(label) => onForm({ ...form, label })}
            isDisabled={isJoining}
            maxLength={maximumLabelLength}
          />
          <Button
            kind="primary"
            type="submit"
            icon={KeyRound}
            isPending={isJoining}
            isDisabled={form.url === '' || form.code.length < 14}
          >
            {isJoining ? translate('enrol.joining') : translate('enrol.join')}
          </Button>
        </form>
      </Card>
      <div className="enrol-language">
        <Select
          label={translate('ui.language')}
          options={ScreenLanguage.options.map((mailLanguage) => ({
            id: mailLanguage,
            label: languageFacts[mailLanguage].ownName,
          }))}
          value={language}
          onChange={onLanguage}
        />
      </div>
    </main>
  );
}

/**
 * Normalize an enrolment code copied from paper or a telephone.
 * It may have any case and any gaps. O counts as 0, and I or L as 1, which codes do not have.
 * @returns `XXXX-XXXX-XXXX`
 */
export function normalizeEnrolCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, 12);
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

/** Normalize an address of headquarters; `https://` is added where it is missing. Null for an invalid one. */
export function normalizeServerAddress(typed: string): string | null {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return text !== '' && URL.canParse(address) ? new URL(address).origin : null;
}
