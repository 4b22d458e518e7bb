import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FormStack, Indented } from '../../../ui/FormParts.tsx';
import type { FormProps } from '../settingForm.ts';
import { allBlocks, BLOCKS, type Blocks, readBlocks, writeBlocks } from './publicAccessBlockForm.ts';

/** The four blocks, and all of them at once. */
export function PublicAccessBlockForm({ draft, onChange, server, isDisabled }: FormProps<'publicAccessBlock'>) {
  const { t } = useTranslation();
  const blocks = readBlocks(draft);
  const on = BLOCKS.filter((block) => blocks[block]).length;
  const put = (next: Blocks) => {
    // Where it is not set, all four off is what there is already.
    const isUndone = server === null && !BLOCKS.some((block) => next[block]);
    onChange(isUndone ? null : writeBlocks(draft, next));
  };
  return (
    <FormStack>
      <Checkbox
        isSelected={on === BLOCKS.length}
        isIndeterminate={on > 0 && on < BLOCKS.length}
        onChange={(isOn) => put(allBlocks(isOn))}
        isDisabled={isDisabled}
      >
        {t('settings.publicAccessBlock.all')}
      </Checkbox>
      <Indented>
        {BLOCKS.map((block) => (
          <Checkbox
            key={block}
            isSelected={blocks[block]}
            onChange={(isOn) => put({ ...blocks, [block]: isOn })}
            description={t(`settings.publicAccessBlock.means.${block}`)}
            isDisabled={isDisabled}
          >
            {t(`settings.publicAccessBlock.block.${block}`)}
          </Checkbox>
        ))}
      </Indented>
    </FormStack>
  );
}
