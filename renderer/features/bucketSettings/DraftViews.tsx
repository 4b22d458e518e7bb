import { CircleDashed, PencilLine } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WritableSettingId } from '../../../shared/settings/documents.ts';
import { Button } from '../../ui/Button.tsx';
import { focusFirstField, isFocusLost } from '../../ui/focus.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './DraftViews.module.css';
import { Notice } from './Notice.tsx';
import { Skeleton } from './Skeleton.tsx';
import type { FormProps, SettingEntry } from './settingForm.ts';
import type { DraftView } from './useDraftView.ts';
import type { Setting } from './useSetting.ts';

// The editor is large: it is loaded when the first JSON is opened.
const JsonView = lazy(async () => ({ default: (await import('./JsonView.tsx')).JsonView }));

type ViewProps<S extends WritableSettingId> = {
  id: S;
  entry: SettingEntry<S>;
  setting: Setting<S>;
  form: FormProps<S>;
  view: DraftView;
};

function NotSet<S extends WritableSettingId>({ entry, setting, form }: ViewProps<S>) {
  const { t } = useTranslation();
  return (
    <Notice icon={CircleDashed} title={t(setting.base === null ? 'settings.notSet' : 'settings.willBeNotSet')}>
      <Button isDisabled={form.isDisabled} onPress={() => form.onChange(entry.start(form.place.bucket))}>
        {t('settings.setUp')}
      </Button>
    </Notice>
  );
}

function FormView<S extends WritableSettingId>(props: ViewProps<S>) {
  const { t } = useTranslation();
  const { entry, setting, form, view } = props;
  const { document } = setting.draft;
  if (document === undefined) {
    return (
      <Notice icon={PencilLine} title={t('settings.mend')}>
        <Button isSmall onPress={() => view.select('json')}>
          {t('settings.mendButton')}
        </Button>
      </Notice>
    );
  }
  if (document === null && !entry.showsNotSet) return <NotSet {...props} />;
  return entry.Form && <entry.Form {...form} />;
}

function TwoViews<S extends WritableSettingId>(props: ViewProps<S>) {
  const { t } = useTranslation();
  const { id, entry, setting, view, form } = props;
  const json = (
    <Suspense fallback={<Skeleton />}>
      <JsonView
        id={id}
        draft={setting.draft}
        onChange={setting.setText}
        reveal={view.reveal}
        isReadOnly={form.isDisabled}
      />
    </Suspense>
  );
  if (entry.Form === null) return json;
  return (
    <Tabs
      label={t('settings.view.label')}
      selected={view.selected}
      onSelect={view.select}
      isInline
      items={[
        { id: 'form', label: t('settings.view.form'), content: <FormView {...props} /> },
        { id: 'json', label: t('settings.view.json'), content: json },
      ]}
    />
  );
}

/** The two views of a draft, form and JSON; while nothing is set, how to begin. */
export function DraftViews<S extends WritableSettingId>(props: ViewProps<S>) {
  const { entry, setting } = props;
  const isBeginning = setting.draft.document === null && setting.from === 'form' && !entry.showsNotSet;
  const views = useRef<HTMLDivElement>(null);
  const wasBeginning = useRef(isBeginning);
  // What was pressed is gone with its view: the focus goes on to the form, or to what begins it again.
  useEffect(() => {
    if (wasBeginning.current !== isBeginning && isFocusLost()) {
      focusFirstField(views.current?.querySelector('[role="tabpanel"]') ?? views.current);
    }
    wasBeginning.current = isBeginning;
  }, [isBeginning]);
  return (
    <div className={styles.views} ref={views}>
      {isBeginning ? <NotSet {...props} /> : <TwoViews {...props} />}
    </div>
  );
}
