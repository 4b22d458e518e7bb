import { Cylinder, Plug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConnections } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** The centre while no bucket is chosen: at the first start, the way to a first connection. */
export function Welcome() {
  const { t } = useTranslation();
  const open = useDialog((s) => s.open);
  const { data } = useConnections();
  if (!data) return null;
  if (data.length > 0) return <EmptyState icon={Cylinder} text={t('sidebar.chooseBucket')} />;
  return (
    <EmptyState
      icon={Plug}
      text={t('sidebar.welcome')}
      action={
        <Button variant="primary" onPress={() => open({ kind: 'connection', connectionId: null })}>
          {t('connections.new')}
        </Button>
      }
    />
  );
}
