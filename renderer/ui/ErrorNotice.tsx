import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../shared/errors.ts';
import { useDialog } from '../stores/dialog.ts';
import { usePlace } from '../stores/place.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { DetailsToggle } from './DetailsToggle.tsx';
import { ErrorDetails } from './ErrorDetails.tsx';
import styles from './ErrorNotice.module.css';
import { Icon } from './Icon.tsx';
import { useAppError } from './useAppError.ts';

export type ErrorNoticeProps = {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** Another way on, beside "Try again". */
  action?: ReactNode | undefined;
  /** Whose secret key to ask for when that is what is wrong: the connection shown unless told; null to never ask. */
  connectionId?: string | null | undefined;
  /** For what the user opened to read, and what was told before: it is not read out by itself. */
  isQuiet?: boolean | undefined;
};

/** What entering the secret key again can put right. */
const SECRET_CODES: readonly ErrorCode[] = ['secret-missing', 'secret-unreadable', 'expired-credentials'];

/** What happened and what to do, next to what failed; "Details" opens to code, status and request id. */
export function ErrorNotice({ error, onRetry, action, connectionId, isQuiet = false }: ErrorNoticeProps) {
  const { t } = useTranslation();
  const { text, data } = useAppError()(error);
  const place = usePlace((s) => s.place);
  const open = useDialog((s) => s.open);
  const shown = 'connectionId' in place ? place.connectionId : null;
  const owner = connectionId === undefined ? shown : connectionId;
  const asksSecret = owner !== null && SECRET_CODES.includes(data.code);
  return (
    <div className={styles.notice} {...(isQuiet ? {} : { role: 'alert' })}>
      <Icon of={CircleAlert} className={styles.icon} />
      <Disclosure className={cx(styles.words)}>
        <p className={cx(styles.text, 'selectable')}>{text}</p>
        <div className={styles.buttons}>
          {action}
          {asksSecret && (
            <Button isSmall onPress={() => open({ kind: 'connection', connectionId: owner, askSecret: true })}>
              {t('common.enterSecret')}
            </Button>
          )}
          {onRetry && data.code !== 'secret-missing' && (
            <Button isSmall icon={RotateCw} onPress={onRetry}>
              {t('common.retry')}
            </Button>
          )}
          <DetailsToggle />
        </div>
        <DisclosurePanel>
          <ErrorDetails data={data} />
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
