import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Toast, useToasts } from '../stores/toasts.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './Toasts.module.css';

const SHOWN_MS = 5000;
const ICONS = { info: Info, success: CircleCheck, danger: CircleAlert };

function ToastLine({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const dismiss = useToasts((s) => s.dismiss);
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => dismiss(toast.id), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [isHeld, dismiss, toast.id]);

  const { action } = toast;
  return (
    <li
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={ICONS[toast.tone]} className={cx(styles[toast.tone])} />
      <span className={styles.message}>{toast.message}</span>
      {action && (
        <Button
          isSmall
          onPress={() => {
            action.run();
            dismiss(toast.id);
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton isSmall icon={X} label={t('common.close')} onPress={() => dismiss(toast.id)} />
    </li>
  );
}

/** The messages at the lower right of their parent: five seconds each, longer under the pointer or the focus; read by screen readers. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((s) => s.toasts);
  return (
    // React Aria hides what is outside an open dialog; messages stay readable above it.
    <section className={styles.region} aria-label={t('common.notifications')} data-react-aria-top-layer="true">
      <ul aria-live="polite" className={styles.list}>
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  );
}
