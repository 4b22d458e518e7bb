import {
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Download,
  Ellipsis,
  FileX,
  PanelRight,
  RotateCcw,
  RotateCw,
  SlidersHorizontal,
  Trash2,
  Upload,
} from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { Toolbar as ButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ListingPlace, useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useSelection } from '../../stores/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import type { Targets } from './chunks.ts';
import { FilterField } from './FilterField.tsx';
import { useUploadMenu } from './menus.ts';
import { PathField } from './PathField.tsx';
import { backKey, forwardKey, shortcut, upKey } from './shortcuts.ts';
import styles from './Toolbar.module.css';
import type { Actions } from './useActions.ts';

export type ToolbarProps = {
  place: ListingPlace;
  actions: Actions;
  filterRef: RefObject<HTMLInputElement | null>;
  isEditingPath: boolean;
  onEditPath(isEditing: boolean): void;
  onRemove(targets: Targets): void;
  /** The keyboard goes back to the list. */
  onLeave(): void;
};

/** Where one is, and what can be done here; what applies to the selection stands by name while there is one. */
export function Toolbar(props: ToolbarProps) {
  const { place, actions } = props;
  const { t } = useTranslation();
  const { past, future, back, forward, up, go } = usePlace();
  const filter = useListing((s) => s.shown.filter);
  const filterBy = useListing((s) => s.filterBy);
  const hasSelection = useSelection((s) => s.selection.count > 0);
  const uploadMenu = useUploadMenu(actions);
  const leavePath = () => {
    props.onEditPath(false);
    props.onLeave();
  };
  return (
    <div className={styles.frame}>
      <div className={cx(styles.toolbar, hasSelection && styles.withSelection)}>
        <ButtonGroup aria-label={t('browser.navigation')} className={cx(styles.group)}>
          <IconButton
            icon={ArrowLeft}
            label={t('browser.back')}
            shortcut={backKey}
            onPress={back}
            isDisabled={past.length === 0}
          />
          <IconButton
            icon={ArrowRight}
            label={t('browser.forward')}
            shortcut={forwardKey}
            onPress={forward}
            isDisabled={future.length === 0}
          />
          <IconButton
            icon={ArrowUp}
            label={t('browser.up')}
            shortcut={upKey}
            onPress={up}
            isDisabled={place.prefix === ''}
          />
        </ButtonGroup>
        {props.isEditingPath ? (
          <PathField place={place} onLeave={leavePath} onBlur={() => props.onEditPath(false)} />
        ) : (
          <Breadcrumb
            place={place}
            onGo={(prefix) => go({ view: 'bucket', ...place, prefix })}
            onEdit={() => props.onEditPath(true)}
          />
        )}
        {hasSelection && <SelectionButtons actions={actions} onRemove={props.onRemove} />}
        <div className={styles.filter}>
          <FilterField inputRef={props.filterRef} value={filter} onChange={filterBy} onLeave={props.onLeave} />
        </div>
        <ButtonGroup aria-label={t('browser.tools')} className={cx(styles.group)}>
          <MenuButton icon={Upload} label={t('browser.upload')} items={uploadMenu} />
          <PlaceButtons place={place} />
        </ButtonGroup>
      </div>
    </div>
  );
}

function SelectionButtons({ actions, onRemove }: Pick<ToolbarProps, 'actions' | 'onRemove'>) {
  const { t } = useTranslation();
  const selection = useSelection((s) => s.selection);
  const showDeleted = useListing((s) => s.showDeleted);
  // Only where deleted objects are shown can some be selected; else nobody needs to look through the selection.
  const deleted = useMemo(() => (showDeleted ? selection.deletedKeys() : []), [selection, showDeleted]);
  const isSomethingThere = deleted.length < selection.count;
  return (
    <ButtonGroup aria-label={t('browser.forSelection')} className={cx(styles.group, styles.selection)}>
      {deleted.length > 0 && (
        <Button variant="plain" icon={RotateCcw} onPress={() => actions.restore(deleted)}>
          {t('browser.restore')}
        </Button>
      )}
      {isSomethingThere && (
        <Button variant="plain" icon={Download} onPress={() => actions.download(selection.targets())}>
          {t('browser.download')}
        </Button>
      )}
      {isSomethingThere && (
        <Button variant="plain" icon={Trash2} onPress={() => onRemove(selection.targets())}>
          {t('browser.delete')}
        </Button>
      )}
    </ButtonGroup>
  );
}

function PlaceButtons({ place }: { place: ListingPlace }) {
  const { t } = useTranslation();
  const showDeleted = useListing((s) => s.showDeleted);
  const { setShowDeleted, refresh } = useListing.getState();
  const inspectorOpen = usePreferences((s) => s.preferences.inspectorOpen);
  const change = usePreferences((s) => s.change);
  const { connectionId, bucket } = place;
  const openSettings = () => usePlace.getState().go({ view: 'bucketSettings', connectionId, bucket });
  const toggleDeleted = () => setShowDeleted(!showDeleted);
  return (
    <>
      <span className={styles.wide}>
        <IconButton icon={RotateCw} label={t('browser.refresh')} shortcut={shortcut('R')} onPress={refresh} />
        <IconButton icon={FileX} label={t('browser.showDeleted')} isActive={showDeleted} onPress={toggleDeleted} />
        <IconButton icon={SlidersHorizontal} label={t('browser.settings')} onPress={openSettings} />
      </span>
      <span className={styles.more}>
        <MenuButton
          icon={Ellipsis}
          label={t('common.moreActions')}
          items={[
            { id: 'refresh', label: t('browser.refresh'), icon: RotateCw, shortcut: shortcut('R'), run: refresh },
            {
              id: 'deleted',
              label: showDeleted ? t('browser.hideDeleted') : t('browser.showDeleted'),
              icon: FileX,
              run: toggleDeleted,
            },
            { id: 'settings', label: t('browser.settings'), icon: SlidersHorizontal, run: openSettings },
          ]}
        />
      </span>
      <IconButton
        icon={PanelRight}
        label={t('browser.inspector')}
        shortcut={shortcut('I')}
        isActive={inspectorOpen}
        onPress={() => void change({ inspectorOpen: !inspectorOpen })}
      />
    </>
  );
}
