import { createContext } from 'react';

/** What a place to go calls after it was pressed, so that the drawer it stands in goes away. Given by `Drawer`. */
export const CloseDrawerContext = createContext<() => void>(() => undefined);
