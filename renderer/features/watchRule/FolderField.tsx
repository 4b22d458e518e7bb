import { FolderOpen } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FOLDER_USES } from '../../../shared/contract/app.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import fieldStyles from '../../ui/Field.module.css';
import { ProblemLine } from '../../ui/ProblemLine.tsx';
import styles from './FolderField.module.css';
import type { ChosenFolder } from './ruleForm.ts';

/** A folder of this computer, chosen in the system's dialog: its path can be read, not typed. */
export function FolderField({
  use,
  label,
  path,
  placeholder,
  onChange,
  description,
  error,
}: {
  use: (typeof FOLDER_USES)[number];
  label: string;
  /** Null: none is chosen. */
  path: string | null;
  /** Stands in the place of the path while there is none. */
  placeholder: string;
  onChange: (folder: ChosenFolder) => void;
  description?: string | undefined;
  error?: string | undefined;
}) {
  const { t } = useTranslation();
  const labelId = useId();
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async () => {
    setFailure(null);
    try {
      const folder = await call('dialogs.chooseFolder', { use });
      if (folder) onChange({ grant: folder.grant, path: folder.path });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one
    <div role="group" aria-labelledby={labelId} className={fieldStyles.field}>
      <span id={labelId} className={fieldStyles.label}>
        {label}
      </span>
      <div className={styles.row}>
        <span className={cx(styles.path, path === null ? styles.none : 'selectable')} title={path ?? placeholder}>
          {/* The end of a path tells more than its beginning: it is cut at the left, with its signs in their order. */}
          <bdi>{path ?? placeholder}</bdi>
        </span>
        <Button icon={FolderOpen} onPress={() => void choose()}>
          {t(`watch.rule.choose.${use}`)}
        </Button>
      </div>
      {error ? (
        <ProblemLine severity="error" text={error} />
      ) : (
        description && <p className="secondary">{description}</p>
      )}
      {failure !== null && <ErrorNotice error={failure} connectionId={null} />}
    </div>
  );
}
