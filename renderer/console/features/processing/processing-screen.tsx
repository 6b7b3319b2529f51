import { type ReactElement, useMemo } from 'react';
import { dayNumberOf } from '#domain/base/calendar.ts';
import { processingRegister } from '#domain/privacy/processing.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { saveInBrowser } from '#renderer/console/app/save-in-browser.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ProcessingView } from './processing-view.tsx';
import { registerFile } from './register-file.ts';

/** The register of processing: the table that fields are handled by, with the days that follow from the programme's end. */
export function ProcessingScreen(): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const resource = resources.get('programme', client.programme);
  const answer = useResource(resource);
  return (
    <ConsoleFrame place="processing" head={{ title: say('processing.title') }} shows={answer}>
      <Shown of={answer} onTryAgain={resource.reload}>
        {({ programme }) => <Register endsOn={programme?.endsOn ?? null} />}
      </Shown>
    </ConsoleFrame>
  );
}

const dayMs = 24 * 60 * 60_000;

function Register({ endsOn }: { readonly endsOn: string | null }): ReactElement {
  const say = useSay();
  const format = useFormat();
  const lines = useMemo(
    () => processingRegister(endsOn === null ? null : dayNumberOf(endsOn) * dayMs),
    [endsOn],
  );
  return (
    <ProcessingView
      lines={lines}
      endsOn={endsOn}
      onSave={() => {
        const { name, content } = registerFile(lines, say, format);
        saveInBrowser(name, content);
      }}
    />
  );
}
