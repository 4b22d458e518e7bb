import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WritableSettingId } from '../../../shared/settings/documents.ts';
import { type BucketRef, settingQuery, versioningOf } from '../../api/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { errorData } from '../../ui/useAppError.ts';
import { changeLines } from './changeLines.ts';
import { DraftViews } from './DraftViews.tsx';
import { ProblemList } from './ProblemList.tsx';
import { ENTRIES } from './registry.ts';
import styles from './SettingEditor.module.css';
import { SettingFooter } from './SettingFooter.tsx';
import { useDraftView } from './useDraftView.ts';
import type { Setting } from './useSetting.ts';

/** What a setting says that could not be read into Stave's own words. */
function Foreign({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return (
    <p className={styles.foreign}>
      <Icon of={TriangleAlert} />
      <span className="selectable">{t('settings.foreign', { count: names.length, names: names.join(', ') })}</span>
    </p>
  );
}

function Changes({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <div className={styles.changes}>
      <h3 className="sectionHead">{t('settings.willChange')}</h3>
      {[...new Set(lines)].map((line) => (
        <p key={line} className="selectable">
          {line}
        </p>
      ))}
    </div>
  );
}

/** A setting's draft in its two views, with what is wrong with it, what saving would change, and the buttons. */
export function SettingEditor<S extends WritableSettingId>({
  id,
  place,
  setting,
}: {
  id: S;
  place: BucketRef;
  setting: Setting<S>;
}) {
  const { t } = useTranslation();
  const { draft, base, reading, saveError, isSaving } = setting;
  const entry = ENTRIES[id];
  const view = useDraftView(entry.Form !== null, draft.text);
  const { Below } = entry;
  // Whether deleting leaves anything behind is said by another setting.
  const versioning = useQuery({ ...settingQuery(place, 'versioning'), enabled: id === 'lifecycle' }).data;
  const context = { ...place, versioning: versioningOf(versioning) };
  const form = {
    place,
    draft: draft.document ?? null,
    onChange: setting.setDocument,
    server: base,
    problems: draft.problems,
    isDisabled: isSaving,
  };
  const changes =
    draft.isChanged && draft.document !== undefined
      ? (entry.changes?.(t, base, draft.document, context) ?? changeLines(t, base, draft.document))
      : [];
  return (
    <>
      {reading.state?.state === 'set' && <Foreign names={reading.state.foreign} />}
      <DraftViews id={id} entry={entry} setting={setting} form={form} view={view} />
      {Below && draft.document !== undefined && <Below {...form} />}
      <Changes lines={changes} />
      <ProblemList problems={draft.problems} text={draft.text} onShow={view.show} />
      {saveError && (
        <ErrorNotice
          error={saveError}
          action={
            errorData(saveError).code === 'setting-changed' ? (
              <Button isSmall onPress={() => void setting.readAgain()}>
                {t('settings.readAgain')}
              </Button>
            ) : undefined
          }
        />
      )}
      <SettingFooter id={id} setting={setting} context={context} />
    </>
  );
}
