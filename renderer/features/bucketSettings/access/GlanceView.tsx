import { useTranslation } from 'react-i18next';
import type { AccessStates, Glance } from '../../../../shared/access/glance.ts';
import { ACCESSES } from '../../../../shared/access/policyOpenness.ts';
import { documentOf } from '../../../../shared/settings/state.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Note } from '../../../ui/FormParts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useShowItem } from '../showItem.ts';
import styles from './AccessPage.module.css';
import { reasonText } from './reasons.ts';
import { useHeadline } from './useHeadline.ts';

/** How open a bucket is in a word, line by line, and what makes it so. */
export function GlanceView({ glance, states, bucket }: { glance: Glance; states: AccessStates; bucket: string }) {
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const show = useShowItem();
  const headline = useHeadline()(glance);
  const policy = documentOf<'policy'>(states.policy);
  const reasons = glance.because.map((reason) => reasonText(t, language, reason, policy, bucket));
  const absent = (['policy', 'acl', 'publicAccessBlock'] as const).filter((one) => states[one]?.state === 'absent');
  return (
    <>
      <div className={styles.glance}>
        <Icon of={headline.icon} size={28} className={styles[headline.kind]} />
        <div>
          <p className={styles.headline} role="status">
            {headline.text}
          </p>
          <p className={styles.means}>{t(`settings.access.means.${headline.kind}`)}</p>
        </div>
      </div>
      <dl className={styles.lines}>
        {ACCESSES.map((access) => (
          <div key={access} className={styles.line}>
            <dt>{t(`settings.access.line.${access}`)}</dt>
            <dd className={cx(styles.openness, glance[access] === 'public' && styles.open)}>
              {t(`settings.access.openness.${glance[access]}`)}
            </dd>
          </div>
        ))}
      </dl>
      {reasons.length > 0 && (
        <section className={styles.reasons} aria-labelledby="access-reasons">
          <h3 id="access-reasons" className="sectionHead">
            {t('settings.access.reasons')}
          </h3>
          <ul>
            {reasons.map(({ id, text, setting }) => (
              <li key={id} className={styles.reason}>
                <span>{text}</span>
                <Button isSmall onPress={() => show(setting)}>
                  {t(`settings.${setting}.title`)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {glance.objectsMayDiffer && <Note>{t('settings.access.objectsMayDiffer')}</Note>}
      {absent.map((setting) => (
        <Note key={setting}>{t('settings.absent.title', { title: t(`settings.${setting}.title`) })}</Note>
      ))}
    </>
  );
}
