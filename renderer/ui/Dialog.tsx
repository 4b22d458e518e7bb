import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';

export type DialogProps = {
  isOpen: boolean;
  /** Escape was pressed: the safe answer. */
  onClose: () => void;
  title: string;
  /** CSS pixels; 420 unless told. */
  width?: number | undefined;
  /** `alertdialog` for a question about something that cannot be undone. */
  role?: 'dialog' | 'alertdialog' | undefined;
  footer?: ReactNode | undefined;
  children: ReactNode;
};

/** A modal question. It closes by its buttons and Escape only, so that a stray click loses no typed text. */
export function Dialog({ isOpen, onClose, title, width = 420, role = 'dialog', footer, children }: DialogProps) {
  return (
    <ModalOverlay
      className={cx(styles.backdrop)}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={cx(styles.modal)} style={{ width }}>
        <AriaDialog className={cx(styles.dialog)} role={role}>
          <Heading slot="title" className={cx(styles.title)}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          {footer && <div className={styles.footer}>{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
