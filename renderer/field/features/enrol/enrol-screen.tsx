import { type ReactElement, useState } from 'react';
import { type EnrolLink, parseEnrolLink } from '#domain/people/qr-links.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { enrolScanLabels } from '#renderer/field/app/scan/scan-view.tsx';
import { ScanDialog } from '#renderer/field/app/scan/scan-dialog.tsx';
import type { EnrolResult } from '#renderer/store/api/store-api.ts';
import { type EnrolForm, EnrolJoiningView, type EnrolNews, EnrolView } from './enrol-view.tsx';

/** Message after a failed enrolment: the event, and the next step. Null after success. */
function enrolResultMessage(result: EnrolResult): Message | null {
  switch (result.kind) {
    case 'enrolled':
      return null;
    case 'unreachable':
      return { key: 'enrol.refused.unreachable' };
    case 'refused':
      return enrolRefusalMessage(result.code);
  }
}

function enrolRefusalMessage(code: string): Message {
  switch (code) {
    case 'code':
      return { key: 'enrol.refused.code' };
    case 'waiting':
      return { key: 'enrol.refused.waiting' };
    case 'clock':
      return { key: 'enrol.refused.clock' };
    case 'rate':
      return { key: 'enrol.refused.rate' };
    case 'store-full':
    case 'store-unavailable':
    case 'store-files-changed':
      return { key: 'enrol.refused.store' };
    case 'device-taken':
      return { key: 'enrol.refused.deviceTaken' };
    case 'address':
      return { key: 'enrol.refused.address' };
    case 'plain-http':
      return { key: 'enrol.refused.plainHttp' };
    case 'revoked-key':
      return { key: 'enrol.refused.revokedKey' };
    default:
      return { key: 'enrol.refused.other', values: { code } };
  }
}

/**
 * Enrol this laptop at headquarters.
 * The store uses a code that came with the start of the app. If that fails, the form shows the code and the
 * reason, and a person can try again.
 */
export function EnrolScreen(): ReactElement {
  const translate = useTranslate();
  const { store, session } = useFieldServices();
  const { preferences, choose } = useFieldPreferences();
  const { offer } = session;
  const [form, setForm] = useState<EnrolForm>({
    url: offer?.url ?? '',
    code: offer?.code ?? '',
    label: translate('enrol.label.default'),
  });
  const [isJoining, setJoining] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const [news, setNews] = useState<EnrolNews | null>(null);

  const join = async ({ url, code, label }: EnrolForm): Promise<void> => {
    setJoining(true);
    setNews(enrolNewsOf(await store.enrol(url, code, label)));
    setJoining(false);
  };
  // Only filled in: the person sees the server before joining.
  const take = ({ at, code }: EnrolLink): void => {
    setScanning(false);
    setForm({ ...form, url: at, code });
    setNews({ kind: 'scanned' });
  };

  if (offer !== null && offer.failure === null) return <EnrolJoiningView url={offer.url} />;
  return (
    <>
      <EnrolView
        form={form}
        onForm={setForm}
        isJoining={isJoining}
        news={news ?? (offer?.failure ? enrolNewsOf(offer.failure) : null)}
        onScan={() => setScanning(true)}
        onJoin={(tidied) => void join(tidied)}
        language={preferences.language}
        onLanguage={(language) => choose({ language })}
      />
      {isScanning && (
        <ScanDialog
          title={translate('enrol.scan')}
          words={enrolScanLabels}
          read={parseEnrolLink}
          onFound={take}
          onClose={() => setScanning(false)}
        />
      )}
    </>
  );
}

function enrolNewsOf(result: EnrolResult): EnrolNews | null {
  const message = enrolResultMessage(result);
  const isWaiting = result.kind === 'refused' && result.code === 'waiting';
  return message && { kind: isWaiting ? 'waits' : 'refused', message };
}
