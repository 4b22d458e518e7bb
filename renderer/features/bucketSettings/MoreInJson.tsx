import { useTranslation } from 'react-i18next';
import { Note } from '../../ui/FormParts.tsx';

/** Said where the document has more than the form shows. */
export function MoreInJson() {
  const { t } = useTranslation();
  return <Note>{t('settings.form.more')}</Note>;
}
