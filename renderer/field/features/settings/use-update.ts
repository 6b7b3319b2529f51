import { useState } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { UpdateState } from './update-view.tsx';

interface Update {
  readonly state: UpdateState;
  readonly choose: () => Promise<void>;
  readonly show: () => void;
}

/** Where an update from a file stands. */
export function useUpdate(): Update {
  const { host } = useField();
  const [state, setState] = useState<UpdateState>({ kind: 'none' });
  return {
    state,
    choose: async () => {
      setState({ kind: 'checking' });
      try {
        const outcome = await host.ask('update.choose', null);
        setState(outcome.kind === 'cancelled' ? { kind: 'none' } : outcome);
      } catch {
        setState({ kind: 'refused', code: 'failed' }); // the shell has logged why
      }
    },
    show: () => void host.ask('update.show', null),
  };
}
