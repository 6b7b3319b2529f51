import { type ReactElement, useState } from 'react';
import { type EnrolLink, readEnrolLink } from '#domain/people/enrol-link.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { usePreferences } from '#renderer/field/app/preferences-context.tsx';
import { enrolScanWords } from '#renderer/field/app/scan/enrol-scan-words.ts';
import { ScanDialog } from '#renderer/field/app/scan/scan-dialog.tsx';
import type { EnrolResult } from '#renderer/store/store-api.ts';
import { enrolMessage } from './enrol-message.ts';
import { type EnrolForm, type EnrolNews, EnrolView } from './enrol-view.tsx';
import { JoiningView } from './joining-view.tsx';

/**
 * Makes this laptop known to headquarters. A code that came with the start of the app is used by the store by itself;
 * if that fails, the form shows it filled in, says why, and a person can try again.
 */
export function EnrolScreen(): ReactElement {
  const say = useSay();
  const { store, session } = useField();
  const { preferences, choose } = usePreferences();
  const { offer } = session;
  const [form, setForm] = useState<EnrolForm>({
    url: offer?.url ?? '',
    code: offer?.code ?? '',
    label: say('enrol.label.default'),
  });
  const [isJoining, setJoining] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const [news, setNews] = useState<EnrolNews | null>(null);

  const join = async ({ url, code, label }: EnrolForm): Promise<void> => {
    setJoining(true);
    setNews(newsOf(await store.enrol(url, code, label)));
    setJoining(false);
  };
  // Filled in and no more: whoever joins sees first where.
  const take = ({ at, code }: EnrolLink): void => {
    setScanning(false);
    setForm({ ...form, url: at, code });
    setNews({ kind: 'scanned' });
  };

  if (offer !== null && offer.failure === null) return <JoiningView url={offer.url} />;
  return (
    <>
      <EnrolView
        form={form}
        onForm={setForm}
        isJoining={isJoining}
        news={news ?? (offer?.failure ? newsOf(offer.failure) : null)}
        onScan={() => setScanning(true)}
        onJoin={(tidied) => void join(tidied)}
        language={preferences.language}
        onLanguage={(language) => choose({ language })}
      />
      {isScanning && (
        <ScanDialog
          title={say('enrol.scan')}
          words={enrolScanWords}
          read={readEnrolLink}
          onFound={take}
          onClose={() => setScanning(false)}
        />
      )}
    </>
  );
}

function newsOf(result: EnrolResult): EnrolNews | null {
  const message = enrolMessage(result);
  const isWaiting = result.kind === 'refused' && result.code === 'waiting';
  return message && { kind: isWaiting ? 'waits' : 'refused', message };
}
