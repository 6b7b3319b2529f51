import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from './button.tsx';
import { CloseDrawerContext } from './close-drawer.ts';
import './dialog.css';
import './drawer.css';

interface DrawerProps {
  readonly title: string;
  readonly side: 'start' | 'end';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A column that comes over the page from one side, where there is no room for it beside the page. */
export function Drawer({ title, side, isOpen, onClose, children }: DrawerProps): ReactElement {
  const say = useSay();
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
              {say('ui.close')}
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
