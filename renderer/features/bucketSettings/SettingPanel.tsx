import type { WritableSettingId } from '../../../shared/settings/documents.ts';
import type { BucketRef } from '../../api/settings.ts';
import { LeaveDialog } from '../../ui/LeaveDialog.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { SettingEditor } from './SettingEditor.tsx';
import { useSetting } from './useSetting.ts';

/** One setting that can be changed. */
export function SettingPanel<S extends WritableSettingId>({ id, place }: { id: S; place: BucketRef }) {
  const setting = useSetting(place, id);
  return (
    <>
      <PanelFrame id={id} reading={setting.reading}>
        <SettingEditor id={id} place={place} setting={setting} />
      </PanelFrame>
      <LeaveDialog isChanged={setting.draft.isChanged} />
    </>
  );
}
