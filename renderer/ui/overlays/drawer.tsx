import { X } from 'lucide-react';
import { createContext, type ReactElement, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import './dialog.css';
import './drawer.css';

/** Called by a link after a press, so that the drawer around it closes. Given by `Drawer`. */
export const CloseDrawerContext = createContext<() => void>(() => undefined);

interface DrawerProps {
  readonly title: string;
  readonly side: 'start' | 'end';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Column over the page from one side, where there is no room for it beside the page. */
export function Drawer({ title, side, isOpen, onClose, children }: DrawerProps): ReactElement {
  const translate = useTranslate();
  return (
    <ModalOverlay
      className="fb-backdrop fb-drawer-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="fb-drawer" data-side={side}>
        <Dialog className="fb-drawer-box">
          <div className="fb-drawer-head">
            <Heading slot="title">{title}</Heading>
            <Button kind="quiet" icon={X} onPress={onClose}>
              {translate('ui.close')}
            </Button>
          </div>
          <div className="fb-drawer-body">
            <CloseDrawerContext value={onClose}>{children}</CloseDrawerContext>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
