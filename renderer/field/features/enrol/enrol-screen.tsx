import { type ReactElement, useState } from 'react';
import { type EnrolLink, parseEnrolLink } from '#domain/people/enrol-link.ts';
import { ScanDialog } from '#renderer/field/app/scan/scan-dialog.tsx';
import { enrolScanLabels } from '#renderer/field/app/scan/scan-view.tsx';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, type PlainMessageKey, useTranslate } from '#renderer/i18n';
import type { EnrolResult } from '#renderer/store/api/store-api.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import type { LaptopProblemCode } from '#sync/protocol/refusal-codes.ts';
import { type EnrolForm, EnrolJoiningView, type EnrolNews, EnrolView } from './enrol-view.tsx';

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
  const [enrolForm, setForm] = useState<EnrolForm>({
    url: offer?.url ?? '',
    code: offer?.code ?? '',
    label: translate('enrol.label.default'),
  });
  const [isJoining, setJoining] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const [enrolNews, setNews] = useState<EnrolNews | null>(null);

  const join = async ({ url, code, label }: EnrolForm): Promise<void> => {
    setJoining(true);
    setNews(enrolNewsOf(await store.enrol(url, code, label)));
    setJoining(false);
  };
  // Only filled in: the person sees the server before joining.
  const take = ({ at, code }: EnrolLink): void => {
    setScanning(false);
    setForm({ ...enrolForm, url: at, code });
    setNews({ kind: 'scanned' });
  };

  if (offer !== null && offer.failure === null) return <EnrolJoiningView url={offer.url} />;
  return (
    <>
      <EnrolView
        form={enrolForm}
        onForm={setForm}
        isJoining={isJoining}
        news={enrolNews ?? (offer?.failure ? enrolNewsOf(offer.failure) : null)}
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

/** Message after a failed enrolment: the event, and the next step. Null after success. */
function enrolResultMessage(enrolResult: EnrolResult): Message | null {
  switch (enrolResult.kind) {
    case 'enrolled':
      return null;
    case 'unreachable':
      return { key: 'enrol.refused.unreachable' };
    case 'refused':
      return enrolRefusalMessage(enrolResult.code);
  }
}

/** Reason of a refusal in a sentence. An unknown code, as of a newer server, is still shown. */
function enrolRefusalMessage(code: string): Message {
  const messageKey = isEnrolCode(code) ? refusalKeys[code] : null;
  return messageKey === null ? { key: 'enrol.refused.other', values: { code } } : { key: messageKey };
}

type EnrolCode = LaptopProblemCode | LaptopOwnCode;

const isEnrolCode = (code: string): code is EnrolCode => Object.hasOwn(refusalKeys, code);

/** Null: the sentence that names the code. */
const refusalKeys: { readonly [code in EnrolCode]: PlainMessageKey | null } = {
  code: 'enrol.refused.code',
  waiting: 'enrol.refused.waiting',
  clock: 'enrol.refused.clock',
  rate: 'enrol.refused.rate',
  'store-full': 'enrol.refused.store',
  'store-unavailable': 'enrol.refused.store',
  'store-files-changed': 'enrol.refused.store',
  'device-taken': 'enrol.refused.deviceTaken',
  address: 'enrol.refused.address',
  'plain-http': 'enrol.refused.plainHttp',
  'revoked-key': 'enrol.refused.revokedKey',
  // The request was damaged on its way, or the two versions do not understand each other.
  malformed: null,
  digest: null,
  signature: null,
  nonce: null,
  'too-large': null,
  encoding: null,
  host: null,
  'not-found': null,
  unreadable: null,
  unexpected: null,
  // The server fails for now, or its log tells why.
  internal: null,
  stopping: null,
  quota: null,
  // Of an enrolled laptop, a page, or a sync.
  device: null,
  session: null,
  forbidden: null,
  'not-releasable': null,
  'already-done': null,
  unreachable: null,
  noProgress: null,
  notEnrolled: null,
  fork: null,
  path: null,
  store: null,
  full: null,
  failed: null,
  busy: null,
  refused: null,
};

function enrolNewsOf(enrolResult: EnrolResult): EnrolNews | null {
  const message = enrolResultMessage(enrolResult);
  const isWaiting = enrolResult.kind === 'refused' && enrolResult.code === 'waiting';
  return message && { kind: isWaiting ? 'waits' : 'refused', message };
}
